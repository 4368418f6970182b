using System.Diagnostics;
using System.Globalization;
using Benchmarks.Harness;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace Benchmarks.Stories;

/// <summary>
/// Searches for the text that costs most of those that a card takes, and says how long a story of as many as a story may hold takes to be read from where
/// it is kept: what a take-down waits for. <c>--seed</c> begins elsewhere, <c>--tries</c> looks at more texts. Ends with 1 when such a story takes two seconds.
/// </summary>
internal static class ProseBenchmark
{
    private const int LongestText = 10_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    public static Task<int> RunAsync(string[] args)
    {
        var random = new Random(Options.Number(args, "--seed", 4));
        var tries = Options.Number(args, "--tries", 20_000);
        var best = new List<(HostileProse Prose, TimeSpan Cost)>();
        var (looked, refused) = (0, 0);
        while (looked < tries)
        {
            // Each climb begins anew, since one ends where the signs that it began with end.
            var (top, cost) = (HostileProse.Some(random), TimeSpan.Zero);
            for (var idle = 0; idle < 150 && looked < tries; looked++)
            {
                var next = cost == TimeSpan.Zero ? HostileProse.Some(random) : top.Changed(random);
                var text = next.Text(LongestText);
                idle++;
                if (!ProseCost.Of(text).IsSmall)
                    refused++;
                else if (TimeOf(text, cost) is var found && found > cost * 1.05)
                    (top, cost, idle) = (next, found, 0);
            }

            best.Add((top, cost));
        }

        best = [.. best.OrderByDescending(one => TimeOf(one.Prose.Text(LongestText), TimeSpan.Zero)).Take(8)];
        Say.Line($"{looked:N0} texts, {refused:N0} of them refused; the costliest that a card takes:");
        Say.Table(["ms", "steps", "text"], best.Select(one => RowOf(one.Prose)));
        return Task.FromResult(Story(best.Select(one => one.Prose.Text(LongestText))) < Bound ? 0 : 1);
    }

    private static TimeSpan Story(IEnumerable<string> texts)
    {
        var worst = TimeSpan.Zero;
        if (!Slug.TryParse("a-story", out var slug))
            throw new InvalidOperationException("No slug.");
        foreach (var text in texts.Take(3))
        {
            if (!Prose.TryParse(text, out var prose))
                throw new InvalidOperationException("No card takes what was found.");
            var cards = Enumerable.Range(0, Math.Min(StoryLimits.Cards, (int)(StoryLimits.Body / CardCatalogue.ToJson(new TextCard("t100", prose)).ToJsonString().Length))).Select(Card (i) => new TextCard($"t{i}", prose));
            var kept = StoryJson.Write(new(new ProjectId(Guid.NewGuid()), slug, "A story", "", LanguageTag.English, Audience.National, [.. cards]));
            var start = Stopwatch.GetTimestamp();
            var read = StoryJson.Read(kept);
            var time = Stopwatch.GetElapsedTime(start);
            Say.Line($"a story of {read.Cards.Count} such texts, {kept.Length / 1024:N0} KiB: read in {time.TotalMilliseconds:N0} ms");
            worst = time > worst ? time : worst;
        }

        return worst;
    }

    private static IReadOnlyList<string> RowOf(HostileProse prose)
    {
        var text = prose.Text(LongestText);
        return [Say.Number(TimeOf(text, TimeSpan.Zero).TotalMilliseconds), ProseCost.Of(text).Steps.ToString("N0", CultureInfo.InvariantCulture), prose.ToString()];
    }

    /// <summary>The least of five; of one only when that is less than <paramref name="beat"/>.</summary>
    private static TimeSpan TimeOf(string text, TimeSpan beat)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 5 && least > beat; i++)
        {
            var start = Stopwatch.GetTimestamp();
            if (!Prose.TryParse(text, out _))
                return TimeSpan.Zero; // no card takes it
            var time = Stopwatch.GetElapsedTime(start);
            least = time < least ? time : least;
        }

        return least;
    }
}
