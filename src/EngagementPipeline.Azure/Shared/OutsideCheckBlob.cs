using Azure;
using EngagementPipeline.Azure.SampleProject;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Shared;

/// <summary>The blob <c>settings/microsoft-365</c>, JSON. It holds nothing secret and nobody's words.</summary>
public sealed class OutsideCheckBlob(Storage storage) : IOutsideChecks
{
    private const string Name = "microsoft-365";

    public async Task<OutsideChecked?> LastAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await storage.Blobs(SampleMark.Container).GetBlobClient(Name).DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<OutsideChecked>();
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    public Task KeepAsync(OutsideChecked found, CancellationToken cancellationToken) =>
        storage.Blobs(SampleMark.Container).GetBlobClient(Name).UploadAsync(BinaryData.FromObjectAsJson(found), overwrite: true, cancellationToken);
}
