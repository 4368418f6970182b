using Benchmarks.Faults;
using Benchmarks.Identity;
using Benchmarks.Pages;
using Benchmarks.Reports;
using Benchmarks.Stories;
using Benchmarks.Views;
using Benchmarks.Voices;

// One command each: dotnet run -c Release --project tests/Benchmarks -- identity
var commands = new SortedDictionary<string, (string Says, Func<string[], Task<int>> Run)>(StringComparer.Ordinal)
{
    ["allocation"] = ("bytes allocated and processor time for a collected view", AllocationBenchmark.RunAsync),
    ["collect"] = ("views collected a second, against nginx", CollectBenchmark.RunAsync),
    ["cost"] = ("storage operations and their price for a million views", CostBenchmark.RunAsync),
    ["faults"] = ("views counted to the unit, whatever is killed", FaultsBenchmark.RunAsync),
    ["fuzz"] = ("a million damaged beacons: no fault, no growth", FuzzBenchmark.RunAsync),
    ["identity"] = ("how often identity warnings are right, and what they cost", IdentityBenchmark.RunAsync),
    ["imports"] = ("what a report and a trace take after an import of 100,000 rows, and undoing it", ImportBenchmark.RunAsync),
    ["page"] = ("what the published page weighs, and what Lighthouse says of it", PageBenchmark.RunAsync),
    ["prose"] = ("a search for the Markdown that costs most, and what a story of it costs", ProseBenchmark.RunAsync),
    ["report"] = ("how long a report of ten years takes, against reading the raw log", ReportBenchmark.RunAsync),
    ["rollup"] = ("reads added up a second, against GoAccess; time and memory of many", RollUpBenchmark.RunAsync),
    ["scale"] = ("a simulation of many collectors on what storage is said to carry", ScaleBenchmark.RunAsync),
    ["takedown"] = ("how long a withdrawal takes to be off every page that showed it", TakeDownBenchmark.RunAsync),
    ["voices"] = ("what a page of voices costs in a project of 1,000 and in one of 10,000", VoicesBenchmark.RunAsync),
};

if (args is [var name, .. var rest] && commands.TryGetValue(name, out var command))
    return await command.Run(rest);

Console.Error.WriteLine("Say which:");
foreach (var (key, (says, _)) in commands)
    Console.Error.WriteLine($"  {key,-12} {says}");
return 2;
