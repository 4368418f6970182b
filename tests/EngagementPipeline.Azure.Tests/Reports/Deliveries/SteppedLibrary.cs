using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

/// <summary>Makes every call to the library a step, as storage's are: a test can end the caller before each.</summary>
internal sealed class SteppedLibrary(IReportLibrary library, Steps steps) : IReportLibrary
{
    public string? Missing => library.Missing;

    public Task<LibraryItem?> FindAsync(ReportingYear year, string name, CancellationToken cancellationToken) => At("find", () => library.FindAsync(year, name, cancellationToken));

    public Task<LibraryItem> PutAsync(ReportingYear year, string name, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        At("put", () => library.PutAsync(year, name, over, bytes, cancellationToken));

    public Task<OpenUpload> BeginAsync(ReportingYear year, string name, LibraryItem? over, CancellationToken cancellationToken) =>
        At("begin", () => library.BeginAsync(year, name, over, cancellationToken));

    public Task<long?> AskAsync(OpenUpload session, CancellationToken cancellationToken) => At("ask", () => library.AskAsync(session, cancellationToken));

    public Task<PieceTaken?> SendAsync(OpenUpload session, ReadOnlyMemory<byte> piece, long from, long size, CancellationToken cancellationToken) =>
        At("piece", () => library.SendAsync(session, piece, from, size, cancellationToken));

    public Task CheckOutAsync(LibraryItem item, CancellationToken cancellationToken) => At("check-out", () => library.CheckOutAsync(item, cancellationToken));

    public Task CheckInAsync(LibraryItem item, string comment, CancellationToken cancellationToken) => At("check-in", () => library.CheckInAsync(item, comment, cancellationToken));

    public Task DiscardCheckOutAsync(LibraryItem item, CancellationToken cancellationToken) => At("discard", () => library.DiscardCheckOutAsync(item, cancellationToken));

    public Task<string?> VersionAsync(LibraryItem item, CancellationToken cancellationToken) => At("version", () => library.VersionAsync(item, cancellationToken));

    private async Task<T> At<T>(string step, Func<Task<T>> call)
    {
        await steps.AtAsync(step);
        return await call();
    }

    private async Task At(string step, Func<Task> call)
    {
        await steps.AtAsync(step);
        await call();
    }
}
