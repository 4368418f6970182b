using System.Collections.Frozen;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>What each function is for, in a sentence; <c>summaries.txt</c> beside this file has a line for every one, and a test finds what is missing.</summary>
internal static class OperationSummaries
{
    private static readonly Lazy<FrozenDictionary<string, string>> All = new(Read);

    public static IEnumerable<string> Functions => All.Value.Keys;

    /// <summary>The name itself where the line is missing: a sentence that somebody forgot is a test's business, and takes the description from nobody.</summary>
    public static string Of(string function) => All.Value.GetValueOrDefault(function, function);

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(OperationSummaries).Assembly.GetManifestResourceStream("OpenApi.summaries.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(": ", 2))
            .ToFrozenDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
    }
}
