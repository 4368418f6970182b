using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Story;

/// <summary>Every type of card in each state that a reader can bring it to: untouched, opened, answered, answered with nobody to hear it.</summary>
public sealed class CardStatesTests(Chromium chromium)
{
    // axe leaves the size of targets (2.5.8, new in 2.2) out unless it is asked for.
    private static readonly AxeRunOptions Wcag22 = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        Rules = new(StringComparer.Ordinal) { ["target-size"] = new RuleOptions { Enabled = true } },
    };

    public static TheoryData<ColorScheme, string, string> States => new(
        from scheme in new[] { ColorScheme.Light, ColorScheme.Dark }
        from state in new[] { "untouched", "answered", "not heard" }
        from language in state == "answered" ? new[] { "en", "ur" } : ["en"]
        select (scheme, state, language));

    [Theory]
    [MemberData(nameof(States))]
    public async Task Axe_finds_no_fault_of_WCAG_22_AA(ColorScheme scheme, string state, string language)
    {
        var page = await AReading.OpenAsync(chromium, o => (o.ColorScheme, o.BypassCSP) = (scheme, true), language, heard: state != "not heard");
        if (state != "untouched")
            await AReading.AnswerAsync(page);
        if (Environment.GetEnvironmentVariable("STORY_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"state-{state}-{language}-{scheme}.png"), FullPage = true });

        var found = await page.RunAxe(Wcag22);

        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        Assert.Contains(found.Passes, rule => rule.Id == "target-size");
    }
}
