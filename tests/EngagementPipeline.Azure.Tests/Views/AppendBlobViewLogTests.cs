using System.Text;
using Azure.Core;
using Azure.Storage.Blobs;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EngagementPipeline.Azure.Tests.Views;

public sealed class AppendBlobViewLogTests : IAsyncLifetime
{
    private readonly FaultTransport _wire = new();
    private readonly BlobContainerClient _container;
    private readonly BlobContainerClient _faulty;
    private readonly MovableClock _clock = new(DateTimeOffset.Parse("2026-11-23T10:59:00Z", null));

    public AppendBlobViewLogTests(AzuriteFixture azurite)
    {
        var name = AzuriteFixture.UniqueName();
        var options = new BlobClientOptions { Transport = _wire };
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        _container = new(azurite.ConnectionString, name);
        _faulty = new(azurite.ConnectionString, name, options);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _container.CreateAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_is_answered_with_yes_can_be_read()
    {
        var log = ALog();

        Assert.True(await log.AppendAsync(Bytes("one\n"), Token));
        Assert.True(await log.AppendAsync(Bytes("two\n"), Token));

        Assert.Equal("one\ntwo\n", await ReadAsync());
        var segment = Assert.Single(await SegmentsAsync());
        Assert.Matches("^2026-11-23/10/[0-9a-f]{16}-0.log$", segment.Name);
    }

    [Fact]
    public async Task An_append_whose_answer_was_lost_does_not_land_twice()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);

        _wire.Next(Fault.LostAnswer);
        Assert.True(await log.AppendAsync(Bytes("two\n"), Token));
        Assert.True(await log.AppendAsync(Bytes("three\n"), Token));

        Assert.Equal("one\ntwo\nthree\n", await ReadAsync());
        Assert.Single(await SegmentsAsync());
    }

    [Fact]
    public async Task An_append_whose_every_answer_was_lost_is_found_by_the_blobs_length()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);

        _wire.Next(Enumerable.Repeat(Fault.LostAnswer, 4)); // the first try and the SDK's three others
        Assert.True(await log.AppendAsync(Bytes("two\n"), Token));

        Assert.Equal("one\ntwo\n", await ReadAsync());
    }

    [Fact]
    public async Task An_append_that_never_arrived_is_tried_again()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);

        _wire.Next([.. Enumerable.Repeat(Fault.LostRequest, 2), .. Enumerable.Repeat(Fault.Answer(503), 2)]);
        Assert.True(await log.AppendAsync(Bytes("two\n"), Token));

        Assert.Equal("one\ntwo\n", await ReadAsync());
    }

    [Fact]
    public async Task What_storage_refuses_is_answered_with_no_and_the_next_batch_begins_a_new_segment()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);

        // The append with its retries fails, and so does asking whether it landed.
        _wire.Next(Enumerable.Repeat(Fault.Answer(503), 8));
        Assert.False(await log.AppendAsync(Bytes("two\n"), Token));
        Assert.True(await log.AppendAsync(Bytes("three\n"), Token));

        Assert.Equal("one\nthree\n", await ReadAsync());
        Assert.Equal(2, (await SegmentsAsync()).Count);
    }

    [Fact]
    public async Task An_append_that_lands_after_it_was_given_up_harms_nothing()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);

        // It lands, the answers are lost, and so are those to the question whether it has.
        _wire.Next([.. Enumerable.Repeat(Fault.LostAnswer, 8)]);
        Assert.False(await log.AppendAsync(Bytes("two\n"), Token));
        Assert.True(await log.AppendAsync(Bytes("three\n"), Token));

        Assert.Equal("one\ntwo\nthree\n", await ReadAsync());
    }

    [Fact]
    public async Task A_segment_somebody_else_wrote_to_is_given_up_for_a_new_one()
    {
        var log = ALog();
        await log.AppendAsync(Bytes("one\n"), Token);
        var first = Assert.Single(await SegmentsAsync()).Name;
        await global::Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions.GetAppendBlobClient(_container, first)
            .AppendBlockAsync(new MemoryStream(Encoding.ASCII.GetBytes("stranger\n")), cancellationToken: Token);

        Assert.True(await log.AppendAsync(Bytes("two\n"), Token));

        Assert.Equal("one\nstranger\ntwo\n", await ReadAsync());
        Assert.Equal(2, (await SegmentsAsync()).Count);
    }

    [Fact]
    public async Task Every_hour_and_every_instance_has_segments_of_its_own()
    {
        var (one, other) = (ALog(), ALog());
        await one.AppendAsync(Bytes("one\n"), Token);
        await other.AppendAsync(Bytes("two\n"), Token);
        _clock.Now = _clock.Now.AddHours(14);
        await one.AppendAsync(Bytes("three\n"), Token);

        var names = (await SegmentsAsync()).Select(s => s.Name).ToList();
        Assert.Equal(2, names.Count(n => n.StartsWith("2026-11-23/10/", StringComparison.Ordinal)));
        Assert.Single(names, n => n.StartsWith("2026-11-24/00/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_a_no()
    {
        await _container.DeleteAsync(cancellationToken: Token);

        Assert.False(await ALog().AppendAsync(Bytes("one\n"), Token));
    }

    [Fact]
    public async Task The_log_is_read_by_date_from_any_place_in_pieces()
    {
        var log = ALog();
        var reader = new AppendBlobViewLogReader(_container);
        Assert.Null(await reader.FirstDateAsync(Token));

        await log.AppendAsync(Bytes("0123456789"), Token);
        _clock.Now = _clock.Now.AddDays(1);
        await log.AppendAsync(Bytes("next day"), Token);

        Assert.Equal(new DateOnly(2026, 11, 23), await reader.FirstDateAsync(Token));
        var segment = Assert.Single(await reader.ListAsync(new(2026, 11, 23), Token).ToListAsync(Token));
        Assert.Equal(10, segment.Length);
        Assert.Equal("56789", await ReadAsync(segment, room: 20));
        Assert.Equal("56", await ReadAsync(segment with { Length = 7 }, room: 20));
        Assert.Equal("567", await ReadAsync(segment, room: 3));

        async Task<string> ReadAsync(LogSegment from, int room)
        {
            var bytes = new byte[room];
            return Encoding.ASCII.GetString(bytes, 0, await reader.ReadAsync(from, 5, bytes, Token));
        }
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private AppendBlobViewLog ALog() => new(_faulty, _clock, NullLogger<AppendBlobViewLog>.Instance);

    private async Task<List<(string Name, long Length)>> SegmentsAsync() =>
        await _container.GetBlobsAsync(cancellationToken: Token).Select(b => (b.Name, b.Properties.ContentLength ?? 0)).ToListAsync(Token);

    /// <summary>All segments in order of their names, which is the order of a single instance's writing.</summary>
    private async Task<string> ReadAsync()
    {
        var all = new StringBuilder();
        foreach (var (name, _) in await SegmentsAsync())
            all.Append((await _container.GetBlobClient(name).DownloadContentAsync(Token)).Value.Content);
        return all.ToString();
    }
}

/// <summary>A clock that says what it is told, and whose timers run at the world's speed.</summary>
internal sealed class MovableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
