using System.Reflection;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;

namespace EngagementPipeline.Functions.OpenApi;

/// <summary>One HTTP function as its attributes and its code tell it: what the document and the page are made of.</summary>
/// <param name="Feature">The folder that it stands in, such as <c>Voices</c>; <c>Desk</c> are the staff's pages.</param>
/// <param name="Path">From the root, with its parameters in braces.</param>
internal sealed record Operation(string Name, string Feature, string Method, string Path, AccessAttribute Access)
{
    public required IReadOnlyList<OperationParameter> Parameters { get; init; }

    public required OperationBody? Body { get; init; }

    /// <summary>What it answers when it does what it was asked to.</summary>
    public required IReadOnlyList<OperationAnswer> Answers { get; init; }

    /// <summary>What it may refuse with, by status and code.</summary>
    public required IReadOnlyList<OperationRefusal> Refusals { get; init; }

    public required IReadOnlyDictionary<PropertyInfo, FieldNote> Fields { get; init; }

    /// <summary>Whoever holds one of these may call it; null for the public, empty for anybody who is signed in.</summary>
    public IReadOnlyList<Role>? Roles => Access switch
    {
        AllowedToAttribute { Roles: var named } => [.. Enum.GetValues<Role>().Where(role => named.Any(new Actor("", "", new HashSet<Role> { role }).Has))],
        AllowedToStaffAttribute => [],
        _ => null,
    };
}

internal enum ParameterPlace
{
    Path,
    Query,
    Header,
}

internal sealed record OperationParameter(string Name, ParameterPlace In, FieldNote? Note);

/// <summary><paramref name="Shape"/> is the wire type of a JSON body; null where the body is a file or a form.</summary>
internal sealed record OperationBody(IReadOnlyList<string> MediaTypes, Type? Shape, long? MostBytes, bool Required);

/// <summary><paramref name="Shape"/> is the wire type of a JSON answer.</summary>
internal sealed record OperationAnswer(int Status, string? MediaType, Type? Shape);

internal sealed record OperationRefusal(int Status, string Code, string Title);

/// <summary>What <see cref="Core.Shared.Fields"/> asks of one field.</summary>
internal sealed record FieldNote(FieldKind Kind, bool Required, Type? Names = null, long? Least = null, long? Most = null);

internal enum FieldKind
{
    Text,
    Id,
    Name,
    Names,
    Day,
    Instant,
    Number,
    Flag,
    Slug,
    Language,
    Part,
}
