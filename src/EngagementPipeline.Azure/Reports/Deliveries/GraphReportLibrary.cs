using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using Microsoft.Graph;
using Microsoft.Graph.Drives.Item.Items.Item.Checkin;
using Microsoft.Graph.Drives.Item.Items.Item.CreateUploadSession;
using Microsoft.Graph.Models;

namespace EngagementPipeline.Azure.Reports.Deliveries;

/// <summary>A document library in SharePoint, by Microsoft Graph: <c>FOLDER/2021-22/FILE</c>.</summary>
public sealed class GraphReportLibrary(GraphConnection graph, LibrarySettings settings, UploadPieces pieces) : IReportLibrary
{
    private const string Root = "root";
    private const string Exists = "nameAlreadyExists";
    private const string Conflict = "@microsoft.graph.conflictBehavior";

    private static readonly GraphJob Deliver = new(
        "put the report into the library",
        "Sites.Selected (write) on the site",
        "Check Graph__Site and Graph__Library, and what the app was granted there (docs/graph.md).");

    /// <summary>Who has it checked out is told only to those who ask.</summary>
    private static readonly string[] Asked = ["id", "name", "eTag", "cTag", "size", "webUrl", "file", "lastModifiedBy", "lastModifiedDateTime", "publication"];

    private string? _drive = settings.Drive;

    public string? Missing => graph.Settings.HasSite ? null : "No library is set: Graph__Site says which SharePoint site reports are delivered to.";

    public async Task<LibraryItem?> FindAsync(ReportingYear year, string name, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        try
        {
            return await AskAsync((client, token) => client.Drives[drive].Root.ItemWithPath(PathOf(year, name)).GetAsync(r => r.QueryParameters.Select = Asked, token), cancellationToken) is { } item
                ? ItemOf(item)
                : null;
        }
        catch (GraphException gone) when (gone.Kind == OutsideFaultKind.Gone)
        {
            return null;
        }
    }

    public async Task<LibraryItem> PutAsync(ReportingYear year, string name, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        if (over is null)
            await MakeFolderAsync(drive, year, cancellationToken);
        var put = await AskAsync(
            (client, token) =>
            {
                // A stream of the call's own: what may be asked again is read again.
                var content = new MemoryStream(bytes.ToArray());
                return over is null
                    ? client.Drives[drive].Items[Root].Content.WithUrl($"{UrlOf(drive, PathOf(year, name))}/content?{Conflict}=fail").PutAsync(content, cancellationToken: token)
                    : client.Drives[drive].Items[over.Id].Content.PutAsync(content, r => r.Headers.Add("If-Match", over.Mark), token);
            },
            cancellationToken);
        return ItemOf(put!);
    }

    public async Task<OpenUpload> BeginAsync(ReportingYear year, string name, LibraryItem? over, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        if (over is null)
            await MakeFolderAsync(drive, year, cancellationToken);
        var asked = new CreateUploadSessionPostRequestBody
        {
            Item = new DriveItemUploadableProperties { AdditionalData = new Dictionary<string, object>(StringComparer.Ordinal) { [Conflict] = over is null ? "fail" : "replace" } },
        };
        var session = await AskAsync(
            (client, token) => over is null
                ? client.Drives[drive].Items[Root].CreateUploadSession.WithUrl($"{UrlOf(drive, PathOf(year, name))}/createUploadSession").PostAsync(asked, cancellationToken: token)
                : client.Drives[drive].Items[over.Id].CreateUploadSession.PostAsync(asked, r => r.Headers.Add("If-Match", over.Mark), token),
            cancellationToken);
        return new(new Uri(session!.UploadUrl!), session.ExpirationDateTime ?? DateTimeOffset.MaxValue);
    }

    public Task<long?> AskAsync(OpenUpload session, CancellationToken cancellationToken) => pieces.AskAsync(session, cancellationToken);

    public Task<PieceTaken?> SendAsync(OpenUpload session, ReadOnlyMemory<byte> piece, long from, long size, CancellationToken cancellationToken) =>
        pieces.SendAsync(session, piece, from, size, ItemOf, cancellationToken);

