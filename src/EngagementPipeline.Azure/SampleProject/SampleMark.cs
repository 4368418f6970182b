using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.SampleProject;

namespace EngagementPipeline.Azure.SampleProject;

/// <summary>An empty blob, <c>settings/sample-removed</c>, that is there or is not.</summary>
public sealed class SampleMark(Storage storage) : ISampleMark
{
    public const string Container = "settings";

    private const string Name = "sample-removed";

    public async Task<bool> WasRemovedAsync(CancellationToken cancellationToken) =>
        await storage.Blobs(Container).GetBlobClient(Name).ExistsAsync(cancellationToken);

    public async Task MarkRemovedAsync(bool removed, CancellationToken cancellationToken)
    {
        var mark = storage.Blobs(Container).GetBlobClient(Name);
        if (removed)
            await mark.UploadAsync(BinaryData.FromString(""), overwrite: true, cancellationToken);
        else
            await mark.DeleteIfExistsAsync(DeleteSnapshotsOption.None, cancellationToken: cancellationToken);
    }
}
