using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing.Browser;
using Microsoft.Playwright;

namespace EndToEnd.Views;

/// <summary>Holds the page's script to the written rule (docs/views.md), in a real browser.</summary>
public sealed class CountingScriptTests(Chromium chromium) : IAsyncLifetime
{
    private const string CanBeHidden = """
        let hidden = false;
        Object.defineProperty(Document.prototype, "hidden", { get: () => hidden, configurable: true });
        window.setHidden = now => { hidden = now; document.dispatchEvent(new Event("visibilitychange")); };
        """;

    // What the page gave to the network, and how often it has heard what became of it: asked from outside, each answer is of a moment when its own handlers are through.
    private const string CountsSending = """
        window.sends = window.heard = 0;
        const [fetching, beacon] = [window.fetch, navigator.sendBeacon.bind(navigator)];
        window.fetch = (...given) => { sends++; const answer = fetching(...given); answer.finally(() => heard++).catch(() => {}); return answer; };
        navigator.sendBeacon = (...given) => { const taken = beacon(...given); if (taken) sends++; return taken; };
        """;

    private readonly HashSet<ViewId> _left = [];
    private ReadingServer _server = null!;
    private IBrowserContext _context = null!;
    private int _sends;

    private IReadOnlyList<PageRecord> Records => _server.Records;

    public async ValueTask InitializeAsync()
    {
        _server = await ReadingServer.StartAsync();
        _context = await chromium.NewContextAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Says_that_it_was_opened_as_soon_as_it_is_seen()
    {
        await OpenAsync("?via=school-heads&x=1");
        await UntilAsync(() => Records.Count == 1);

        var opening = Records[0];
        Assert.Equal((ReadingServer.Story, 3, 0, "school-heads", 0), (opening.Story, opening.Version, opening.Seq, opening.Via, opening.Interactions));
        Assert.InRange(opening.ActiveMs, 0, 900);
        Assert.StartsWith("text/plain", _server.Received.First().ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?via=")]
    [InlineData("?via=No%20Share")]
    [InlineData("?via=abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("?obvia=board")]
    public async Task A_code_that_can_not_be_one_is_left_out_and_the_view_still_counted(string query)
    {
        await OpenAsync(query);
        await UntilAsync(() => Records.Count == 1);

        Assert.Equal("", Records[0].Via);
    }

    [Fact]
    public async Task A_read_of_six_minutes_counts_six_minutes()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("06:00");
        await LeaveAsync(page);

        Assert.InRange(Records.Max(r => r.ActiveMs), 360_000, 362_000);
        Assert.Single(Records.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task A_tab_that_is_killed_has_told_nearly_all()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("06:05");
        await UntilAsync(() => Records.Count == 9);

        Assert.Equal([0, 15, 30, 60, 120, 180, 240, 300, 360], Records.Select(r => (int)Math.Round(r.ActiveMs / 1000.0)).Order());
        Assert.Equal(Enumerable.Range(0, 9), Records.Select(r => r.Seq).Order());
    }

    [Fact]
    public async Task Time_in_the_background_does_not_count()
    {
        var page = await OpenAsync(withClock: true, prepare: CanBeHidden);
        await page.Clock.RunForAsync("00:40");
        await page.EvaluateAsync("setHidden(true)");
        await page.Clock.RunForAsync("10:00");
        await page.EvaluateAsync("setHidden(false)");
        await page.Clock.RunForAsync("00:25");
        await page.GotoAsync("about:blank");
        await UntilAsync(() => Records.Any(r => r.ActiveMs > 64_000));

        Assert.InRange(Records.Max(r => r.ActiveMs), 64_000, 67_000);
    }

    [Fact]
    public async Task A_page_in_a_background_tab_is_not_counted_until_it_is_shown()
    {
        var page = await OpenAsync(withClock: true, prepare: CanBeHidden.Replace("hidden = false", "hidden = true", StringComparison.Ordinal));
        await page.Clock.RunForAsync("05:00");
        Assert.Empty(_server.Received);

        await page.EvaluateAsync("setHidden(false)");
        await UntilAsync(() => Records.Count == 1);
        Assert.InRange(Records[0].ActiveMs, 0, 1_000);
    }

    [Fact]
    public async Task A_page_that_is_prerendered_is_not_counted_until_it_is_opened()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"{_server.Address}/guesses");
        await UntilAsync(() => _server.Served == 1);
        await page.WaitForTimeoutAsync(1_000); // nothing can be awaited from a page that must stay silent
        Assert.Empty(_server.Received);

        await page.ClickAsync("a");
        await UntilAsync(() => Records.Count == 1);
        Assert.Equal((0, 1), (Records[0].Seq, _server.Served)); // it is the prerendered page that was opened
    }

    [Theory]
    [InlineData("fetches")] // <link rel=prefetch>
    [InlineData("expects")] // speculation rules
    public async Task A_page_that_is_prefetched_is_not_counted_until_it_is_opened(string from)
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"{_server.Address}/{from}");
        await UntilAsync(() => _server.Served == 1);
        await page.WaitForTimeoutAsync(1_000); // nothing can be awaited from a page that must stay silent
        Assert.Empty(_server.Received);

        await page.ClickAsync("a");
        await UntilAsync(() => Records.Count == 1);
        Assert.Equal((0, ""), (Records[0].Seq, Records[0].Via));
    }

    [Fact]
    public async Task Five_hours_open_and_read_all_the_time_are_one_view_of_five_hours()
    {
        var page = await OpenAsync(withClock: true);
        for (var part = 0; part < 20; part++)
        {
            await page.Clock.FastForwardAsync("14:59");
            await page.Clock.RunForAsync("00:01");
            await page.Keyboard.PressAsync("Shift"); // a sign of a reader
        }

        await LeaveAsync(page);
        Assert.Single(Records.Select(r => r.Id).Distinct());
        Assert.InRange(Records.Max(r => r.ActiveMs), 17_990_000, 18_010_000);
        Assert.Equal(Records.Count, Records.Select(r => r.Seq).Distinct().Count());
    }

    [Fact]
    public async Task Five_hours_open_before_nobody_are_one_view_of_half_an_hour()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("05:00:00");
        await LeaveAsync(page);

        Assert.Single(Records.Select(r => r.Id).Distinct());
        Assert.InRange(Records.Max(r => r.ActiveMs), 1_790_000, 1_801_000);
        Assert.InRange(Records.Count, 3, 40); // and it does not go on sending for nothing
    }

