using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk;
using EngagementPipeline.Pages.Desk.Stories;
using EngagementPipeline.Pages.Tests.Story;
using EngagementPipeline.Testing.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Pages.Tests.Desk;

/// <summary>
/// A story is written by one person and opened in the editor by another. Every payload in every field of every type of card, in title, summary, quotes, the names
/// of shares and of the project: with the desk's policy and as if there were none, nothing runs and nothing is asked for.
/// </summary>
public sealed class HostileDeskTests(Chromium chromium) : IAsyncLifetime
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // Several in one page, as an editor full of cards takes a while to open.
    private static readonly IReadOnlyList<string[]> Groups = [.. Payloads.All.Chunk(6)];

    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        _app = builder.Build();
        _app.MapGet("/assets/{file}", (string file) => DeskAssets.Find(file) is { } asset ? Results.Bytes(asset.Bytes, asset.ContentType) : Results.NotFound());
        _app.MapGet("/editor/{group:int}", (int group, HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = Policy;
            return new RazorComponentResult(typeof(EditorPage), Editor(Groups[group]));
        });
        _app.MapFallback(() => Results.NoContent());
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_editor_runs_nothing_that_anybody_wrote(bool policy)
    {
        var origin = _app.Urls.First();
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = !policy);
        await context.AddInitScriptAsync("window.tried = []; addEventListener('securitypolicyviolation', e => tried.push(e.violatedDirective + ' ' + e.blockedURI));");
        var page = await context.NewPageAsync();
        var (ran, asked) = (new List<string>(), new List<string>());
        page.Dialog += (_, dialog) =>
        {
            if (dialog.Type != "beforeunload")
                ran.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:image/", StringComparison.Ordinal))
                asked.Add(request.Url);
        };

        for (var group = 0; group < Groups.Count; group++)
        {
            await page.GotoAsync($"{origin}/editor/{group}");
            await page.EvaluateAsync("() => { for (const part of document.querySelectorAll('main *')) for (const name of ['mouseover', 'focus', 'input', 'change', 'toggle']) part.dispatchEvent(new Event(name, { bubbles: true })); }");
            Assert.Empty(await page.EvaluateAsync<string[]>("window.tried"));
            Assert.Contains(Groups[group][0], await page.Locator("input, textarea").EvaluateAllAsync<string[]>("fields => fields.map(field => field.value)"));
        }

        Assert.Empty(ran);
        Assert.Empty(asked);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Payloads.All.Count} payloads in the editor, policy {(policy ? "on" : "off")}: none ran, none was asked for.");
    }

    private static Dictionary<string, object?> Editor(string[] payloads)
    {
        var known = PageStates.All["editor"].Parameters;
        var view = (EditorView)known[nameof(DeskPage<>.View)]!;
        var story = CardSamples.AStoryThatSays(payloads[0]) with { Cards = [.. payloads.SelectMany(payload => CardSamples.AStoryThatSays(payload).Cards)] };
        var hostile = view with
        {
            Document = story,
            ProjectTitle = payloads[^1],
            State = new(view.State.Head with { Title = payloads[0], ChangedBy = payloads[^1] }, view.State.Live),
            Quotes = story.Cards.SelectMany(card => card.Voices).Distinct().Index()
                .ToDictionary(voice => voice.Item, voice => new UsableQuote(voice.Item, default, payloads[voice.Index % payloads.Length], "en", payloads[^1])),
            Shares = [.. view.Shares.Index().Select(share => share.Item with { To = payloads[share.Index % payloads.Length] })],
            Problems = [new("empty-card", "c0", payloads[0])],
        };
        return new(known, StringComparer.Ordinal) { [nameof(DeskPage<>.View)] = hostile };
    }
}
