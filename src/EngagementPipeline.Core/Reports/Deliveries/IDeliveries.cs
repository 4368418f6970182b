using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>Keeps deliveries and the bytes that they are of.</summary>
public interface IDeliveries
{
    /// <summary>A year's, by form.</summary>
    Task<IReadOnlyList<Delivery>> ListAsync(ReportingYear year, CancellationToken cancellationToken);

    /// <summary>Of all years, in no particular order.</summary>
    Task<IReadOnlyList<Delivery>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Those of all years that are under way.</summary>
    Task<IReadOnlyList<Delivery>> UnderWayAsync(CancellationToken cancellationToken);

    Task<Versioned<Delivery>?> FindAsync(ReportingYear year, ReportForm form, CancellationToken cancellationToken);

    /// <summary>Saves it where it still stands as <paramref name="mark"/> says, or stands not at all where that is null. The new mark; null where it has moved on.</summary>
    Task<string?> TrySaveAsync(Delivery delivery, string? mark, CancellationToken cancellationToken);

    /// <summary>Keeps a file's bytes; durable when it completes.</summary>
    Task KeepAsync(ReportingYear year, ReportBytes file, CancellationToken cancellationToken);

    /// <summary>Null where they are kept no longer.</summary>
    Task<ReadOnlyMemory<byte>?> BytesAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken);

    /// <summary>Lets go of what was kept for this form but for these bytes.</summary>
    Task ForgetOthersAsync(ReportingYear year, ReportForm form, string sha256, CancellationToken cancellationToken);
}

/// <summary>The files of a year's report, by form.</summary>
public sealed record ReportDeliveries(ReportingYear Year, IReadOnlyList<Delivery> Files);

/// <summary>One file is to be worked on. It may come twice, late, or when there is nothing left to do.</summary>
public sealed record DeliverFile(ReportingYear Year, ReportForm Form, string Sha256);

/// <summary>Sends a <see cref="DeliverFile"/> on its way, to come no sooner than <paramref name="after"/>. Durable when it completes.</summary>
public interface ISendDelivery
{
    Task SendAsync(DeliverFile message, TimeSpan after, CancellationToken cancellationToken);
}

/// <param name="SmallUpTo">In bytes. Up to this a file goes in one request, above it in pieces.</param>
/// <param name="Piece">In bytes, a multiple of 320 KiB: the library refuses other pieces than the last.</param>
public sealed record DeliverySettings(int SmallUpTo = 4 * 1024 * 1024, int Piece = 16 * DeliverySettings.PieceUnit)
{
    public const int PieceUnit = 320 * 1024;

    /// <summary>How long somebody who said nothing more is taken to be still at it.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    /// <summary>How often a file is tried before somebody has to look.</summary>
    public const int MostTries = 8;
}
