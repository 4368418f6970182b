using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Keeps the snapshots of frozen years: for each year at most one that is final, and one from before the year's counting was over.
/// What is kept never changes.
/// </summary>
public interface IFrozenReports
{
    /// <summary>The snapshot's bytes; null when there is none of the kind.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(ReportingYear year, bool provisional, CancellationToken cancellationToken);

    /// <summary>Keeps a snapshot unless one of its kind stands already; gives back the one that stands. Durable when it completes.</summary>
    Task<ReadOnlyMemory<byte>> KeepAsync(
        ReportingYear year, bool provisional, ReadOnlyMemory<byte> snapshot, CancellationToken cancellationToken);
}

public static class FrozenReports
{
    /// <summary>The year as it is frozen: the final snapshot, else the provisional one; null when it is not frozen.</summary>
    public static async Task<Report?> ReadAsync(this IFrozenReports frozen, ReportingYear year, CancellationToken cancellationToken) =>
        await frozen.FindBestAsync(year, cancellationToken) is { } snapshot ? ReportSnapshot.Read(snapshot) : null;

    /// <summary>As <see cref="ReadAsync"/>, but only what is frozen for good.</summary>
    public static async Task<Report?> FinalAsync(this IFrozenReports frozen, ReportingYear year, CancellationToken cancellationToken) =>
        await frozen.FindAsync(year, provisional: false, cancellationToken) is { } snapshot ? ReportSnapshot.Read(snapshot) : null;

    /// <summary>The bytes that the frozen year's hash is of; refused when the year is not frozen.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> DownloadAsync(
        this IFrozenReports frozen, ReportingYear year, CancellationToken cancellationToken) =>
        await frozen.FindBestAsync(year, cancellationToken) is { } snapshot ? snapshot : Refusals.NotFound("frozen report");

    private static async Task<ReadOnlyMemory<byte>?> FindBestAsync(
        this IFrozenReports frozen, ReportingYear year, CancellationToken cancellationToken) =>
        await frozen.FindAsync(year, provisional: false, cancellationToken) ?? await frozen.FindAsync(year, provisional: true, cancellationToken);
}
