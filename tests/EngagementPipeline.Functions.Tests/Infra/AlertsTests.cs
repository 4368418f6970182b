using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>What infra/ watches is what the app says of itself, and the host says nothing (docs/decisions/0020).</summary>
public sealed partial class AlertsTests
{
    private static readonly string Alerts = Template.Read("infra", "modules", "alerts.bicep");

    private static readonly IReadOnlyList<Instrument> Instruments =
        [.. typeof(Promises).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Instrument>()];

    [Fact]
    public void Every_metric_that_is_watched_is_measured_and_all_but_how_long_functions_take_are_watched()
    {
        var watched = Metric().Matches(Alerts).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            Instruments.Where(one => one != Promises.Functions).Select(one => one.Name).Order(StringComparer.Ordinal), watched.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_function_that_is_watched_or_kept_warm_exists()
    {
        var functions = FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var watched = FunctionNamed().Matches(Alerts + Template.Read("infra", "modules", "app.bicep"))
            .SelectMany(match => match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries)).Select(name => name.Trim('"')).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("TakeDownQuotes", watched);
        Assert.Contains("RollUpViews", watched);
        Assert.All(watched, name => Assert.Contains(name, functions));
    }

    [Fact]
    public void Tags_are_spelled_as_the_app_spells_them() =>
        Assert.Equal([Promises.Function, Promises.Outcome, Promises.Queue], Tag().Matches(Alerts).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal));

    [Fact]
    public void Nothing_rests_on_what_only_the_host_would_send() =>
        Assert.DoesNotMatch(@"\b(AppRequests|AppTraces|AppExceptions|AppDependencies)\b", Alerts);

    [Fact]
    public void Every_alert_has_its_row_in_the_docs()
    {
        var named = AlertNamed().Matches(Alerts).Select(match => match.Groups["name"].Value).ToList();
        var page = Template.Read("docs", "deploy.md");

        Assert.True(named.Count >= 7);
        Assert.All(named, name => Assert.Matches($@"(?m)^\| ([a-z-]+, )*{Regex.Escape(name)}(, [a-z-]+)* \|", page));
    }

    /// <summary>Where the host has no connection string, it registers nothing that sends.</summary>
    [Fact]
    public void The_host_is_given_nowhere_to_send_to() =>
        Assert.All(Template.Modules, file => Assert.DoesNotMatch(@"APPLICATIONINSIGHTS_|APPINSIGHTS_|OTEL_", File.ReadAllText(file)));

    [Fact]
    public void A_deployment_stops_where_somebody_gave_it_one() =>
        Assert.Contains("starts_with(name, 'APPLICATIONINSIGHTS_')", Template.Read("infra", "deploy"), StringComparison.Ordinal);

    /// <summary>And should somebody give it one by hand, it still tells of no request.</summary>
    [Fact]
    public void The_host_would_tell_of_no_request_if_it_were()
    {
        var logging = JsonDocument.Parse(Template.Read("host.json")).RootElement.GetProperty("logging");
        var insights = logging.GetProperty("applicationInsights");

        Assert.Equal("None", logging.GetProperty("logLevel").GetProperty("Host.Results").GetString());
        Assert.Equal("Warning", logging.GetProperty("logLevel").GetProperty("Microsoft").GetString());
        Assert.Equal("Warning", logging.GetProperty("logLevel").GetProperty("Yarp").GetString());
        Assert.False(insights.GetProperty("httpAutoCollectionOptions").GetProperty("enableHttpTriggerExtendedInfoCollection").GetBoolean());
        Assert.False(insights.GetProperty("enableDependencyTracking").GetBoolean());
        Assert.False(insights.GetProperty("enableLiveMetrics").GetBoolean());
    }

    [GeneratedRegex("Name == \"(?<name>engagement\\.[a-z_.]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Metric();

    [GeneratedRegex("""\bof (==|in) \(?(?<names>"\w+"(, "\w+")*)|'function:(?<names>\w+)'""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FunctionNamed();

    [GeneratedRegex("""Properties\["(?<name>\w+)"\]""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex("^    name: '(?<name>[a-z-]+)'", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex AlertNamed();
}
