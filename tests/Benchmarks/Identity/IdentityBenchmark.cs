using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices.Identity;
using EngagementPipeline.Core.Voices.Identity;

namespace Benchmarks.Identity;

/// <summary>
/// Prints recall and precision of the identity warnings for each kind, for the quotes they were tuned on and for those held out, and
/// the processor time that 2,000 characters take. With <c>--misses</c> also each miss among the former; those held out are not shown.
/// </summary>
internal static class IdentityBenchmark
{
    private const double RecallAsked = 0.95;
    private const double PrecisionAsked = 0.80;

    private static readonly Dictionary<Part, string> Titles = new()
    {
        [Part.TunedOn] = "Tuned on",
        [Part.HeldOut] = "Held out",
        [Part.WrittenLast] = "Written last, to be hard",
        [Part.Fresh] = "Fresh, by somebody who had not read the rules",
    };

    public static Task<int> RunAsync(string[] args)
    {
        var quotes = LabelledQuotes.Read();
        foreach (var part in quotes.GroupBy(quote => quote.Part).OrderBy(part => part.Key))
        {
            var score = IdentityScore.Of(part);
            Print(Titles[part.Key], part.Count(), score);
            if (part.Key is Part.TunedOn or Part.Fresh && args.Contains("--misses"))
                Console.WriteLine(string.Join('\n', score.Misses) + "\n");
        }

        var all = IdentityScore.Of(quotes);
        Print("All", quotes.Count, all);
        PrintTime(quotes);
        return Task.FromResult(all.Total.Recall >= RecallAsked && all.Total.Precision >= PrecisionAsked ? 0 : 1);
    }

    private static void Print(string title, int quotes, IdentityScore score)
    {
        Console.WriteLine($"{title}: {quotes} quotes, {score.CleanQuotes} of them clean, {score.CleanQuotesWarned} of those warned about");
        Console.WriteLine("  kind        marked   recall   named so   covered   warnings   precision");
        foreach (var (kind, of) in score.ByKind.OrderBy(pair => pair.Key))
            PrintRow(Kebab.Of(kind), of);
        PrintRow("all", score.Total);
        Console.WriteLine();
    }

    private static void PrintRow(string kind, KindScore of) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {kind,-10} {of.Marked,7} {of.Recall,8:0.0%} {Share(of.NamedRight, of.Marked),10} {Share(of.Covered, of.Characters),9} "
        + $"{of.Warned,10} {of.Precision,11:0.0%}"));

    private static string Share(int part, int whole) =>
        whole == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{(double)part / whole:0.0%}");

    private static void PrintTime(IReadOnlyList<LabelledQuote> quotes)
    {
        const int rounds = 2_000;
        var text = string.Join(' ', quotes.Where(quote => quote.Marks.Count > 0).Select(quote => quote.Words))[..2_000];
        for (var i = 0; i < rounds; i++)
            IdentityWarnings.In(text);

        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < rounds; i++)
            IdentityWarnings.In(text);
        var spent = Environment.CpuUsage.TotalTime - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"2,000 characters: {spent.TotalMicroseconds / rounds:0} µs of processor time"));
    }
}
