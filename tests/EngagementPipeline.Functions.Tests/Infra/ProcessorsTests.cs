using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.MyVoice;
using EngagementPipeline.Pages.Reports;

namespace EngagementPipeline.Functions.Tests.Infra;

/// <summary>Holds docs/privacy/processors.md to every address that stands in what runs: nobody is talked to who is not on that page.</summary>
public sealed partial class ProcessorsTests
{
    /// <summary>Names in files and formats that look like addresses and are never asked for anything.</summary>
    private static readonly string[] OnlyNames =
    [
        "schemas.openxmlformats.org", "purl.oclc.org", "purl.org", "schemas.microsoft.com", "schemas.xmlsoap.org", "www.w3.org", // vocabularies of Office files and of pictures
        "engagement-pipeline.invalid", // kinds of problems; the ending leads nowhere
        "127.0.0.1", "localhost", // this machine
        "stories.example.org", "name", "a", // examples in comments and settings
    ];

    /// <summary>Azure's own, by their endings: where the deployment is, and what it is made with.</summary>
    private static readonly string[] Azures = [".azure.com", ".windows.net", ".azurewebsites.net", ".azurefd.net", ".microsoftonline.com", ".microsoft.com"];

    private static readonly string[] Kinds = [".cs", ".razor", ".js", ".css", ".bicep", ".bicepparam", ".webmanifest", ".svg"];

    [Fact]
    public void Every_address_in_what_runs_is_of_somebody_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "privacy", "processors.md"));
        var addresses = Sources().SelectMany(file => Addresses().Matches(File.ReadAllText(file)).Select(match => (Host: match.Groups["host"].Value.ToLowerInvariant(), File: file)))
            .Where(one => !OnlyNames.Contains(one.Host, StringComparer.Ordinal) && !Azures.Any(ending => one.Host.EndsWith(ending, StringComparison.Ordinal) && ending != ".microsoft.com"))
            .ToList();

        Assert.Empty(addresses.Where(one => !page.Contains($"`{one.Host}`", StringComparison.Ordinal)).Select(one => $"{one.Host} in {Path.GetFileName(one.File)}").Distinct(StringComparer.Ordinal));
        Assert.Contains(addresses, one => one.Host == "graph.microsoft.com");
        Assert.Contains(addresses, one => one.Host == "www.youtube-nocookie.com");
    }

    [Fact]
    public void The_policies_of_the_pages_name_nobody_else()
    {
        foreach (var policy in new[] { Http.DeskPolicy, Http.EditorPolicy, MyVoiceLook.Policy, ReportHtml.Policy })
        {
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        }
    }

    /// <summary>Whole families of packages are known by their names: what they are for is to send something to whoever made them.</summary>
    [Fact]
    public void No_package_sends_anything_to_anybody_else()
    {
        string[] senders = ["Sentry", "Raygun", "Bugsnag", "NewRelic", "Datadog", "Segment", "Mixpanel", "Amplitude", "Google", "Firebase", "AWSSDK", "Twilio", "SendGrid", "Mailgun", "Stripe", "OpenAI"];
        var packages = Package().Matches(File.ReadAllText(Path.Combine(Root(), "Directory.Packages.props"))).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(packages.Count > 15, "The list of packages was not read.");
        Assert.DoesNotContain(packages, package => senders.Any(sender => package.Contains(sender, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "infra" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*", SearchOption.AllDirectories))
            .Where(file => Kinds.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "StandIns"));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"https?://(?<host>[A-Za-z0-9.-]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();

    [GeneratedRegex("<PackageVersion Include=\"(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Package();
}
