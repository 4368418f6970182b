using AngleSharp.Dom;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Testing.Browser;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>
/// Every payload in every field that holds somebody's text. It must be shown as the text it is: the page's elements and attributes are those of the
/// same page with harmless text, so there is nothing left for a policy to block. And the policy must hold by itself.
/// </summary>
public sealed class HostileTextTests(Chromium chromium)
{
    private static readonly string[] OursInProse = ["p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br"];

    public static TheoryData<string> EveryPayload => [.. Payloads.All];

    [Fact]
    public void There_are_at_least_two_hundred() => Assert.InRange(Payloads.All.Distinct(StringComparer.Ordinal).Count(), 200, 400);

    [Theory]
    [MemberData(nameof(EveryPayload))]
    public async Task Is_shown_as_the_text_it_is(string payload)
    {
        var page = await Studio.OpenAsync(Everywhere(payload));
        var harmless = await Studio.OpenAsync(Everywhere("x"));

        // The Markdown card may hold other elements than a word does; it is looked at below.
        foreach (var each in new[] { page, harmless })
            each.QuerySelector(".card.text")!.InnerHtml = "";
        Assert.Equal(SkeletonOf(harmless), SkeletonOf(page));
        Assert.Equal(payload, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(payload, page.QuerySelector("title")!.TextContent);
        Assert.Equal(payload, page.QuerySelector("h2")!.TextContent);
        Assert.Equal(payload, page.QuerySelector(".standfirst")!.TextContent);
        Assert.Equal(payload, page.QuerySelector(".question")!.TextContent);
        Assert.Equal(payload, page.QuerySelector("blockquote")!.TextContent);
        Assert.Equal(payload, page.QuerySelector("figcaption")!.TextContent);
        Assert.Equal(payload, page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
    }

    [Theory]
    [MemberData(nameof(EveryPayload))]
    public async Task Stays_text_in_Markdown_too(string payload)
    {
        foreach (var written in new[] { payload, $"**{payload}**", $"- {payload}", $"`{payload}`", $"[{payload}](https://example.org)", $"[x](https://example.org \"{payload}\")", $"```\n{payload}\n```" })
        {
            var card = (await Studio.OpenAsync(Everywhere(written))).QuerySelector(".card.text")!;

            Assert.All(card.QuerySelectorAll("*"), element =>
            {
                Assert.Contains(element.LocalName, OursInProse);
                Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, new[] { "href", "rel", "class", "start" }));
                if (element.GetAttribute("href") is { } address)
                    Assert.Matches("^(https?:|mailto:)", address);
            });
        }
    }

    [Fact]
    public async Task The_policy_holds_by_itself_when_something_gets_through()
    {
        Assert.NotEmpty(await WhatRunsRawAsync(policy: false)); // these do run, where nothing stops them
        Assert.Empty(await WhatRunsRawAsync(policy: true));
    }

    private async Task<IReadOnlyList<string>> WhatRunsRawAsync(bool policy)
    {
        await using var context = await chromium.NewContextAsync(o => o.BypassCSP = !policy);
        var page = await context.NewPageAsync();
        var ran = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            ran.Add(dialog.Message);
            _ = dialog.AcceptAsync();
        };
        var html = await Studio.HtmlOfAsync(Studio.APage());
        foreach (var payload in Payloads.Usual.Where(p => p.Contains("alert(1)", StringComparison.Ordinal)))
            await page.SetContentAsync(html.Replace("</main>", $"{payload}</main>", StringComparison.Ordinal));
        return ran;
    }

    private static StoryPage Everywhere(string text)
    {
        var quotes = Studio.Quotes();
        quotes[Studio.Short] = quotes[Studio.Short] with { Words = text, Credit = text, Language = text };
        return Studio.APage(
            Studio.AStory() with
            {
                Title = text,
                Summary = text,
                Cards = [new PromptCard(text, text, 2), new HeadingCard("h", text, 2), new TextCard("t", Studio.ProseOf(text)), new QuoteCard("q", Studio.Short)],
            },
            quotes);
    }

    /// <summary>Every element with the names of its attributes, and nothing of what people wrote.</summary>
    private static string SkeletonOf(IDocument page) => string.Join('\n', page.All.Select(element =>
        $"{element.ParentElement?.LocalName}>{element.LocalName}[{string.Join(',', element.Attributes.Select(attribute => attribute.Name))}]"));
}
