using System.Globalization;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Testing.Golden;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>docs/roles.md is made from the functions' attributes; after a change that was meant, rewrite it as any golden file.</summary>
public sealed class RolesDocTests
{
    private static readonly (Role Role, string Column)[] Columns =
    [
        (Role.EngagementWorker, "W"), (Role.Comms, "C"), (Role.ReportAuthor, "R"), (Role.SafeguardingLead, "S"), (Role.Admin, "A"),
    ];

    [Fact]
    public void Says_what_the_attributes_say() => GoldenFile.AssertSame("../../../docs/roles.md", Written());

    private static string Written()
    {
        var page = new StringBuilder("""
            # Who may call what

            Made from the attributes on the functions by `RolesDocTests`, and walked over HTTP, role by role and without any, by `AccessTests`. W: engagement
            worker; C: comms; R: report author; S: safeguarding lead; A: administrator, who may do what W, C and R may. P: the public. *Pace* is how often one
            address may call what is open to the public ([why](decisions/0017-how-often-one-address-may-ask.md)). Changes from a browser must come from this
            service's own pages, but for the calls with ↗: published pages of another origin make those, without a cookie.

            """.ReplaceLineEndings("\n"));
        foreach (var feature in ApiDescription.Operations.GroupBy(of => of.Feature).OrderBy(feature => feature.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {feature.Key}\n\n| call | W | C | R | S | A | P | pace |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var of in feature.OrderBy(of => of.Path, StringComparer.Ordinal).ThenBy(of => of.Method, StringComparer.Ordinal))
                page.Append(CultureInfo.InvariantCulture, $"| `{of.Method} {of.Path}`{(of.Access is AllowedToEveryoneAttribute { CrossOrigin: true } ? " ↗" : "")} | {string.Join(" | ", Columns.Select(column => Mark(of, column.Role)))} | {(of.Roles is null ? "•" : "")} | {PaceOf(of)} |\n");
        }

        page.Append("\n## Timers and queues\n\nNobody calls these over HTTP but the host's own administration, which has a key of its own: ");
        page.AppendJoin(", ", FunctionAccess.FunctionsOf([typeof(Program).Assembly]).Select(f => f.Name).Except(ApiDescription.Operations.Select(of => of.Name)).Order(StringComparer.Ordinal).Select(name => $"`{name}`"));
        return page.Append(".\n").ToString();
    }

    private static string Mark(Operation of, Role role) => of.Roles is null or [] || of.Roles.Contains(role) ? "•" : "";

    private static string PaceOf(Operation of) =>
        of.Access is AllowedToEveryoneAttribute { Pace: not PublicPace.None and var pace } && PublicPaces.Rules[pace] is var rule
            ? string.Create(CultureInfo.InvariantCulture, $"{rule.AtOnce:N0} at once, then {rule.PerSecond:N0} a second")
            : "";
}
