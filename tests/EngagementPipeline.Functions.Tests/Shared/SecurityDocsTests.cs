using System.Text.RegularExpressions;
using EngagementPipeline.Functions.Tests.Infra;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>Holds docs/security.md to the tests that it names.</summary>
public sealed partial class SecurityDocsTests
{
    private static readonly string Page = Template.Read("docs", "security.md");

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var tests = Directory.GetFiles(Path.Combine(Template.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);
        var named = Named(Page).Distinct().ToList();

        Assert.Empty(named.Where(test => !tests[test.Class].Any(text => Regex.IsMatch(
            text, $@"public (async Task|void|Task) {Regex.Escape(test.Method)}\(", RegexOptions.None, TimeSpan.FromSeconds(5)))).Select(test => $"{test.Class}.{test.Method}"));
        Assert.True(named.Count > 60);
    }

    /// <summary>A table's heads stand above a line of hyphens; every other row promises something.</summary>
    [Fact]
    public void Every_row_that_promises_names_a_test()
    {
        var lines = Page.Split('\n');
        var promises = lines.Where((line, i) => line.StartsWith("| ", StringComparison.Ordinal) && !lines[i + 1].StartsWith("|---", StringComparison.Ordinal)).ToList();

        Assert.True(promises.Count > 40);
        Assert.All(promises, row => Assert.NotEmpty(Named(row)));
    }

    [Theory]
    [InlineData("curious reader")]
    [InlineData("pupil who guesses")]
    [InlineData("member of staff")]
    [InlineData("access to storage")]
    [InlineData("stolen phone")]
    [InlineData("hostile file")]
    [InlineData("hostile text")]
    [InlineData("supplier")]
    [InlineData("attacker on the network")]
    [InlineData("journalist")]
    public void Nobody_is_forgotten(string who) => Assert.Matches($"(?m)^## .*{who}", Page);

    private static IEnumerable<(string Class, string Method)> Named(string text) =>
        TestName().Matches(text).Select(match => (match.Groups["class"].Value, match.Groups["method"].Value));

    [GeneratedRegex(@"`(?<class>[A-Z][A-Za-z0-9]+Tests)\.(?<method>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TestName();
}
