using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Tests.Voices;

/// <summary>Holds every page of docs/privacy to the tests that it names: <c>`SomeTests`</c> must be a class under tests/, and <c>`SomeTests.Method`</c> a test in it.</summary>
public sealed partial class PrivacyDocsTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    [Fact]
    public void Every_test_that_a_page_names_exists()
    {
        var tests = Directory.GetFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

        var missing = Named()
            .Where(named => !tests[named.Class].Any(text => text.Contains($"class {named.Class}", StringComparison.Ordinal) && HasMethod(text, named.Method)))
            .Select(named => $"{named.Class}.{named.Method}");

        Assert.Empty(missing);
        Assert.True(Named().Count() > 60);
    }

    [Fact]
    public void Every_row_of_a_table_of_promises_names_a_test()
    {
        var inPromises = false;
        foreach (var line in Pages.SelectMany(File.ReadLines))
        {
            inPromises = line.StartsWith('|') && (inPromises || line.StartsWith("| promise |", StringComparison.Ordinal));
            if (inPromises && !line.StartsWith("| promise |", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal))
                Assert.Matches(TestName(), line);
        }
    }

    [Fact]
    public void The_sign_off_is_left_to_the_controller()
    {
        var signOff = File.ReadAllText(Assessment).Split("## Sign-off")[1];

        Assert.Matches(@"Measures approved by \| +\| +\|", signOff);
    }

    private static string Assessment => Path.Combine(Root, "docs", "privacy", "dpia.md");

    private static string[] Pages => Directory.GetFiles(Path.Combine(Root, "docs", "privacy"), "*.md");

    private static IEnumerable<(string Class, string Method)> Named() =>
        Pages.SelectMany(page => TestName().Matches(File.ReadAllText(page))).Select(match => (match.Groups["class"].Value, match.Groups["method"].Value)).Distinct();

    private static bool HasMethod(string text, string method) =>
        method.Length == 0 || Regex.IsMatch(text, $@"public (async Task|void|Task) {Regex.Escape(method)}\(", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z]+Tests)(\.(?<method>[A-Za-z0-9_]+))?`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TestName();
}
