using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Announcing;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EngagementPipeline.Azure.Stories;

/// <summary>News pages on the one site. A page's file name is its announcement's id, so what was made before a crash is found by it.</summary>
public sealed class SharePointNews(GraphConnection graph) : INewsSite
{
    private const string Kind = "#microsoft.graph.sitePage";
    private const string Hint = "Ask an administrator to let the app write to this one site (docs/graph.md).";

    public static readonly GraphJob Job = new("put the news page on the site", "Sites.Selected with write on the site", Hint);

    private static readonly GraphJob Removal = Job with { What = "remove the news page from the site" };

    private string Site => graph.Settings.Site ?? throw new InvalidOperationException("No site is set.");

    public bool IsThere => graph.Settings.HasSite;

    public async Task<Uri?> PutAsync(StoryAnnouncementId id, AnnouncementText text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var page = await FindAsync(Job, id, cancellationToken);
        page = page is null
            ? await graph.AskAsync(Job, (client, token) => client.Sites[Site].Pages.PostAsync(PageOf(id, text, isNew: true), cancellationToken: token), cancellationToken)
            : await ChangeAsync(page, PageOf(id, text, isNew: false), cancellationToken);
        await PublishAsync(page!, cancellationToken);
        return Uri.TryCreate(page!.WebUrl, UriKind.Absolute, out var address) ? address : null;
    }

    public async Task RemoveAsync(StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        if (await FindAsync(Removal, id, cancellationToken) is not { } page)
            return;
        try
        {
            await graph.AskAsync(Removal, (client, token) => client.Sites[Site].Pages[page.Id].DeleteAsync(cancellationToken: token), cancellationToken);
        }
        catch (OutsideException gone) when (gone.Kind == OutsideFaultKind.Gone)
        {
            // Somebody was quicker, or the answer got lost before.
        }
    }

    private async Task<BaseSitePage?> FindAsync(GraphJob job, StoryAnnouncementId id, CancellationToken cancellationToken)
    {
        var name = NameOf(id);
        var found = await graph.AskAsync(
            job, (client, token) => client.Sites[Site].Pages.GraphSitePage.GetAsync(request => request.QueryParameters.Filter = $"name eq '{name}'", token), cancellationToken);
        while (found?.Value is { } pages)
        {
            if (pages.Find(page => string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase)) is { } page)
                return page;
            if (found.OdataNextLink is not { } next)
                return null;
            found = await graph.AskAsync(job, (client, token) => client.Sites[Site].Pages.GraphSitePage.WithUrl(next).GetAsync(cancellationToken: token), cancellationToken);
        }

        return null;
    }

    // The SDK has no word for it.
    private Task PublishAsync(BaseSitePage page, CancellationToken cancellationToken)
    {
        var publish = new RequestInformation { HttpMethod = Method.POST, URI = new($"{graph.Settings.Endpoint}/sites/{Site}/pages/{page.Id}/microsoft.graph.sitePage/publish") };
        var faults = new Dictionary<string, ParsableFactory<IParsable>>(StringComparer.Ordinal) { ["XXX"] = ODataError.CreateFromDiscriminatorValue };
        return graph.AskAsync(Job, (client, token) => client.RequestAdapter.SendNoContentAsync(publish, faults, token), cancellationToken);
    }

    // The documented address of a change names the page's type, which the SDK's own does not.
    private Task<BaseSitePage?> ChangeAsync(BaseSitePage page, SitePage change, CancellationToken cancellationToken) =>
        graph.AskAsync(
            Job,
            (client, token) => client.Sites[Site].Pages[page.Id].WithUrl($"{graph.Settings.Endpoint}/sites/{Site}/pages/{page.Id}/microsoft.graph.sitePage").PatchAsync(change, cancellationToken: token),
            cancellationToken);

    private static string NameOf(StoryAnnouncementId id) => $"story-{id}.aspx";

    private static SitePage PageOf(StoryAnnouncementId id, AnnouncementText text, bool isNew)
    {
        var page = new SitePage
        {
            OdataType = Kind,
            Title = text.Title,
            Description = text.Summary,
            TitleArea = new()
            {
                Layout = text.Picture is null ? TitleAreaLayoutType.Plain : TitleAreaLayoutType.ImageAndTitle,
                // The picture stays ours: when its consent goes, it is gone there too.
                ImageWebUrl = text.Picture?.AbsoluteUri ?? "",
                AlternativeText = text.PictureAlt,
            },
            CanvasLayout = new() { HorizontalSections = [SectionOf(id, text)] },
        };
        // The SDK sends what was set, were it to nothing; a name of nothing would lose the page.
        if (isNew)
            (page.Name, page.PageLayout, page.PromotionKind, page.ShowComments) = (NameOf(id), PageLayoutType.Article, PagePromotionType.NewsPost, false);
        return page;
    }

    private static HorizontalSection SectionOf(StoryAnnouncementId id, AnnouncementText text) => new()
    {
        Id = "1",
        Layout = HorizontalSectionLayoutType.OneColumn,
        Columns = [new() { Id = "1", Width = 12, Webparts = [new TextWebPart { OdataType = "#microsoft.graph.textWebPart", Id = id.ToString(), InnerHtml = text.Body }] }],
    };
}
