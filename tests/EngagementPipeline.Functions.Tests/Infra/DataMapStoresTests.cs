using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EngagementPipeline.Azure.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>Holds docs/privacy/data-map.md to the tables, containers and queues that the app's features register.</summary>
public sealed partial class DataMapStoresTests
{
    [Fact]
    public void Every_store_is_on_the_map_once_and_every_place_on_it_is_a_store()
    {
        var registered = new ServiceCollection().AddFeatures()
            .Select(service => service.ImplementationInstance).OfType<StorageName>()
            .Distinct()
            .Select(store => $"{store.Kind} {store.Name}".ToLowerInvariant());
        var mapped = Lines().Select(line => $"{line.Kind} {line.Name}".ToLowerInvariant());

        Assert.Equal(registered.Order(StringComparer.Ordinal), mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_line_says_of_whom_why_how_long_who_sees_it_and_how_it_goes() =>
        Assert.All(Lines(), line => Assert.All(line.Cells, cell => Assert.False(string.IsNullOrWhiteSpace(cell), $"{line.Name} leaves something out.")));

    private static IEnumerable<(string Name, string Kind, IReadOnlyList<string> Cells)> Lines() =>
        File.ReadLines(Page()).Select(line => (Line: line, Store: Store().Match(line))).Where(one => one.Store.Success)
            .Select(one => (one.Store.Groups["name"].Value, one.Store.Groups["kind"].Value, (IReadOnlyList<string>)one.Line.Split('|')[3..^1]));

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "privacy", "data-map.md"));

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| (?<kind>table|container|queue) \|", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Store();
}