    public async Task CheckOutAsync(LibraryItem item, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        await graph.AskAsync(Deliver, (client, token) => client.Drives[drive].Items[item.Id].Checkout.PostAsync(cancellationToken: token), cancellationToken);
    }

    public async Task CheckInAsync(LibraryItem item, string comment, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var body = new CheckinPostRequestBody { CheckInAs = "published", Comment = comment };
        await graph.AskAsync(Deliver, (client, token) => client.Drives[drive].Items[item.Id].Checkin.PostAsync(body, cancellationToken: token), cancellationToken);
    }

    public async Task DiscardCheckOutAsync(LibraryItem item, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        await graph.AskAsync(Deliver, (client, token) => client.Drives[drive].Items[item.Id].DiscardCheckout.PostAsync(cancellationToken: token), cancellationToken);
    }

    /// <summary>Versions come newest first.</summary>
    public async Task<string?> VersionAsync(LibraryItem item, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var versions = await AskAsync((client, token) => client.Drives[drive].Items[item.Id].Versions.GetAsync(r => r.QueryParameters.Top = 1, token), cancellationToken);
        return versions?.Value?.FirstOrDefault()?.Id;
    }

    private async Task<string> DriveAsync(CancellationToken cancellationToken) =>
        _drive ??= (await AskAsync((client, token) => client.Sites[graph.Settings.Site].Drive.GetAsync(r => r.QueryParameters.Select = ["id"], token), cancellationToken))!.Id!;

    /// <summary>Both folders, the outer one first; one that stands there is as good.</summary>
    private async Task MakeFolderAsync(string drive, ReportingYear year, CancellationToken cancellationToken)
    {
        var parent = "";
        foreach (var name in $"{settings.Folder}/{year}".Split('/'))
        {
            var folder = new DriveItem { Name = name, Folder = new Folder(), AdditionalData = new Dictionary<string, object>(StringComparer.Ordinal) { [Conflict] = "fail" } };
            try
            {
                await AskAsync(
                    (client, token) => client.Drives[drive].Items[Root].Children.WithUrl(parent.Length == 0 ? $"{graph.Settings.Endpoint}/drives/{Escaped(drive)}/root/children" : $"{UrlOf(drive, parent)}/children")
                        .PostAsync(folder, cancellationToken: token),
                    cancellationToken);
            }
            catch (GraphException standing) when (standing.Kind == OutsideFaultKind.Standing && standing.Code == Exists)
            {
                // Made before, by us or by somebody.
            }

            parent = parent.Length == 0 ? name : $"{parent}/{name}";
        }
    }

    private Task<T> AskAsync<T>(Func<GraphServiceClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) => graph.AskAsync(Deliver, ask, cancellationToken);

    /// <summary>The SDK's own way to a path leads no further than the item itself.</summary>
    private string UrlOf(string drive, string path) =>
        $"{graph.Settings.Endpoint}/drives/{Escaped(drive)}/root:/{string.Join('/', path.Split('/').Select(Escaped))}:";

    private string PathOf(ReportingYear year, string name) => $"{settings.Folder}/{year}/{name}";

    private static string Escaped(string part) => Uri.EscapeDataString(part);

    /// <summary>
    /// A person's change carries their name; this service's carries its own application alone. Where the library does not say who has a file checked out, it is
    /// whoever asks: to everybody else it shows as published.
    /// </summary>
    private LibraryItem ItemOf(DriveItem item) => new(
        item.Id!,
        item.ETag!,
        item.CTag ?? item.ETag!,
        item.Size ?? 0,
        new Uri(item.WebUrl!),
        item.File?.Hashes?.QuickXorHash,
        item.LastModifiedDateTime ?? DateTimeOffset.MinValue,
        IsUs(item.LastModifiedBy),
        item.Publication is { Level: "checkout" } checkedOut ? checkedOut.CheckedOutBy is null || IsUs(checkedOut.CheckedOutBy) ? CheckedOutBy.Us : CheckedOutBy.Another : CheckedOutBy.Nobody);

    private bool IsUs(IdentitySet? who) =>
        who is { Application: { } application } && who.User?.Id is null && (graph.Settings.ClientId is not { } us || application.Id is null || application.Id == us);
}
