using System.Reflection;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>What each getter of <see cref="Fields"/> asks of the field that it is given.</summary>
internal static class FieldNotes
{
    /// <param name="numbers">The numbers among the call's arguments, in their order.</param>
    public static FieldNote? Of(MethodInfo getter, IReadOnlyList<long> numbers) => getter.Name switch
    {
        nameof(Fields.Text) => new(FieldKind.Text, Required: true, Least: 1, Most: Last(numbers)),
        nameof(Fields.OptionalText) => new(FieldKind.Text, Required: false, Most: Last(numbers)),
        nameof(Fields.Id) => new(FieldKind.Id, Required: true),
        nameof(Fields.Name) => new(FieldKind.Name, Required: true, Names: getter.GetGenericArguments()[0]),
        nameof(Fields.Names) => new(FieldKind.Names, Required: true, Names: getter.GetGenericArguments()[0]),
        nameof(Fields.Day) => new(FieldKind.Day, Required: true),
        nameof(Fields.OptionalDay) => new(FieldKind.Day, Required: false),
        nameof(Fields.Instant) => new(FieldKind.Instant, Required: true),
        nameof(Fields.Number) => numbers is [var least, var most] ? new(FieldKind.Number, Required: true, Least: least, Most: most) : new(FieldKind.Number, Required: true),
        nameof(Fields.Flag) => new(FieldKind.Flag, Required: true),
        nameof(Fields.Slug) => new(FieldKind.Slug, Required: true),
        nameof(Fields.Language) => new(FieldKind.Language, Required: true),
        nameof(Fields.Required) => new(FieldKind.Part, Required: true),
        _ => null,
    };

    private static long? Last(IReadOnlyList<long> numbers) => numbers.Count > 0 ? numbers[^1] : null;
}
