using System.Diagnostics;
using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>
/// Invented reads, the same every time: how many there are, on how many days, by how many visitors, of how many stories. Written as
/// the view log (a folder per day, as <see cref="FolderLog"/> reads it) and as the access log that a web server would have written of the same reads.
/// </summary>
internal sealed record MadeReads(int Count, int Days, int Visitors = 200_000, int Stories = 500)
{
    public static readonly DateOnly FirstDay = new(2026, 3, 2);

    private static readonly string[] UserAgents =
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    ];

    /// <summary>After the last day has closed.</summary>
    public DateTimeOffset End => new(FirstDay.AddDays(Days + 1), new TimeOnly(12, 0), TimeSpan.Zero);

    public static StoryId Story(int number) => new(new Guid(number + 1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    /// <summary>What the roll-up asks of the stories.</summary>
    public IReadOnlyDictionary<StoryId, PublishedStory> Published() => Enumerable.Range(0, Stories).ToDictionary(Story, number => new PublishedStory(
        Story(number), new(new Guid(1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0)), default, "Invented", 1, 12, new(FirstDay, TimeOnly.MinValue, TimeSpan.Zero), true,
        new Dictionary<string, Audience>(StringComparer.Ordinal)));

    public void WriteViewLog(string folder)
    {
        Span<byte> line = stackalloc byte[LogLine.MaxLength];
        Span<byte> id = stackalloc byte[20];
        FileStream? file = null;
        DateOnly? open = null;
        foreach (var read in Reads())
        {
            var day = DateOnly.FromDateTime(read.At.UtcDateTime);
            if (day != open)
            {
                file?.Dispose();
                open = day;
                file = FolderLog.Create(folder, day);
            }

            read.Id.TryFormat(id, out _, "x20", CultureInfo.InvariantCulture);
            var page = new PageRecord(ViewId.TryParse(id, out var view) ? view : throw new UnreachableException(), Story(read.Story), 1, 1, "", read.ActiveMs, CardSet.Of(0, 1, read.Story % 12), read.ActiveMs > 60_000, 0);
            file!.Write(line[..LogLine.Write(new(page, read.At.ToUnixTimeMilliseconds(), null, read.VisitorHash), line)]);
        }

        file?.Dispose();
    }

    public void WriteAccessLog(string path)
    {
        using var file = new StreamWriter(path, append: false, System.Text.Encoding.ASCII, 1 << 20);
        foreach (var read in Reads())
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"10.{read.Visitor >> 16}.{(read.Visitor >> 8) & 255}.{read.Visitor & 255} - - [{read.At:dd/MMM/yyyy:HH:mm:ss} +0000] \"GET /s/story-{read.Story}/ HTTP/1.1\" 200 5120 \"-\" \"{UserAgents[read.Visitor & 3]}\"\n"));
    }

    private IEnumerable<Read> Reads()
    {
        var random = new Random(1);
        var start = new DateTimeOffset(FirstDay, TimeOnly.MinValue, TimeSpan.Zero);
        for (var number = 0; number < Count; number++)
        {
            var visitor = random.Next(Visitors);
            yield return new(
                start.AddMilliseconds((long)number * Days * 86_400_000 / Count), (UInt128)random.NextInt64() << 16 | (uint)number, visitor,
                random.Next(Stories), random.Next(180_000));
        }
    }

    private readonly record struct Read(DateTimeOffset At, UInt128 Id, int Visitor, int Story, int ActiveMs)
    {
        /// <summary>As far apart as the real ones are.</summary>
        public ulong VisitorHash => ((ulong)Visitor + 1) * 0x9E3779B97F4A7C15;
    }
}
