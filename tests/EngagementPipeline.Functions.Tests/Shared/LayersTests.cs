using System.Reflection;
using System.Runtime.CompilerServices;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>
/// Holds the layers of docs/architecture.md beyond what project references can: which libraries a layer's code may name, what
/// its public surface may show, and that features do not reach into each other's storage.
/// </summary>
public sealed class LayersTests
{
    private static readonly Assembly Core = typeof(Core.Shared.Refusals).Assembly;
    private static readonly Assembly Adapters = typeof(Azure.Shared.Storage).Assembly;
    private static readonly Assembly Pages = Assembly.Load("EngagementPipeline.Pages");
    private static readonly Assembly Triggers = typeof(Program).Assembly;

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Core_knows_no_cloud_no_host_and_no_web() =>
        Assert.DoesNotContain(
            Core.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("Azure.", StringComparison.Ordinal)
                || a.Name.StartsWith("Microsoft.Azure.", StringComparison.Ordinal)
                || a.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                || a.Name.StartsWith("System.Net.Http", StringComparison.Ordinal));

    [Fact]
    public void Pages_knows_neither_storage_nor_host() =>
        Assert.DoesNotContain(
            Pages.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("Azure.", StringComparison.Ordinal)
                || a.Name.StartsWith("Microsoft.Azure.", StringComparison.Ordinal)
                || a.Name is "EngagementPipeline.Azure" or "EngagementPipeline.Functions");

    [Fact]
    public void Storage_clients_are_named_in_the_adapters_only() =>
        Assert.Empty(
            from assembly in new[] { Core, Pages, Triggers }
            from reference in assembly.GetReferencedAssemblies()
            where reference.Name is "Azure.Storage.Blobs" or "Azure.Storage.Queues" or "Azure.Data.Tables" or "Azure.Core" or "Azure.Identity"
            select $"{assembly.GetName().Name} names {reference.Name}");

    [Fact]
    public void The_app_does_not_know_the_host_that_runs_it_on_one_machine() =>
        Assert.DoesNotContain(Triggers.GetReferencedAssemblies(), a => a.Name == "EngagementPipeline.LocalHost");

    /// <summary>Core.Voices may use Core.Stories' records, but Azure.Voices never Azure.Stories: stores are a feature's own.</summary>
    [Fact]
    public void A_feature_never_uses_another_features_storage()
    {
        var crossings =
            from type in Adapters.GetTypes()
            let feature = FeatureOf(type)
            where feature is not null and not "Shared"
            from used in TypesUsedBy(type)
            where used.Assembly == Adapters && FeatureOf(used) is { } other && other != "Shared" && other != feature
            select $"{type.FullName} uses {used.FullName}";

        Assert.Empty(crossings.Distinct());
    }

    /// <summary>Rule 2: one class of triggers per feature and kind, each trigger a line or two.</summary>
    [Fact]
    public void Every_type_lives_in_a_feature_folder()
    {
        string[] features = ["Voices", "Stories", "Views", "Responses", "Reports", "Announcements", "Shared", "SampleProject", "MyVoice", "Desk", "Story", "OpenApi", "Backups", "SetAside"];
        var strays =
            from assembly in new[] { Core, Adapters, Triggers }
            from type in assembly.GetExportedTypes()
            where type != typeof(Program) && !features.Contains(FeatureOf(type))
            select type.FullName;

        Assert.Empty(strays);
    }

    [Fact]
    public void Nothing_is_called_helper_or_model()
    {
        string[] banned = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Common", "Model", "Models", "Dto", "Dtos", "Manager"];
        var named =
            from assembly in new[] { Core, Adapters, Pages, Triggers }
            from type in assembly.GetTypes()
            where type.Namespace?.StartsWith("EngagementPipeline", StringComparison.Ordinal) == true && !type.IsDefined(typeof(CompilerGeneratedAttribute))
            where banned.Any(b => type.Name.EndsWith(b, StringComparison.Ordinal) || (type.Namespace ?? "").Split('.').Contains(b))
            select type.FullName;

        Assert.Empty(named);
    }

    /// <summary>What was once true of a record stays true: a property of Core's records can't be set after it is made.</summary>
    [Fact]
    public void Cores_records_do_not_change()
    {
        var settable =
            from type in Core.GetExportedTypes()
            where type.GetMethod("<Clone>$") is not null
            from property in type.GetProperties(Declared)
            where property.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";

        Assert.Empty(settable);
    }

    private static string? FeatureOf(Type type) =>
        type.Namespace?.Split('.') is ["EngagementPipeline", _, var feature, ..] ? feature : null;

    private static IEnumerable<Type> TypesUsedBy(Type type)
    {
        var used = type.GetFields(Declared).Select(f => f.FieldType)
            .Concat(type.GetProperties(Declared).Select(p => p.PropertyType))
            .Concat(type.GetConstructors(Declared).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
            .Concat(type.GetMethods(Declared).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.GetMethods(Declared).SelectMany(m => m.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? []));
        return used.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
