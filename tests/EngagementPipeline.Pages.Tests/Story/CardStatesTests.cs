using Deque.AxeCore.Commons;
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

    /// <summary>From the top to the end with Tab, and each thing used as a keyboard does: every card is reached in the order it is read in, nothing holds the focus, and its ring is always in sight.</summary>
    [Theory]
    [InlineData("en")]
    [InlineData("ur")]
    public async Task A_keyboard_alone_gets_through_every_card_and_its_results(string language)
    {
        var page = await AReading.OpenAsync(chromium, language: language);
        var (path, first, last) = (new List<int>(), "", "");
        for (var step = 0; step < 200; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await page.EvaluateAsync<Focus?>(WhereTheFocusIs);
            if (at is null || at.Mark == first)
                break; // round once
            Assert.True(at.Ring > 0, $"No ring around {at.Name} in card {at.Card}.");
            Assert.True(at.Seen, $"{at.Name} in card {at.Card} has the focus out of sight.");
            Assert.True(last != at.Mark || at.Name is "audio" or "iframe", $"{at.Name} in card {at.Card} holds the focus."); // a player has several parts, and rings of its own
            last = at.Mark;
            first = first.Length == 0 ? at.Mark : first;
            if (at.Card >= 0 && (path.Count == 0 || path[^1] != at.Card))
                path.Add(at.Card);
            await UseAsync(page, at);
        }

        Assert.Equal(path.Order(), path);
        Assert.Equal(await page.EvaluateAsync<int[]>(CardsToUse), path);
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.ask[data-ask]')].filter(card => !card.querySelector('output').textContent).map(card => card.className)"));
        Assert.Equal(0, await page.Locator("details.fold:not([open])").CountAsync());
        Assert.Equal("This visit is no longer counted.", await page.Locator("#counted").TextContentAsync()); // the last thing on the page
    }

    private const string WhereTheFocusIs = """
        () => {
            const it = document.activeElement;
            if (!it || it == document.body || it == document.documentElement) return null;
            const box = it.getBoundingClientRect(), shape = getComputedStyle(it);
            window.marks ||= new Map();
            if (!marks.has(it)) marks.set(it, marks.size);
            return {
                card: +(it.closest("[data-card]")?.dataset.card ?? -1), name: it.localName, type: it.type ?? "", mark: String(marks.get(it)),
                ring: it.matches("audio, iframe") ? 1 : shape.outlineStyle == "none" ? 0 : parseFloat(shape.outlineWidth),
                seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                used: it.getAttribute("aria-disabled") == "true" || it.matches("details[open] > summary"),
            };
        }
        """;

    // Those that hold anything that can be focused.
    private const string CardsToUse = """
        [...document.querySelectorAll("[data-card]")].filter(card => [...card.querySelectorAll("a[href], button, input, textarea, summary, audio, iframe")].some(part => part.checkVisibility())
            || card.matches(".feedback")).map(card => +card.dataset.card)
        """;

    private static Task UseAsync(IPage page, Focus at) => at switch
    {
        { Used: true } => Task.CompletedTask,
        { Name: "summary" } => page.Keyboard.PressAsync("Enter"),
        { Name: "button", Card: var card } => card == -1 || at.Type != "" ? page.Keyboard.PressAsync("Enter") : Task.CompletedTask,
        { Name: "textarea" } => page.Keyboard.TypeAsync("I would ask."),
        { Name: "input", Type: "range" } => page.Keyboard.PressAsync("ArrowRight"),
        { Name: "input", Type: "radio" } => page.Keyboard.PressAsync("Space"),
        _ => Task.CompletedTask,
    };

    private sealed record Focus
    {
        public int Card { get; init; }

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";

        public string Mark { get; init; } = "";

        public double Ring { get; init; }

        public bool Seen { get; init; }

        public bool Used { get; init; }
    }
}
