using EngagementPipeline.Core.Stories;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>The story with every type of card, open in a browser as readers have it, with a collector that hears answers or does not.</summary>
internal static class AReading
{
    public const string Address = "https://stories.example.org/s/challenge-your-bias/";

    private const string Others =
        """{"cards":{"c10":{"of":100,"options":{"few":60,"half":null,"all":40}},"c11":{"of":100,"options":{"few":60,"half":null,"all":40}},"c12":{"of":100,"options":{"few":60,"half":null,"all":40}}}}""";

    public static async Task<IPage> OpenAsync(
        Chromium chromium, Action<BrowserNewContextOptions>? how = null, string language = "en", bool heard = true, StoryDocument? story = null)
    {
        var quotes = Studio.Quotes().ToDictionary(quote => quote.Key, quote => quote.Value with { Language = language });
        var html = await Studio.HtmlOfAsync(Studio.APage(story ?? CardSamples.AStory(language), quotes));
        var context = await chromium.NewContextAsync(how);
        await context.RouteAsync("**/*", route => route.Request.Url switch
        {
            Address => route.FulfillAsync(new() { Body = html, ContentType = "text/html; charset=utf-8" }),
            var url when url.EndsWith("/public", StringComparison.Ordinal) => route.FulfillAsync(heard ? new() { Body = Others, ContentType = "application/json" } : new() { Status = 503 }),
            _ => route.FulfillAsync(new() { Status = heard ? 204 : 503 }),
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address);
        return page;
    }

    /// <summary>Answers everything that can be answered, and opens everything that can be opened; waits until each card has said in words what happened.</summary>
    public static async Task AnswerAsync(IPage page)
    {
        await page.EvaluateAsync("""
            () => {
                for (const card of document.querySelectorAll(".ask")) {
                    card.querySelector("input[type=radio]")?.click();
                    card.querySelector(".options button, .stand button, .form button")?.click();
                }
                for (const part of document.querySelectorAll("details")) part.open = true;
            }
            """);
        await page.EvaluateAsync("""
            () => new Promise((done, failed) => {
                setTimeout(() => failed(new Error("A card has not said what happened.")), 60000);
                const look = () => [...document.querySelectorAll(".ask[data-ask] output")].every(said => said.textContent && !/^You (chose|will)[^.]*\.$/.test(said.textContent)) ? done() : setTimeout(look, 20);
                look();
            })
            """);
    }
}
