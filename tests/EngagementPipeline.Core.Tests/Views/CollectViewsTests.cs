using System.Net;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class CollectViewsTests
{
    private static readonly ReaderSigns Reader = new(IPAddress.Parse("203.0.113.77"), "A phone of somebody's", Objects: false);

    private readonly StoppedClock _clock = new(A.Time("2026-11-23T10:00:00Z"));
    private readonly FakeLog _log;
    private readonly FakeStories _stories = new(A.PublishedStory);
    private readonly CollectViewsHandler _collect;

    public CollectViewsTests()
    {
        _log = new(_clock);
        _collect = new(new(_stories, _clock), new FakeSalts(), new(_log), _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string LogText => Encoding.ASCII.GetString([.. _log.Segments.Values.SelectMany(s => s)]);

    [Fact]
    public async Task All_records_of_a_request_are_in_the_log_when_it_is_answered()
    {
        var result = await _collect.HandleAsync(new([A.Record(1), A.Record(2)], Reader), Token);

        Assert.True(result.Succeeded);
        Assert.Contains("view-number-00000001", LogText, StringComparison.Ordinal);
        Assert.Contains("view-number-00000002", LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_made_durable_is_refused_with_a_time_to_try_again()
    {
        _log.Refuses = true;

        var result = await _collect.HandleAsync(new([A.Record()], Reader), Token);

        Assert.Equal(("storage-busy", 503), (result.Refusal!.Code, result.Refusal.Status));
        Assert.NotNull(result.Refusal.RetryAfter);
    }

    [Theory]
    [InlineData("2026-11-23T12:00:00Z", true)]
    [InlineData("2026-11-23T12:00:01Z", false)]
    [InlineData("2026-11-23T07:00:00Z", false)]
    public async Task What_took_longer_to_keep_than_the_roll_up_waits_for_is_sent_again(string keptAt, bool acknowledged)
    {
        // The machine slept in between, say.
        var slow = new SlowLog(() => _clock.Now = A.Time(keptAt));
        var collect = new CollectViewsHandler(new(_stories, _clock), new FakeSalts(), new(slow), _clock);

        var result = await collect.HandleAsync(new([A.Record()], Reader), Token);

        Assert.Equal(acknowledged ? null : "storage-busy", result.Refusal?.Code);
    }

    private sealed class SlowLog(Action meanwhile) : IViewLog
    {
        public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
        {
            meanwhile();
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task One_record_of_a_story_that_is_not_published_refuses_the_request_whole()
    {
        var result = await _collect.HandleAsync(new([A.Record(), A.Record() with { Story = new(Guid.NewGuid()) }], Reader), Token);

        Assert.Equal(404, result.Refusal!.Status);
        Assert.Empty(_log.Segments);
    }

    [Fact]
    public async Task A_robots_record_is_kept_with_its_reason_and_without_a_visitor()
    {
        await _collect.HandleAsync(new([A.Record()], Reader with { UserAgent = "Googlebot/2.1" }), Token);

        var line = LogText.Trim().Split('\t');
        Assert.Equal(("b", "0000000000000000"), (line[2], line[12]));
    }

    [Fact]
    public async Task Of_a_reader_who_objects_nothing_is_kept_but_that_they_did()
    {
        var read = A.Record() with { Via = "board", ActiveMs = 5_000, Cards = CardSet.Of(1), Done = true, Interactions = 1 };

        await _collect.HandleAsync(new([read], Reader with { Objects = true }), Token);

        Assert.Equal(["o", "", "0", "0", "0", "0", "0000000000000000"], LogText.Trim().Split('\t') is var line ? [line[2], .. line[7..13]] : []);
    }

    [Fact]
    public async Task A_record_of_a_version_that_never_was_is_kept_with_its_reason_and_the_others_are_counted()
    {
        var result = await _collect.HandleAsync(new([A.Record(1), A.Record(2) with { Version = 9_999 }], Reader), Token);

        Assert.True(result.Succeeded);
        Assert.Equal(["k", "v"], LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[2]));
        Assert.Equal("0000000000000000", LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1].Split('\t')[12]);
    }

    [Fact]
    public async Task A_version_that_another_instance_published_just_now_is_counted()
    {
        await _collect.HandleAsync(new([A.Record(1)], Reader), Token);
        _stories.Published[A.Story] = A.PublishedStory with { Version = A.PublishedStory.Version + 1 };

        await _collect.HandleAsync(new([A.Record(2) with { Version = A.PublishedStory.Version + 1 }], Reader), Token);
        await _collect.HandleAsync(new([A.Record(3) with { Version = A.PublishedStory.Version + 1 }], Reader), Token);

        Assert.Equal(["k", "k", "k"], LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[2]));
        Assert.Equal(2, _stories.LookUps); // the second look is remembered
    }

    [Fact]
    public async Task Neither_address_nor_user_agent_reaches_the_log()
    {
        await _collect.HandleAsync(new([A.Record()], Reader), Token);

        Assert.DoesNotContain("203.0.113", LogText, StringComparison.Ordinal);
        Assert.DoesNotContain("phone", LogText, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(13, LogText.Trim().Split('\t').Length - 1);
    }

    [Fact]
    public async Task A_reader_without_scripts_is_an_opening_of_the_newest_version()
    {
        await _collect.HandlePixelAsync(A.Story, id: null, Reader, Token);

        var line = LogText.Trim().Split('\t');
        Assert.Equal(("3", "0", 16), (line[5], line[6], line[4].Length));
    }
}

public sealed class KnownStoriesTests
{
    private readonly StoppedClock _clock = new(A.Time("2026-11-23T10:00:00Z"));
    private readonly FakeStories _stories = new(A.PublishedStory);
    private readonly KnownStories _known;

    public KnownStoriesTests() => _known = new(_stories, _clock);

    [Fact]
    public async Task A_story_is_looked_up_once_a_minute()
    {
        for (var n = 0; n < 100; n++)
            Assert.NotNull(await _known.FindAsync(A.Story));
        Assert.Equal(1, _stories.LookUps);

        _clock.Now += TimeSpan.FromMinutes(1);
        await _known.FindAsync(A.Story);
        Assert.Equal(2, _stories.LookUps);
    }

    [Fact]
    public async Task A_story_that_was_not_there_is_found_as_soon_as_it_is_published()
    {
        _stories.Published.Clear();
        Assert.Null(await _known.FindAsync(A.Story));
        Assert.Null(await _known.FindAsync(A.Story));
        Assert.Equal(1, _stories.LookUps);

        _stories.Published[A.Story] = A.PublishedStory;
        _clock.Now += TimeSpan.FromMilliseconds(250);
        Assert.NotNull(await _known.FindAsync(A.Story));
    }

    [Fact]
    public async Task A_story_that_was_there_is_still_there_when_storage_is_not()
    {
        await _known.FindAsync(A.Story);
        _stories.Fault = new IOException();
        _clock.Now += TimeSpan.FromHours(1);

        Assert.NotNull(await _known.FindAsync(A.Story));
        await Assert.ThrowsAsync<IOException>(async () => await _known.FindAsync(new(Guid.NewGuid())));
    }

    [Fact]
    public async Task A_look_up_that_failed_is_tried_again()
    {
        _stories.Fault = new IOException();
        await Assert.ThrowsAsync<IOException>(async () => await _known.FindAsync(A.Story));
        _stories.Fault = null;

        Assert.NotNull(await _known.FindAsync(A.Story));
    }
}
