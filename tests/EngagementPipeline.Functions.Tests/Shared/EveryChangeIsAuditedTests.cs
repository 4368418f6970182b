using System.Reflection;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>
/// Walks every function that can change something. One that works through somebody who has <see cref="IAudit"/> says what it does; any other
/// stands below with the reason why not. That the entries are right is for each feature's own tests.
/// </summary>
public sealed class EveryChangeIsAuditedTests
{
    private static readonly Assembly[] App = [typeof(Program).Assembly];

    private static readonly Dictionary<string, string> WithoutAnEntry = new(StringComparer.Ordinal)
    {
        ["CollectViews"] = "A reader's opening of a page is no change of anybody's, and who reads is not kept.",
        ["RollUpViews"] = "Adds up what is in the log; the same log gives the same sums.",
        ["ClearViewLog"] = "Clears log lines that are old and summed; it changes no sum.",
        ["CollectResponse"] = "A reader's tap or sentence is no change of ours, and who answers is not kept; reviewing one is audited.",
        ["RollUpResponses"] = "Adds up what was answered; the same answers give the same sums.",
        ["Announce"] = "Puts into the outbox that something happened which was audited when it did.",
        ["SendMail"] = "Sends a mail of what was audited when it happened; the outbox keeps when it went.",
        ["RunMails"] = "Asks for mails that are due; nobody did it.",
        ["PlanDigests"] = "Plans mails by the calendar, and lets go of addresses whose time is over; nobody did it.",
        ["RunAnnouncements"] = "Asks for what was audited when somebody asked for it to be sent.",
        ["FinishAnnouncements"] = "Tells whoever shows quotes of a change that was audited.",
        ["ExpireConsents"] = "The ledger says that a consent has ended; nobody did it.",
        ["CountSetAside"] = "Counts what is set aside, and changes nothing.",
        ["RefreshEveryPage"] = "Asks for every page to be made again from what was audited when it changed.",
        ["FinishReferrals"] = "Sees a referral through that was audited when it was made.",
        ["KeepClosedDays"] = "Adds up days that are closed, as the first report would; the same days give the same sums.",
        ["ClearUndoneImports"] = "Takes away the rows of an import whose undoing was audited.",
        ["BringInViews"] = "Brings in what SharePoint counts of items whose registering was audited; nobody did it.",
        ["CheckOutside"] = "Keeps what another service answered to harmless questions; it changes nothing of anybody.",
        ["ResumeDeliveries"] = "Sends a message again of a delivery that was audited when it was asked for.",
    };

    public static TheoryData<string> Changing => [.. FunctionAccess.FunctionsOf(App).Where(f => MayChange(f.Method)).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Changing))]
    public void Every_function_that_changes_something_says_so_in_the_audit_or_why_not(string name)
    {
        var method = FunctionAccess.FunctionsOf(App).Single(f => f.Name == name).Method;

        Assert.True(
            Audits(method) || WithoutAnEntry.ContainsKey(name),
            $"{name} reaches nobody who writes the audit. Write an entry, or say in {nameof(EveryChangeIsAuditedTests)} why it needs none.");
    }

    [Fact]
    public void Nobody_is_excused_who_is_not_there()
    {
        Assert.Empty(WithoutAnEntry.Keys.Except(Changing.Select(row => row.Data), StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_that_only_reads_is_told_from_one_that_audits()
    {
        Assert.True(Audits(MethodOf("PutConsent")));
        Assert.True(Audits(MethodOf("ReviewVoice")));
        Assert.True(Audits(MethodOf("FreezeReport")));
        Assert.False(Audits(MethodOf("GetConsent")));
        Assert.False(Audits(MethodOf("VerifyLedger")));
    }

    private static MethodInfo MethodOf(string name) => FunctionAccess.FunctionsOf(App).Single(f => f.Name == name).Method;

    private static bool MayChange(MethodInfo method) =>
        method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null) is not { } http
        || http.Methods is null
        || http.Methods.Any(verb => !verb.Equals("get", StringComparison.OrdinalIgnoreCase) && !verb.Equals("head", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether what the method uses of what its class was given is, or was given, an audit.</summary>
    private static bool Audits(MethodInfo method) => UsedBy(method).Any(type => Reaches(type, []));

    private static bool Reaches(Type type, HashSet<Type> seen) =>
        type == typeof(IAudit)
        || (seen.Add(type)
            && type.Namespace?.StartsWith("EngagementPipeline", StringComparison.Ordinal) == true
            && type.GetConstructors().SelectMany(made => made.GetParameters()).Any(given => Reaches(given.ParameterType, seen)));

    /// <summary>The types of the fields that the method, its lambdas and its state machine read: what the class's constructor was given is kept in them.</summary>
    private static IEnumerable<Type> UsedBy(MethodInfo method)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var home = method.DeclaringType!;
        var places = new[] { home }.Concat(Nested(home)).ToList();
        var bodies = places.SelectMany(type => type.GetMethods(Own).Where(body =>
            body == method
            || body.Name.StartsWith($"<{method.Name}>", StringComparison.Ordinal)
            || type.Name.Contains($"<{method.Name}>", StringComparison.Ordinal)));
        return bodies.SelectMany(FieldsReadBy).Where(field => field.DeclaringType == home).Select(field => field.FieldType).Distinct();
    }

    private static IEnumerable<Type> Nested(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(inner => Nested(inner).Prepend(inner));

    private static IEnumerable<FieldInfo> FieldsReadBy(MethodInfo body)
    {
        const byte LoadField = 0x7B;
        var code = body.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] == LoadField && Field(body.Module, BitConverter.ToInt32(code, at + 1)) is { } field)
                yield return field;
        }
    }

    /// <summary>A byte that looks like an instruction may be part of another; then there is no such field.</summary>
    private static FieldInfo? Field(Module module, int token)
    {
        try
        {
            return (token >> 24) == 0x04 ? module.ResolveField(token) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
