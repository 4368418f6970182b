using System.Globalization;
using Benchmarks.Harness;

namespace Benchmarks.Views;

/// <summary>
/// Reads added up a second on one core, against GoAccess on the same reads as a web server would have logged them; then how time and memory
/// grow with the reads. In processor time, which other work on the machine can't spoil much. <c>--without-goaccess</c> leaves the
/// comparison out.
/// </summary>
internal static class RollUpBenchmark
{
    private const int Compared = 2_000_000;
    private const double TimesGoAccess = 60;
    private const double WarmASecond = 1_500_000;

    /// <summary>How much the seconds a read may differ between the smallest and the largest run, and the memory between two million reads and ten.</summary>
    private const double Straight = 1.5;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--in", .. var run])
            return await RollUpRun.InThisProcessAsync(run);

        var compare = !args.Contains("--without-goaccess");
        if (compare && Tools.Missing("goaccess") is { } missing)
        {
            Console.Error.WriteLine(missing);
            return 2;
        }

        var reached = await CompareAsync(compare);
        reached &= await GrowAsync("A million reads each day, one day after the other", millions => new(millions * 1_000_000, millions));
        reached &= await GrowAsync("All reads on one day", millions => new(millions * 1_000_000, 1));
        return reached ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(bool compare)
    {
        using var work = new WorkFolder();
        var reads = new MadeReads(Compared, Days: 7);
        reads.WriteViewLog(work.Path);
        var ours = await RollUpRun.OnOneCoreAsync(work.Path, reads, warm: true);
        var warm = Compared / ours.WarmSeconds;
        Say.Line($"{Compared:N0} reads of {reads.Stories} stories by {reads.Visitors:N0} visitors in {reads.Days} days, on one core, in processor time:");
        Say.Line($"  this, from the start of the process {ours.WholeSeconds:0.00} s, {Compared / ours.WholeSeconds:N0} a second");
        Say.Line($"  this, warm                          {ours.WarmSeconds:0.00} s, {warm:N0} a second (asked: {WarmASecond:N0})");
        var reached = ours.Views == Compared && warm >= WarmASecond;
        if (compare)
        {
            var theirs = await GoAccessAsync(work, reads);
            var times = theirs / ours.WholeSeconds;
            Say.Line($"  GoAccess                            {theirs:0.00} s, {Compared / theirs:N0} a second");
            Say.Line($"  ratio                               {times:0} from the start, {theirs / ours.WarmSeconds:0} warm (asked: {TimesGoAccess:0})");
            reached &= times >= TimesGoAccess;
        }

        return reached;
    }

    private static async Task<double> GoAccessAsync(WorkFolder work, MadeReads reads)
    {
        var log = work.File("access.txt");
        reads.WriteAccessLog(log);
        var said = await Tools.RunAsync("bash",
        [
            "-c", "TIMEFORMAT='%U %S'; { time taskset -c 0 goaccess \"$0\" --no-global-config --no-progress --log-format=COMBINED -o \"$1\" >/dev/null 2>&1; } 2>&1",
            log, work.File("report.json"),
        ]);
        return said.Trim().Split(' ').Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture));
    }

    private static async Task<bool> GrowAsync(string title, Func<int, MadeReads> make)
    {
        Console.WriteLine($"\n{title}:");
        var runs = new List<(MadeReads Reads, RollUpRun Run)>();
        foreach (var millions in new[] { 1, 2, 5, 10 })
        {
            using var work = new WorkFolder();
            var reads = make(millions);
            reads.WriteViewLog(work.Path);
            runs.Add((reads, await RollUpRun.OnOneCoreAsync(work.Path, reads, warm: false)));
        }

        Say.Table(
            ["reads", "seconds", "µs a read", "peak MB"],
            runs.Select(run => (IReadOnlyList<string>)
            [
                Say.Number(run.Reads.Count), Say.Number(run.Run.WholeSeconds), Say.Number(MicrosecondsARead(run)), Say.Number(run.Run.PeakMegabytes),
            ]));

        // From 2 on, the memory is that of the records that may be held.
        return runs.All(run => run.Run.Views == run.Reads.Count)
            && MicrosecondsARead(runs[^1]) <= Straight * MicrosecondsARead(runs[0])
            && runs[^1].Run.PeakMegabytes <= Straight * runs[1].Run.PeakMegabytes;
    }

    private static double MicrosecondsARead((MadeReads Reads, RollUpRun Run) run) => run.Run.WholeSeconds * 1e6 / run.Reads.Count;
}
