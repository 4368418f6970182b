using System.Numerics;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

/// <summary>Makes what view tests talk about.</summary>
internal static class A
{
    public static readonly StoryId Story = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"));

    public static readonly PublishedStory PublishedStory = StoryOf(Story);

    public static PublishedStory StoryOf(StoryId story) => new(
        story, Core.Shared.Sample.Project, SlugOf("see-me"), "See me", Version: 3, CardCount: 5, Time("2026-11-02T09:00:00Z"), Live: true,
        new Dictionary<string, Audience>(StringComparer.Ordinal)
        {
            ["board"] = Audience.Local,
            ["school-heads"] = Audience.Regional,
            ["nation"] = Audience.National,
        });

    public static DateTimeOffset Time(string instant) => DateTimeOffset.Parse(instant, null);

    public static DateOnly Day(string day) => DateOnly.Parse(day, null);

    public static ViewId Id(int number) => Id($"view-number-{number:D8}");

    public static ViewId Id(string text) =>
        ViewId.TryParse(Encoding.ASCII.GetBytes(text), out var id) ? id : throw new FormatException(text);

    public static PageRecord Record(int id = 1) => new(Id(id), Story, 3, 0, "", 0, default, false, 0);

    public static ReceivedRecord Received(string at, int id = 1, Func<PageRecord, PageRecord>? with = null, Exclusion? excluded = null, ulong visitor = 7) =>
        new((with ?? (r => r))(Record(id)), Time(at).ToUnixTimeMilliseconds(), excluded, excluded is null ? visitor : 0);

    public static byte[] Log(params IEnumerable<ReceivedRecord> records)
    {
        var log = new MemoryStream();
        var line = new byte[LogLine.MaxLength];
        foreach (var record in records)
            log.Write(line, 0, LogLine.Write(record, line));
        return log.ToArray();
    }

    /// <summary>A line as a newer app may write it, with its newline: it ends, as all do, with a tab and the CRC-32C of what stands before.</summary>
    public static byte[] Newer(string fields)
    {
        var line = Encoding.ASCII.GetBytes(fields + '\t');
        var sum = line.Aggregate(uint.MaxValue, BitOperations.Crc32C);
        return [.. line, .. Encoding.ASCII.GetBytes($"{~sum:x8}\n")];
    }

    private static Slug SlugOf(string text) => Slug.TryParse(text, out var slug) ? slug : throw new FormatException(text);
}

/// <summary>A clock that stands where it is put.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
