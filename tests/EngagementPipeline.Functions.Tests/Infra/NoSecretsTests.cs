using System.Text.RegularExpressions;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>The app proves who it is by its managed identity, and by nothing that could be copied.</summary>
public sealed partial class NoSecretsTests
{
    /// <summary>An address and a number: the number lets nobody in, because monitoring.bicep switches signing in with it off.</summary>
    private const string NoKey = "Telemetry__ConnectionString";

    [Fact]
    public void Nothing_that_is_deployed_holds_a_key_or_asks_for_one()
    {
        string[] files = [.. Template.Modules, .. Scripts()];

        Assert.All(files, file => Assert.DoesNotMatch(Key(), File.ReadAllText(file)));
        Assert.True(files.Length > 10);
    }

    [Fact]
    public void No_setting_of_the_app_is_one_that_a_key_would_stand_in()
    {
        var settings = Template.AppSettings();

        Assert.Contains("AzureWebJobsStorage__credential", settings);
        Assert.DoesNotContain("AzureWebJobsStorage", settings);
        Assert.DoesNotContain(settings, name => name != NoKey && KeyName().IsMatch(name));
        Assert.Contains("DisableLocalAuth: true", Template.Read("infra", "modules", "monitoring.bicep"), StringComparison.Ordinal);
    }

    /// <summary>What is asked for where the app runs alone with an emulator, and the key of the emulator, are known to everybody.</summary>
    [Fact]
    public void The_app_reads_a_connection_string_in_one_place_and_holds_none()
    {
        var sources = new[] { "Core", "Azure", "Pages", "Functions" }
            .SelectMany(layer => Directory.EnumerateFiles(Path.Combine(Template.Root, "src", $"EngagementPipeline.{layer}"), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();

        Assert.All(sources, file => Assert.DoesNotMatch("AccountKey=|SharedAccessSignature=|Password=|BEGIN (RSA )?PRIVATE KEY", File.ReadAllText(file)));
        Assert.Contains("CopyToPublishDirectory=\"Never\"", Template.Read("src", "EngagementPipeline.Functions", "EngagementPipeline.Functions.csproj"), StringComparison.Ordinal);
        Assert.True(sources.Count > 300);
    }

    [Fact]
    public void Every_package_has_one_fixed_version()
    {
        var versions = Version().Matches(Template.Read("Directory.Packages.props") + Template.Read("src", "StandIns", "Official.Packages.props")).Select(match => match.Groups["version"].Value).ToList();

        Assert.True(versions.Count > 20);
        Assert.All(versions, version => Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+(\.[0-9]+)?(-[a-z0-9.]+)?$", version));
    }

    private static IEnumerable<string> Scripts() =>
        new[] { "deploy", "teardown", "app-registration", "main.bicepparam" }.Select(name => Path.Combine(Template.Root, "infra", name));

    [GeneratedRegex(@"listKeys\(|listAccountSas|listServiceSas|listSecrets\(|AccountKey=|SharedAccessKey|SharedAccessSignature|@secure\(\)|allowSharedKeyAccess: true|--account-key|--sas-token|credential reset|passwordCredentials", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("(?i)(key|secret|password|connectionstring|connection_string|sas|token)(_|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex KeyName();

    [GeneratedRegex("<PackageVersion [^>]*Version=\"(?<version>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
