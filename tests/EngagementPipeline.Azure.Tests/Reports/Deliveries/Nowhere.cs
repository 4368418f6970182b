using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

/// <summary>No library is set; asking it anything is a fault.</summary>
internal sealed class Nowhere : IReportLibrary
{
    public string? Missing => "No library is set.";

    public Task<LibraryItem?> FindAsync(ReportingYear year, string name, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<LibraryItem> PutAsync(ReportingYear year, string name, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<OpenUpload> BeginAsync(ReportingYear year, string name, LibraryItem? over, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<long?> AskAsync(OpenUpload session, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<PieceTaken?> SendAsync(OpenUpload session, ReadOnlyMemory<byte> piece, long from, long size, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task CheckOutAsync(LibraryItem item, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task CheckInAsync(LibraryItem item, string comment, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task DiscardCheckOutAsync(LibraryItem item, CancellationToken cancellationToken) => throw new InvalidOperationException();

    public Task<string?> VersionAsync(LibraryItem item, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
