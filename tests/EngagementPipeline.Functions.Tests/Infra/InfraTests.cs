using System.Reflection;
using System.Text.RegularExpressions;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>
/// What the code keeps, reads and trusts is what infra/ makes, sets and allows: nothing missing, and nothing left over that nobody uses.
/// </summary>
public sealed partial class InfraTests
{
    private static readonly IReadOnlyList<StorageName> Registered = RegisteredByTheApp();

    [Fact]
    public void Every_table_that_the_app_uses_is_made_and_none_besides() =>
        Same(Of(StorageKind.Table), Template.Names("tables"));

    [Fact]
    public void Every_container_that_the_app_uses_is_made_and_none_besides() =>
        Same(Of(StorageKind.Container), Template.Names("containers"));

    [Fact]
    public void Every_queue_that_the_app_fills_is_made_and_emptied_by_a_function()
    {
        Same(Of(StorageKind.Queue), Template.Names("queues"));
        Same(Triggers().Select(trigger => trigger.QueueName).Distinct(StringComparer.Ordinal), Template.Names("queues"));
        Assert.Contains("for one in queues: {\n  parent: queueService\n  name: '${one}-poison'", Template.Read("infra", "modules", "storage.bicep"), StringComparison.Ordinal);
    }

    [Fact]
    public void Queues_are_reached_by_the_connection_whose_settings_are_there() =>
        Assert.All(Triggers(), trigger => Assert.Null(trigger.Connection));

