using System.Text.RegularExpressions;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Nothing that a phone of 2021 can't read (Chrome 87, Firefox 79, Safari 14.1), but where it only adds; see docs/pages.md.</summary>
public sealed partial class OldBrowsersTests
{
    [Fact]
    public async Task Scripts_ask_for_nothing_newer()
    {
        var page = await Studio.OpenAsync(Studio.APage(CardSamples.AStory()), Studio.Pages(counting: new PageCounting().CountingScript(Studio.Story, 1, "/api/views")));
        var scripts = string.Join('\n', page.QuerySelectorAll("script").Select(script => script.TextContent));

        Assert.Contains("sendBeacon", scripts, StringComparison.Ordinal); // it is all of them
        Assert.Empty(NewerInScripts().Matches(scripts).Select(match => match.Value));
    }

    [Fact]
    public async Task Styles_ask_for_nothing_newer_but_what_only_adds()
    {
        var page = await Studio.OpenAsync(Studio.APage(CardSamples.AStory()));
        var style = page.QuerySelector("style")!.TextContent;

        Assert.Empty(NewerInStyles().Matches(style).Select(match => match.Value));
    }

    // ES2022 and later in syntax and library, patterns that look back, and attributes as properties, which Firefox has only since 2023.
    [GeneratedRegex(@"\.(at|hasOwn|replaceAll|toSorted|toReversed|findLast|structuredClone|groupBy|withResolvers|checkVisibility|showPopover|replaceChildren)\(|\(\?<[=!]|\bstatic\s*\{|[\s.;{]#[a-z]\w*\s*[=(;]|\bimport\s*[({*]|\.aria[A-Z]\w+\s*=|\bcause:|/[a-z]*v[a-z]*\.test", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NewerInScripts();

    // Nesting, layers, containers, newer colours and units; a list that holds one selector an old browser can't read is not read at all.
    [GeneratedRegex(@"&\s|@layer|@container|@scope|color-mix|oklch|light-dark\(|\b\d+(dvh|svh|lvh|cqw|cqi)\b|subgrid|:is\(|:where\(|@property|field-sizing|anchor\(|,[^,{}]*:has\([^{}]*\{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NewerInStyles();
}
