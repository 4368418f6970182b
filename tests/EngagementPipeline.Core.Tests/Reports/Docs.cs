using System.Runtime.CompilerServices;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>Reads the tables of pages under docs/ that the code is held to.</summary>
internal static class Docs
{
    /// <summary>The cells of every table row whose first cell is in backticks.</summary>
    public static IReadOnlyList<string[]> TableRows(string page) =>
        [
            .. File.ReadLines(Path.Combine(Folder(), page))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
        ];

    private static string Folder([CallerFilePath] string thisFile = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(thisFile)!);
        while (!File.Exists(Path.Combine(folder.FullName, "EngagementPipeline.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("This test runs from the repository.");
        return Path.Combine(folder.FullName, "docs");
    }
}
