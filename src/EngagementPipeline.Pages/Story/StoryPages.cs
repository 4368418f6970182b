using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Story.Cards;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Story;

/// <summary>Makes readers' pages from components, without a request: the same input gives the same bytes.</summary>
public sealed class StoryPages(IServiceScopeFactory scopes, ILoggerFactory loggers, SiteSettings site, IStoryScripts counting) : IStoryPages
{
    public async Task<SitePage> StoryAsync(StoryPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var views = CardViews.NamesFor(page.Document.Cards);
        var style = PageAssets.StylesFor(views);
        var live = !page.Preview && page.Archived is null;
        var counter = live ? CountingScript(page) : "";
        string[] scripts = [PageAssets.ScriptsFor(views), counter];
        var answers = live && page.Document.Cards.Any(card => card is IAsks) ? AnswersTo(page) : null;
        var policy = PagePolicy.For(style, scripts, counter.Length > 0 || answers is not null ? PagePolicy.OriginOf(site) : null, page.Document.Cards);
        var made = await RenderAsync<PublishedPage>(policy, gone: false, new(StringComparer.Ordinal)
        {
            [nameof(PublishedPage.Page)] = page,
            [nameof(PublishedPage.Policy)] = policy,
            [nameof(PublishedPage.Style)] = style,
            [nameof(PublishedPage.Scripts)] = scripts,
            [nameof(PublishedPage.Answers)] = answers,
            [nameof(PublishedPage.Pixel)] = counter.Length > 0 ? $"{Collector}/pixel.gif?story={page.Story}" : null,
            [nameof(PublishedPage.Address)] = page.Archived is null && site.BaseUrl is { } origin ? site.AddressOf(page.Document.Slug, origin) : null,
            [nameof(PublishedPage.MyVoice)] = page.Archived is { } copy ? new Uri(site.ApiBaseUrl ?? copy.Origin, "/my-voice").AbsoluteUri : MyVoice,
            [nameof(PublishedPage.MadeBy)] = site.MadeBy,
            [nameof(PublishedPage.Picture)] = PictureOf(page),
        });
        return made with { Files = FilesOf(page) };
    }

    // What the page names, whether or not each reader loads it.
    private static IReadOnlyList<SiteFile> FilesOf(StoryPage page) =>
    [
        .. page.Document.Cards.SelectMany(card => card.Media)
            .Select(use => page.Media.TryGetValue(use.Id, out var media) && media.Full.Kind == use.Kind ? media : null)
            .OfType<StoredMedia>()
            .DistinctBy(media => media.Id)
            .SelectMany(media => media.Files.Select(file => new SiteFile(media.Id, file))),
    ];

    // The first picture, for whoever is sent a link; where there is none, the app's own. Such an address must be whole.
    private LinkPicture? PictureOf(StoryPage page)
    {
        if (site.BaseUrl is not { } origin)
            return null;
        return page.Document.Cards.OfType<ImageCard>()
            .Where(card => !card.Decorative)
            .Select(card => card.Picture is { } id && page.Media.TryGetValue(id, out var media) && media.Full.Kind == MediaKind.Image
                ? new LinkPicture(new Uri(site.AddressOf(page.Document.Slug, origin), media.Full.PublishedName), media.Full.Width, media.Full.Height, card.Alt)
                : null)
            .FirstOrDefault(picture => picture is not null)
            ?? new LinkPicture(new Uri(site.ApiBaseUrl ?? origin, DeskAssets.Address("link-picture.png")), 1200, 630, "An opening quotation mark, before lines of writing");
    }

    public Task<SitePage> GoneAsync() => PlainAsync(
        gone: true,
        "This story has been taken down",
        "Sometimes the young people whose words a story carries ask for them back. Then we take it down, and keep no copy.",
        "If somebody sent you here to learn something, please ask them what took its place.");

    public Task<SitePage> UnknownAsync() => PlainAsync(
        gone: false,
        "There is no story here",
        "The address may have lost a letter on its way to you. Please look at it again, or ask whoever gave it to you.");

    private Task<SitePage> PlainAsync(bool gone, string heading, params string[] paragraphs)
    {
        var style = PageAssets.StylesFor([]);
        var policy = PagePolicy.For(style, [], null, []);
        return RenderAsync<PlainPage>(policy, gone, new(StringComparer.Ordinal)
        {
            [nameof(PlainPage.Policy)] = policy,
            [nameof(PlainPage.Style)] = style,
            [nameof(PlainPage.Heading)] = heading,
            [nameof(PlainPage.Paragraphs)] = paragraphs,
            [nameof(PlainPage.MyVoice)] = MyVoice,
        });
    }

    private string MyVoice => site.ApiBaseUrl is { } api ? new Uri(api, "/my-voice").AbsoluteUri : "/my-voice";

    private string Collector => site.ApiBaseUrl is { } api ? new Uri(api, "/api/views").AbsoluteUri : "/api/views";

    private string AnswersTo(StoryPage page) => site.ApiBaseUrl is { } api ? new Uri(api, $"/api/stories/{page.Story}/responses").AbsoluteUri : $"/api/stories/{page.Story}/responses";

    private string CountingScript(StoryPage page)
    {
        var script = counting.CountingScript(page.Story, page.Version, Collector);
        return script.Contains("</script", StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidOperationException("A counting script that ends its own element can't stand in a page.")
            : script;
    }

    private async Task<SitePage> RenderAsync<TPage>(string policy, bool gone, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return new SitePage(html, policy, gone);
    }
}

/// <summary>The picture that stands beside a link to the page.</summary>
public sealed record LinkPicture(Uri Address, int Width, int Height, string Alt);
