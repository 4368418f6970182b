using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ViewsRollUpTests
{
    private static readonly DateOnly Monday = A.Day("2026-11-23");

    [Fact]
    public void A_page_opening_is_one_view_however_many_records_it_sends()
    {
        var day = Reckon(
            A.Received("2026-11-23T10:00:00Z"),
            A.Received("2026-11-23T10:00:15Z", with: r => r with { Seq = 1, ActiveMs = 15_000, Cards = CardSet.Of(0, 1) }),
            A.Received("2026-11-23T10:06:00Z", with: r => r with { Seq = 2, ActiveMs = 360_000, Cards = CardSet.Of(1, 2), Done = true, Interactions = 3 }));

        var sums = day.Shares[""];
        Assert.Equal((3, 2), (day.Received, day.Repeats));
        Assert.Equal((1, 1, 3, 1), (sums.Views, sums.Completed, sums.Interactions, sums.Visitors.Count));
        Assert.Equal(360, sums.ActiveTimes.MedianSeconds());
        Assert.Equal((0, 0, 1), (sums.Glances, sums.QuickReads, sums.DeepReads));
        Assert.Equal([1, 1, 1], sums.Cards);
        Assert.Equal(1, sums.Versions[3]);
    }

    [Fact]
    public void Five_hundred_tablets_behind_one_address_are_five_hundred_views_by_one_visitor()
    {
        var sums = Reckon([.. Enumerable.Range(0, 500).Select(n => A.Received("2026-11-23T10:00:00Z", n))]).Shares[""];

        Assert.Equal((500, 1), (sums.Views, sums.Visitors.Count));
    }

    [Theory]
    [InlineData(9_999, 1, 0, 0)]
    [InlineData(10_000, 0, 1, 0)]
    [InlineData(59_999, 0, 1, 0)]
    [InlineData(60_000, 0, 0, 1)]
    public void Depth_is_the_time_somebody_was_there(int activeMs, int glances, int quick, int deep)
    {
        var sums = Reckon(A.Received("2026-11-23T10:00:00Z", with: r => r with { ActiveMs = activeMs })).Shares[""];

        Assert.Equal((glances, quick, deep), (sums.Glances, sums.QuickReads, sums.DeepReads));
    }

    [Fact]
    public void Views_are_told_apart_by_the_share_they_came_through()
    {
        var day = Reckon(
            A.Received("2026-11-23T10:00:00Z", 1, r => r with { Via = "board" }),
            A.Received("2026-11-23T10:00:00Z", 2, r => r with { Via = "made-up-by-somebody" }),
            A.Received("2026-11-23T10:00:00Z", 3));

        Assert.Equal(["", "board"], day.Shares.Keys);
        Assert.Equal((2, 1), (day.Shares[""].Views, day.Shares["board"].Views));
    }

    [Fact]
    public void Versions_and_cards_that_there_are_not_leave_no_trace()
    {
        var sums = Reckon(
            A.Received("2026-11-23T10:00:00Z", 1, r => r with { Version = 900 }),
            A.Received("2026-11-23T10:00:00Z", 2, r => r with { Cards = CardSet.Of(4, 5, 199) })).Shares[""];

        Assert.Equal([0, 0, 0, 0, 1], sums.Cards);
        Assert.Equal([0, 3], sums.Versions.Keys);
    }

    [Fact]
    public void Excluded_openings_are_counted_by_their_reason_and_are_no_views()
    {
        var day = Reckon(
            A.Received("2026-11-23T10:00:00Z", 1),
            A.Received("2026-11-23T10:00:00Z", 2, excluded: Exclusion.Bot),
            A.Received("2026-11-23T10:01:00Z", 2, excluded: Exclusion.Bot),
            A.Received("2026-11-23T10:00:00Z", 3, excluded: Exclusion.Preview));

        Assert.Equal(1, day.Shares[""].Views);
        Assert.Equal((0, 1, 1), (day.Excluded[Exclusion.Objected], day.Excluded[Exclusion.Preview], day.Excluded[Exclusion.Bot]));
        Assert.Equal((4, 1), (day.Received, day.Repeats));
    }

    [Fact]
    public void Nobody_can_take_a_readers_view_away_by_sending_its_id_as_a_robot()
    {
        var day = Reckon(
            A.Received("2026-11-23T09:59:59Z", excluded: Exclusion.Bot),
            A.Received("2026-11-23T10:00:00Z", visitor: 5));

        Assert.Equal((1, 1), (day.Shares[""].Views, day.Shares[""].Visitors.Count));
        Assert.Equal(0, day.Excluded[Exclusion.Bot]);
    }

    [Fact]
    public void A_view_across_midnight_belongs_whole_to_the_day_it_began_on()
    {
        ReceivedRecord[] log =
        [
            A.Received("2026-11-23T23:59:50Z"),
            A.Received("2026-11-24T00:20:00Z", with: r => r with { Seq = 1, ActiveMs = 1_200_000 }),
        ];

        Assert.Equal(1_200_000, Reckon(log).Shares[""].ActiveTimes.TotalMs);
        var tuesday = Reckon(Monday.AddDays(1), log);
        Assert.Empty(tuesday.Shares);
        Assert.Equal((1, 1), (tuesday.Received, tuesday.Repeats));
    }

    [Fact]
    public void What_comes_after_three_changes_nothing_of_the_day_before()
    {
        ReceivedRecord[] log =
        [
            A.Received("2026-11-23T12:00:00Z"),
            A.Received("2026-11-24T02:59:59Z", with: r => r with { Seq = 1, ActiveMs = 1_000 }),
            A.Received("2026-11-24T03:00:00Z", with: r => r with { Seq = 2, ActiveMs = 9_000 }),
        ];

        Assert.Equal(1_000, Reckon(log).Shares[""].ActiveTimes.TotalMs);
        Assert.Empty(Reckon(Monday.AddDays(1), log).Shares);
    }

    [Fact]
    public void A_view_in_the_small_hours_is_one_of_the_new_day_and_is_followed_past_three()
    {
        ReceivedRecord[] log =
        [
            A.Received("2026-11-23T02:30:00Z"),
            A.Received("2026-11-23T03:30:00Z", with: r => r with { Seq = 1, ActiveMs = 3_600_000 }),
        ];

        Assert.Equal(3_600_000, Reckon(log).Shares[""].ActiveTimes.TotalMs);
        Assert.Empty(Reckon(Monday.AddDays(-1), log).Shares);
    }

    [Fact]
    public void A_page_left_open_for_days_and_read_daily_is_counted_once()
    {
        var log = Enumerable.Range(0, 5)
            .Select(n => A.Received($"2026-11-{23 + n}T01:00:00Z", with: r => r with { Seq = n }))
            .Concat(Enumerable.Range(0, 5).Select(n => A.Received($"2026-11-{23 + n}T20:00:00Z", with: r => r with { Seq = 10 + n })))
            .ToArray();

        Assert.Equal(1, Enumerable.Range(-1, 8).Sum(n => Reckon(Monday.AddDays(n), log).Shares.Values.Sum(s => s.Views)));
    }

    [Fact]
    public void What_a_readers_browser_sends_under_a_robots_name_still_says_how_far_was_read()
    {
        var sums = Reckon(
            A.Received("2026-11-23T10:00:00Z", visitor: 5),
            A.Received("2026-11-23T10:06:00Z", with: r => r with { Seq = 1, ActiveMs = 360_000, Done = true, Via = "board" }, excluded: Exclusion.Bot));

        Assert.Equal([""], sums.Shares.Keys);
        Assert.Equal((1, 1, 360_000), (sums.Shares[""].Views, sums.Shares[""].Completed, sums.Shares[""].ActiveTimes.TotalMs));
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    public void On_the_nights_the_clocks_change_every_opening_has_exactly_one_day(string night, int hours)
    {
        var day = A.Day(night);
        var log = Enumerable.Range(0, 72 * 4)
            .Select(quarter => A.Received("2026-01-01T00:00:00Z", quarter) with
            {
                AtMs = London.StartOf(day.AddDays(-1)).AddMinutes(15 * quarter).ToUnixTimeMilliseconds(),
            })
            .ToArray();

        Assert.Equal(hours * 4, Reckon(day, log).Shares[""].Views);
        Assert.Equal(log.Length, Enumerable.Range(-2, 6).Sum(n => Reckon(day.AddDays(n), log).Shares.Values.Sum(s => s.Views)));
    }

    [Fact]
    public void A_damaged_line_is_set_aside_and_harms_no_other()
    {
        var good = A.Log(A.Received("2026-11-23T10:00:00Z", 1));
        var cut = A.Log(A.Received("2026-11-23T10:00:00Z", 2))[..50];
        var changed = A.Log(A.Received("2026-11-23T10:00:00Z", 3));
        changed[70] ^= 1;
        var rollUp = new ViewsRollUp(Monday.AddDays(-2));

        rollUp.Add([.. good, .. cut, .. "\n"u8, .. changed, .. "\n\n"u8, .. A.Log(A.Received("2026-11-23T10:00:00Z", 4)), .. cut]);

        Assert.Equal(3, rollUp.SetAside);
        Assert.Equal(2, rollUp.Reckon(A.PublishedStory, Monday, true).Shares[""].Views);
    }

    [Fact]
    public void Another_storys_view_with_the_same_id_is_another_view()
    {
        var other = new StoryId(Guid.NewGuid());
        ReceivedRecord[] log = [A.Received("2026-11-23T10:00:00Z"), A.Received("2026-11-23T10:00:00Z", with: r => r with { Story = other })];
        var rollUp = RollUp(A.Log(log));

        Assert.Equal(1, rollUp.Reckon(A.PublishedStory, Monday, true).Shares[""].Views);
        Assert.Equal(1, rollUp.Reckon(A.StoryOf(other), Monday, true).Shares[""].Views);
    }

    [Fact]
    public void Any_order_split_and_repetition_of_the_log_gives_the_same_days() =>
        Prop.ForAll(Gen.NonEmptyListOf(LogLineTests.AnyRecord).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (log, seed) =>
        {
            var random = new Random(seed);
            var mixed = log.Concat(log.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToList();
            var pieces = new ViewsRollUp(A.Day("2026-11-17"));
            foreach (var piece in mixed.Chunk(random.Next(1, 5)))
                pieces.Add(A.Log(piece));
            var whole = new ViewsRollUp(A.Day("2026-11-17"));
            whole.Add(A.Log(log));

            return Enumerable.Range(19, 6).All(n =>
            {
                var day = A.Day($"2026-11-{n}");
                return SumsOf(pieces.Reckon(A.PublishedStory, day, true)) == SumsOf(whole.Reckon(A.PublishedStory, day, true));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void What_memory_has_no_room_for_is_counted_all_the_same() =>
        Prop.ForAll(Gen.NonEmptyListOf(LogLineTests.AnyRecord).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (log, seed) =>
        {
            var random = new Random(seed);
            using var small = new ViewsRollUp(A.Day("2026-11-17"), mostHeld: random.Next(12));
            using var large = new ViewsRollUp(A.Day("2026-11-17"));
            using var neverAskedBefore = new ViewsRollUp(A.Day("2026-11-17"));
            neverAskedBefore.Add(A.Log(log));
            foreach (var piece in log.Concat(log).Concat(log).Chunk(random.Next(1, 20)))
            {
                small.Add(A.Log(piece));
                large.Add(A.Log(piece));
                var day = A.Day($"2026-11-{random.Next(19, 25)}");
                if (SumsOf(small.Reckon(A.PublishedStory, day, true)) != SumsOf(large.Reckon(A.PublishedStory, day, true)))
                    return false;
            }

            return Enumerable.Range(19, 6).All(n =>
            {
                var day = A.Day($"2026-11-{n}");
                var sums = SumsOf(neverAskedBefore.Reckon(A.PublishedStory, day, true));
                return sums == SumsOf(small.Reckon(A.PublishedStory, day, true)) && sums == SumsOf(large.Reckon(A.PublishedStory, day, true));
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_story_of_more_views_than_are_merged_at_once_is_counted_to_the_unit()
    {
        const int views = DayReckoner.MostMerged + 50_000;
        using var rollUp = new ViewsRollUp(Monday.AddDays(-2), mostHeld: 100_000);
        var log = A.Log(Enumerable.Range(0, views).Select(n => A.Received("2026-11-23T10:00:00Z", n, visitor: (ulong)(n % 900) + 1)));

        rollUp.Add(log);
        rollUp.Add(log.AsSpan(0, log.Length / 3 is var third ? log.AsSpan(0, third).LastIndexOf((byte)'\n') + 1 : 0));
        var day = rollUp.Reckon(A.PublishedStory, Monday, true);

        Assert.Equal((views, 900), (day.Shares[""].Views, day.Shares[""].Visitors.Count));
        Assert.True(day.Repeats > views / 4);
    }

    [Fact]
    public void Received_is_views_and_excluded_and_repeats_to_the_unit() =>
        Prop.ForAll(Gen.NonEmptyListOf(LogLineTests.AnyRecord).ToArbitrary(), log =>
        {
            var rollUp = new ViewsRollUp(A.Day("2026-11-17"));
            rollUp.Add(A.Log(log));
            var days = Enumerable.Range(19, 6).Select(n => rollUp.Reckon(A.PublishedStory, A.Day($"2026-11-{n}"), true)).ToList();
            return days.Sum(d => d.Received) == log.Count
                && days.All(d => d.Repeats >= 0 && d.Received == d.Shares.Values.Sum(s => s.Views) + d.Excluded.Values.Sum() + d.Repeats);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_day_is_outstanding_until_it_is_settled_and_again_when_it_closes_or_more_is_received()
    {
        var rollUp = RollUp(A.Log(A.Received("2026-11-23T10:00:00Z")));
        Assert.Equal([(A.Story, Monday)], rollUp.Outstanding(Monday.AddDays(-1)));

        rollUp.Settled(A.Story, Monday, rollUp.LinesFor(A.Story, Monday), provisional: true);
        Assert.Empty(rollUp.Outstanding(Monday.AddDays(-1)));
        Assert.Single(rollUp.Outstanding(Monday));

        rollUp.Settled(A.Story, Monday, rollUp.LinesFor(A.Story, Monday), provisional: false);
        Assert.Empty(rollUp.Outstanding(Monday));
        rollUp.Add(A.Log(A.Received("2026-11-24T02:59:00Z")));
        Assert.Contains((A.Story, Monday), rollUp.Outstanding(Monday));
    }

    [Fact]
    public void Records_of_the_same_view_are_held_as_one_once_they_were_worked_out()
    {
        // The robot came first, and the last card is far down: what does not fit one record is held as several, and merges all the same.
        ReceivedRecord[] opening =
        [
            A.Received("2026-11-23T09:00:00Z", excluded: Exclusion.Bot),
            .. Enumerable.Range(0, 20).Select(n => A.Received("2026-11-23T10:00:00Z", visitor: 5, with: r => r with { Seq = n, Via = "board", Cards = CardSet.Of(3, 180) })),
        ];
        var rollUp = RollUp(A.Log(opening));
        var before = SumsOf(rollUp.Reckon(A.PublishedStory, Monday, true));

        Assert.InRange(rollUp.RecordsHeld, 1, 4);
        Assert.Equal(before, SumsOf(rollUp.Reckon(A.PublishedStory, Monday, true)));
        Assert.Equal(before, SumsOf(Reckon(opening)));
    }

    [Fact]
    public void Forgetting_old_periods_changes_no_day_that_can_still_be_worked_out()
    {
        var log = A.Log(Enumerable.Range(0, 6).SelectMany(n => Enumerable.Range(0, 24).Select(hour =>
            A.Received($"2026-11-{20 + n}T{hour:D2}:10:00Z", (n * 20) + hour))));
        var rollUp = RollUp(log);
        var before = SumsOf(rollUp.Reckon(A.PublishedStory, Monday, true));
        var held = rollUp.RecordsHeld;

        rollUp.ForgetBefore(Monday.AddDays(-2));

        Assert.Equal(before, SumsOf(rollUp.Reckon(A.PublishedStory, Monday, true)));
        Assert.True(rollUp.RecordsHeld < held);
        Assert.Throws<ArgumentOutOfRangeException>(() => rollUp.Reckon(A.PublishedStory, Monday.AddDays(-1), true));
    }

    private static StoryDay Reckon(params ReceivedRecord[] log) => Reckon(Monday, log);

    private static StoryDay Reckon(DateOnly day, ReceivedRecord[] log)
    {
        var rollUp = new ViewsRollUp(day.AddDays(-10));
        rollUp.Add(A.Log(log));
        return rollUp.Reckon(A.PublishedStory, day, provisional: true);
    }

    private static ViewsRollUp RollUp(byte[] log)
    {
        var rollUp = new ViewsRollUp(Monday.AddDays(-5));
        rollUp.Add(log);
        return rollUp;
    }

    /// <summary>Everything a reader of the day could see, as text; not what depends on how often lines came.</summary>
    private static string SumsOf(StoryDay day) => string.Join('\n', day.Shares.Select(share => string.Join(' ',
    [
        share.Key, share.Value.Views, share.Value.Completed, share.Value.Interactions,
        share.Value.Glances, share.Value.QuickReads, share.Value.DeepReads,
        Convert.ToHexString(share.Value.ActiveTimes.ToBytes()), Convert.ToHexString(share.Value.Visitors.ToBytes()),
        string.Join(',', share.Value.Cards), string.Join(',', share.Value.Versions),
    ])).Append(string.Join(',', day.Excluded)));
}