    [Fact]
    public void Every_setting_that_the_code_reads_is_set_or_described_and_no_other_is()
    {
        var described = Described();
        var read = ReadByTheCode();

        Same(read.Concat(described.Where(row => row.Value == "the host").Select(row => row.Key)).Concat(described.Where(row => row.Value == "the platform").Select(row => row.Key)).Distinct(StringComparer.Ordinal), described.Keys);
        Same(described.Where(row => row.Value is "infra" or "the host").Select(row => row.Key), Template.AppSettings().Select(name => name.Replace("__", ":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_role_of_the_code_is_an_app_role_and_the_reverse()
    {
        var script = Template.Read("infra", "app-registration");
        var roles = AppRole().Matches(script).Select(m => (Id: m.Groups["id"].Value, Role: m.Groups["role"].Value)).ToList();

        Same(Enum.GetValues<Role>().Select(Kebab.Of), roles.Select(r => r.Role));
        Assert.Equal(roles.Count, roles.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_role_is_given_on_the_account_or_above_without_a_reason()
    {
        var assignments = Template.Resources().Where(r => r.Type == "Microsoft.Authorization/roleAssignments").ToList();

        Assert.True(assignments.Count >= 6, "There are fewer role assignments than the app needs.");
        Assert.All(assignments, assignment =>
        {
            var scope = Scope().Match(assignment.Text);
            Assert.True(scope.Success, $"{assignment.File}: {assignment.Symbol} has no scope, which gives the role on the whole resource group.");
            var wide = scope.Groups["scope"].Value is "account" or "subscription()" or "resourceGroup()" or "tenant()";
            Assert.True(
                !wide || assignment.Comment.Contains("because:", StringComparison.Ordinal),
                $"{assignment.File}: {assignment.Symbol} is given on {scope.Groups["scope"].Value}; say why in the comment above it (because: …).");
            Assert.DoesNotMatch("'(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9)'", assignment.Text);
        });
    }

    [Fact]
    public void Every_table_queue_and_container_has_its_own_role_assignment()
    {
        var access = Template.Read("infra", "modules", "access.bicep");

        Assert.All(
            [("containers", "container"), ("hostContainers", "hostContainer"), ("queues", "queue"), ("queues", "poison"), ("tables", "table")],
            (Action<(string List, string Resource)>)(pair => Assert.Contains(
                $"for (one, i) in {pair.List}: {{\n  name: guid({pair.Resource}[i].id", access, StringComparison.Ordinal)));
    }

    /// <summary>docs/decisions/0016: what was overwritten or deleted is gone.</summary>
    [Theory]
    [InlineData("storage.bicep", "isVersioningEnabled: false")]
    [InlineData("storage.bicep", "deleteRetentionPolicy: { enabled: false }")]
    [InlineData("storage.bicep", "changeFeed: { enabled: false }")]
    [InlineData("storage.bicep", "allowSharedKeyAccess: false")]
    [InlineData("storage.bicep", "allowBlobPublicAccess: false")]
    [InlineData("storage.bicep", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("monitoring.bicep", "DisableIpMasking: false")]
    [InlineData("app.bicep", "platform: { enabled: true")]
    [InlineData("app.bicep", "unauthenticatedClientAction: 'AllowAnonymous'")]
    [InlineData("app.bicep", "httpsOnly: true")]
    [InlineData("app.bicep", "Telemetry__ConnectionString: insightsConnectionString")]
    [InlineData("app.bicep", "runtime: { name: 'dotnet-isolated', version: '10.0' }")]
    public void Keeps_what_is_promised(string module, string setting) =>
        Assert.Contains(setting, Template.Read("infra", "modules", module), StringComparison.Ordinal);

    [Fact]
    public void Nothing_that_has_readers_addresses_is_sent_to_the_logs() =>
        Assert.All(Template.Modules, file =>
            Assert.DoesNotMatch("category: '(StorageRead|AppServiceHTTPLogs|FrontDoorAccessLog|FunctionAppLogs)'|categoryGroup:", File.ReadAllText(file)));

    [Fact]
    public void Every_parameter_says_what_it_is_for()
    {
        var undescribed =
            from file in Template.Modules.Where(path => Path.GetFileName(path) == "main.bicep")
            from match in Parameter().Matches(File.ReadAllText(file))
            where !match.Groups["above"].Value.Contains("@description(", StringComparison.Ordinal)
            select match.Groups["name"].Value;

        Assert.Empty(undescribed);
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("teardown")]
    [InlineData("app-registration")]
    public void Scripts_stop_at_the_first_fault(string script) =>
        Assert.Contains("set -euo pipefail", Template.Read("infra", script), StringComparison.Ordinal);

    private static void Same(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Of(StorageKind kind) => Registered.Where(r => r.Kind == kind).Select(r => r.Name).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<StorageName> RegisteredByTheApp()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        Program.Configure(builder);
        return [.. builder.Services.Where(s => s.ServiceType == typeof(StorageName)).Select(s => (StorageName)s.ImplementationInstance!)];
    }

    private static IEnumerable<QueueTriggerAttribute> Triggers() =>
        FunctionAccess.FunctionsOf([typeof(Program).Assembly])
            .SelectMany(f => f.Method.GetParameters())
            .Select(p => p.GetCustomAttribute<QueueTriggerAttribute>())
            .OfType<QueueTriggerAttribute>();

    /// <summary>The table of docs/deploy.md: setting, who sets it, what it does.</summary>
    private static Dictionary<string, string> Described()
    {
        var page = Template.Read("docs", "deploy.md");
        var section = page[page.IndexOf("## Settings", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 5, StringComparison.Ordinal)];
        return Row().Matches(section).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["by"].Value, StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> ReadByTheCode()
    {
        var sources = new[] { "EngagementPipeline.Functions", "EngagementPipeline.Azure", "EngagementPipeline.Pages", "EngagementPipeline.Core" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(Template.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(text => text.Contains("IConfiguration", StringComparison.Ordinal));

        return [.. sources.SelectMany(text => KeyInCode().Matches(text).Select(m => m.Groups["key"].Value)).SelectMany(Spelled).Distinct(StringComparer.Ordinal)];

        // Keys that are put together from a name.
        static IEnumerable<string> Spelled(string key) => key switch
        {
            "AzureWebJobsStorage:{service}ServiceUri" => new[] { "blob", "queue", "table" }.Select(s => $"AzureWebJobsStorage:{s}ServiceUri"),
            "{name}:Key" => ["WithdrawalCodes:Key"],
            "{name}:FormerKeys" => ["WithdrawalCodes:FormerKeys"],
            _ => [key],
        };
    }

    /// <summary>A blob in the archive tier can't be read for hours: nothing is moved there by itself.</summary>
    [Fact]
    public void What_cools_down_can_be_read_at_once_and_is_nothing_that_pages_are_made_from()
    {
        Assert.DoesNotContain(Template.Modules, file => File.ReadAllText(file).Contains("tierToArchive", StringComparison.Ordinal));
        var cooling = Template.Read("infra", "modules", "storage.bicep").Split("name: 'closed-years-cool-down'")[1].Split("\n        }\n")[0];
        Assert.Contains("prefixMatch: ['reports/']", cooling, StringComparison.Ordinal);
        Assert.Contains("tierToCool", cooling, StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?<!Headers|Query)\[\$?"(?<key>[A-Za-z{}_]+(:[A-Za-z{}]+)*)"\]|(Setting|Origin)\("(?<key>[A-Za-z]+:[A-Za-z]+)"\)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex KeyInCode();

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \| (?<by>[a-z ]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"""id"": ""(?<id>[0-9a-f-]{36})"", ""value"": ""(?<role>[a-z-]+)""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex AppRole();

    [GeneratedRegex(@"\n  scope: (?<scope>\S+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Scope();

    [GeneratedRegex(@"(?<above>(^@.*\n)*)^param (?<name>\w+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 10_000)]
    private static partial Regex Parameter();
}
