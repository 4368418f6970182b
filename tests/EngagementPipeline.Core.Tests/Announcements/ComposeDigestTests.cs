using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Tests.Announcements;

/// <summary>What a digest says of what voices, stories and views know.</summary>
public sealed class ComposeDigestTests : IWhatBecameOfVoices, IWhereQuotesAreShown, IViewSums
{
    private static readonly CalendarMonth October = CalendarMonth.Of(new(2026, 10, 31));
    private static readonly LetterOrigins Origins = new(new("https://desk.example.org"), new("https://stories.example.org"));
    private static readonly ProjectId Project = new(Guid.NewGuid());

    private readonly List<PageWithQuotes> _pages = [];
    private readonly Dictionary<(StoryId Story, DateOnly Day), long> _views = [];
    private readonly List<VoiceId> _approved = [];
    private WhatBecameOfVoices _became = new(0, 0, 0, 0, [], []);

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    public async Task Of_few_who_took_theirs_back_it_says_what_it_says_of_nobody(int people, int? told)
    {
        _became = _became with { Captured = 3, TakenBackBy = people };
        var digest = await ComposeAsync();

        Assert.Equal(told, digest.TakenBackBy);
        Assert.Equal(told is not null, DigestText.Of(digest, Origins, "key").Html.Contains("took their words back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_is_told_once_however_many_voices_it_shows_with_the_views_of_the_month_alone()
    {
        _approved.AddRange(Enumerable.Range(0, 250).Select(_ => new VoiceId(Guid.NewGuid())));
        var old = APage("Look <again>", new(2026, 3, 1));
        var launched = APage("New", new(2026, 10, 30));
        foreach (var (day, views) in new[] { (new DateOnly(2026, 9, 30), 1000L), (new(2026, 10, 1), 2), (new(2026, 10, 31), 3), (new(2026, 11, 1), 1000) })
            _views[(old, day)] = views;

        var digest = await ComposeAsync();

        Assert.Equal([("Look <again>", 5L, false), ("New", 0L, true)], digest.Stories.Select(story => (story.Title, story.Opened, story.IsNew)));
        var html = DigestText.Of(digest, Origins, "key").Html;
        Assert.Contains("Look &lt;again&gt;</a>: on show since 1 March 2026, opened 5 times in October 2026.", html, StringComparison.Ordinal);
        Assert.Contains("https://stories.example.org/s/", html, StringComparison.Ordinal);
        Assert.Contains("https://desk.example.org/digest", html, StringComparison.Ordinal);
        Assert.NotEqual(default, launched);
    }

    [Fact]
    public async Task A_month_in_which_nothing_happened_is_empty_though_pages_stand_and_voices_wait()
    {
        _became = _became with { Waiting = 4 };
        var story = APage("Look again", new(2026, 3, 1));
        Assert.True((await ComposeAsync()).IsEmpty);

        _views[(story, new(2026, 10, 9))] = 1;
        Assert.False((await ComposeAsync()).IsEmpty);
    }

    [Fact]
    public async Task What_anybody_typed_is_encoded_and_without_an_address_nothing_is_linked()
    {
        APage("<script>alert(1)</script>", new(2026, 10, 2));
        _became = _became with { Captured = 1, Outcomes = [new DecidedOutcome(Project, new(Guid.NewGuid()), new(2026, 10, 3), null, "We <b>did</b>", "<i>Board</i>")] };

        var html = DigestText.Of(await ComposeAsync(), new(null, null), "key").Html;

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
        Assert.Contains("You captured 1 voice.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-10", "2026-10-01", "2026-10-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    public void A_month_has_its_days(string text, string first, string last)
    {
        Assert.True(CalendarMonth.TryParse(text, out var month));
        Assert.Equal((text, DateOnly.Parse(first, null), DateOnly.Parse(last, null)), (month.ToString(), month.First, month.Last));
        Assert.Equal(month, month.Next.Before);
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    [InlineData("october")]
    public void And_what_is_none_is_none(string text) => Assert.False(CalendarMonth.TryParse(text, out _));

    private Task<Digest> ComposeAsync() => new ComposeDigest(this, this, this, new Disclosure(Disclosure.UsualThreshold)).HandleAsync("worker-1", October, default);

    private StoryId APage(string title, DateOnly since)
    {
        _approved.Add(new(Guid.NewGuid()));
        Assert.True(Slug.TryParse($"story-{_pages.Count}", out var slug));
        var page = new PageWithQuotes(new(Guid.NewGuid()), slug, title, Audience.Local, London.StartOf(since), []);
        _pages.Add(page);
        return page.Story;
    }

    Task<WhatBecameOfVoices> IWhatBecameOfVoices.ReadAsync(string worker, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        Assert.Equal(("worker-1", October.First, October.Last), (worker, from, to));
        return Task.FromResult(_became with { Approved = _approved is [] ? [] : [new(Project, _approved)] });
    }

    /// <summary>Whichever of the voices are asked about, the pages show one of them.</summary>
    Task<IReadOnlyList<PageWithQuotes>> IWhereQuotesAreShown.FindAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken)
    {
        Assert.InRange(voices.Count, 1, 100);
        return Task.FromResult<IReadOnlyList<PageWithQuotes>>(_pages);
    }

    IAsyncEnumerable<DailyViews> IViewSums.ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        _views.Where(one => one.Key.Story == story && one.Key.Day >= from && one.Key.Day <= to)
            .Select(one => new DailyViews(story, one.Key.Day, "", one.Value, 0, 0, 0, Provisional: false)).ToAsyncEnumerable();
}
