using System.Globalization;
using System.Runtime.CompilerServices;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Tests.Views;

/// <summary>Holds the numbers that docs/scale.md counts with to the code: rows whose first cell names a constant in backticks.</summary>
public sealed class ScaleDocsTests
{
    private static readonly Dictionary<string, long> Constants = new(StringComparer.Ordinal)
    {
        ["AppendBlobViewLog.MostBlocks"] = AppendBlobViewLog.MostBlocks,
        ["GroupCommit.MostBytes"] = GroupCommit.MostBytes,
        ["GroupCommit.MostWait"] = (long)GroupCommit.MostWait.TotalMilliseconds,
        ["LogLine.MaxLength"] = LogLine.MaxLength,
        ["PageRecord.MaxBytes"] = PageRecord.MaxBytes,
        ["PageRecord.MaxRecords"] = PageRecord.MaxRecords,
        ["ViewsRollUp.MostHeld"] = ViewsRollUp.MostHeld,
        ["VisitorSketch.ExactLimit"] = VisitorSketch.ExactLimit,
    };

    [Fact]
    public void Every_constant_on_the_page_has_the_value_it_has_in_the_code()
    {
        var documented = File.ReadLines(Page())
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(
                cells => cells[0].Trim('`'),
                cells => long.Parse(cells[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
                StringComparer.Ordinal);

        Assert.Equal(
            Constants.OrderBy(constant => constant.Key, StringComparer.Ordinal),
            documented.OrderBy(constant => constant.Key, StringComparer.Ordinal));
    }

    private static string Page([CallerFilePath] string thisFile = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(thisFile)!);
        while (!File.Exists(Path.Combine(folder.FullName, "EngagementPipeline.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This test runs from the repository.");
        return Path.Combine(folder.FullName, "docs", "scale.md");
    }
}