    [Fact]
    public async Task An_hour_before_a_page_that_nobody_touches_counts_half_an_hour()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("01:00:00");
        // The page hears of a scroll a frame later; the clock that is moved by hand must not run on before.
        await page.EvaluateAsync("new Promise(heard => { addEventListener('scroll', heard, { once: true }); scrollBy(0, 10); })");
        await page.Clock.RunForAsync("01:00");
        await page.GotoAsync("about:blank");
        await UntilAsync(() => Records.Any(r => r.ActiveMs >= 1_855_000)); // the last of several records

        Assert.InRange(Records.Max(r => r.ActiveMs), 1_855_000, 1_865_000);
    }

    [Fact]
    public async Task Cards_are_reached_as_they_come_on_screen_and_the_end_completes()
    {
        var page = await OpenAsync();
        await UntilAsync(() => Records.Count == 1);
        await page.EvaluateAsync("scrollTo(0, 1000)");
        await page.DrawnAsync();
        var last = await LeaveAsync(page);
        Assert.Equal(CardSet.Of(0, 1), last.Cards);
        Assert.False(last.Done);

        page = await OpenAsync();
        foreach (var y in new[] { 1000, 2500, 5000 })
        {
            await page.EvaluateAsync($"scrollTo(0, {y})");
            await page.DrawnAsync();
        }

        last = await LeaveAsync(page);
        Assert.Equal(CardSet.Of(0, 1, 3), last.Cards);
        Assert.True(last.Done);
    }

    [Fact]
    public async Task A_jump_past_the_end_completes_and_one_to_before_it_does_not()
    {
        var page = await OpenAsync(prepare: "addEventListener('DOMContentLoaded', () => document.querySelector('footer').style.height = '3000px')");
        await page.EvaluateAsync("scrollTo(0, 3100)");
        await page.DrawnAsync();
        var last = await LeaveAsync(page);
        Assert.Equal((false, true), (last.Done, last.Cards.Has(3)));

        page = await OpenAsync(prepare: "addEventListener('DOMContentLoaded', () => document.querySelector('footer').style.height = '3000px')");
        await page.EvaluateAsync("scrollTo(0, document.body.scrollHeight)");
        await page.DrawnAsync();
        last = await LeaveAsync(page);
        Assert.Equal((true, false), (last.Done, last.Cards.Has(3)));
    }

    [Fact]
    public async Task A_last_card_that_is_not_shown_completes_nothing()
    {
        var page = await OpenAsync(prepare: "addEventListener('DOMContentLoaded', () => document.querySelector('[data-card=\"3\"]').style.display = 'none')");
        await page.DrawnAsync();

        Assert.False((await LeaveAsync(page)).Done);
    }

    [Fact]
    public async Task What_is_used_on_a_card_is_counted()
    {
        var page = await OpenAsync();
        await page.ClickAsync("#use");
        await page.ClickAsync("#use");

        Assert.Equal(2, (await LeaveAsync(page)).Interactions);
    }

    [Fact]
    public async Task Loading_again_and_another_tab_are_views_of_their_own()
    {
        var page = await OpenAsync();
        await UntilAsync(() => Records.Count == 1);
        await page.ReloadAsync();
        await OpenAsync();
        await UntilAsync(() => Records.Count(r => r.Seq == 0) == 3);

        Assert.Equal(3, Records.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task Coming_back_to_a_page_the_browser_kept_is_a_view_of_its_own()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("00:20");
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await page.DrawnAsync();
        await page.Clock.RunForAsync("00:20");
        await UntilAsync(() => Records.Count == 5);

        var views = Records.GroupBy(r => r.Id).OrderByDescending(view => view.Count()).ToList(); // three records, then two
        Assert.Equal(2, views.Count);
        Assert.All(views, view => Assert.Contains(view, r => r.Seq == 0));
        Assert.InRange(views[1].Max(r => r.ActiveMs), 14_000, 16_500);
        Assert.NotEqual(default, views[1].OrderBy(r => r.Seq).Last().Cards);
    }

    [Fact]
    public async Task A_page_in_a_frame_is_counted()
    {
        var page = await _context.NewPageAsync();
        await page.GotoAsync($"{_server.Address}/framed");

        await UntilAsync(() => Records.Count == 1);
    }

    [Theory]
    [InlineData("Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })")]
    [InlineData("Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })")]
    [InlineData("addEventListener('DOMContentLoaded', () => 0); new MutationObserver(() => document.documentElement && (document.documentElement.dataset.count = 'no')).observe(document, { childList: true })")]
    public async Task A_reader_who_says_no_sends_nothing(string no)
    {
        var page = await OpenAsync(withClock: true, prepare: no);
        await page.ClickAsync("#use");
        await page.Clock.RunForAsync("06:00");
        await page.GotoAsync("about:blank");

        Assert.Empty(_server.Received);
    }

    [Fact]
    public async Task A_reader_who_says_no_later_sends_nothing_more()
    {
        var page = await OpenAsync(withClock: true);
        await UntilAsync(() => Records.Count == 1);
        await page.EvaluateAsync("document.documentElement.dataset.count = 'no'");
        await page.Clock.RunForAsync("06:00");
        await page.GotoAsync("about:blank");

        Assert.Single(_server.Received);
    }

    [Fact]
    public async Task A_beacon_that_is_refused_goes_by_another_way()
    {
        var page = await OpenAsync(prepare: "navigator.sendBeacon = () => false");
        await page.ClickAsync("#use");

        Assert.Equal(1, (await LeaveAsync(page)).Interactions);
    }

    [Fact]
    public async Task What_the_collector_could_not_keep_is_sent_again()
    {
        _server.Answer = 503;
        var page = await OpenAsync(withClock: true);
        await HeardAsync(page, 1);
        _server.Answer = 204;
        await page.Clock.RunForAsync("00:14");
        await UntilAsync(() => Records.Count > 1);

        Assert.Equal(Records[0].Id, Records[1].Id);
        Assert.InRange(Records[1].ActiveMs, 9_000, 13_000); // ten seconds after it was refused, not at the next fifteen
    }

    [Fact]
    public async Task What_was_read_offline_is_sent_when_there_is_a_network_again()
    {
        var page = await OpenAsync(withClock: true, prepare: CanBeHidden);
        await HeardAsync(page, 1);
        await _context.SetOfflineAsync(true);
        await page.ClickAsync("#use");
        await page.EvaluateAsync("setHidden(true)");
        await HeardAsync(page, 2);
        Assert.Single(_server.Received);

        await _context.SetOfflineAsync(false);
        await UntilAsync(() => Records.Count == 2);
        Assert.Equal(1, Records[1].Interactions);
    }

    [Fact]
    public async Task Nothing_is_stored_on_the_device()
    {
        var page = await OpenAsync(withClock: true);
        await page.ClickAsync("#use");
        await page.Clock.RunForAsync("02:00");

        Assert.Equal(
            "0 0  0 0",
            await page.EvaluateAsync<string>("""
                Promise.all([indexedDB.databases(), caches.keys()]).then(([bases, keys]) =>
                    [localStorage.length, sessionStorage.length, document.cookie, bases.length, keys.length].join(" "))
                """));
        Assert.Empty(await _context.CookiesAsync());
    }

    [Fact]
    public async Task A_browser_that_can_not_watch_cards_still_counts_the_view_and_its_time()
    {
        var page = await OpenAsync(withClock: true, prepare: "delete self.IntersectionObserver");
        await page.Clock.RunForAsync("01:00");
        await UntilAsync(() => Records.Any(r => r.ActiveMs >= 59_000));

        Assert.All(Records, r => Assert.Equal(default, r.Cards));
    }

    [Fact]
    public async Task Setting_the_clock_changes_no_time()
    {
        var page = await OpenAsync(withClock: true);
        await page.Clock.RunForAsync("00:10");
        await page.Clock.SetSystemTimeAsync(DateTime.Parse("2031-01-01T00:00:00Z", null));
        await page.Clock.RunForAsync("00:10");
        await LeaveAsync(page);

        Assert.InRange(Records.Max(r => r.ActiveMs), 19_000, 22_000);
    }

    private async Task<IPage> OpenAsync(string query = "", bool withClock = false, string? prepare = null)
    {
        var page = await _context.NewPageAsync();
        if (withClock)
            await page.StopClockAsync();
        await page.AddInitScriptAsync(CountsSending);
        if (prepare is not null)
            await page.AddInitScriptAsync(prepare);
        await page.GotoAsync(_server.StoryAddress + query);
        return page;
    }

    /// <summary>Leaves the page, waits until all that it sent is there, however late, and gives its last record, which is sent on leaving.</summary>
    private async Task<PageRecord> LeaveAsync(IPage page)
    {
        _sends += await page.EvaluateAsync<int>("sends") + 1;
        await page.GotoAsync("about:blank");
        await UntilAsync(() => _server.Received.Count >= _sends);
        var last = Records.Where(r => !_left.Contains(r.Id)).MaxBy(r => r.Seq);
        _left.Add(last.Id);
        return last;
    }

    /// <summary>Waits until the page knows what became of so many of the records that it sent.</summary>
    private static Task HeardAsync(IPage page, int records) => UntilAsync(() => page.EvaluateAsync<bool>("records => heard >= records", records));

    private static Task UntilAsync(Func<bool> so) => UntilAsync(() => Task.FromResult(so()));

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await so())
        {
            Assert.False(limit.IsCancellationRequested, "Not within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), CancellationToken.None);
        }
    }
}
