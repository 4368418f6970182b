using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Voices;

/// <summary>Reads a query's parameters.</summary>
internal static class Queries
{
    /// <summary>Null where it is missing or empty.</summary>
    public static string? Asked(this HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public static T? AskedName<T>(this HttpRequest request, Fields fields, string name)
        where T : struct, Enum =>
        request.Asked(name) is { } value ? fields.Name<T>(value, name) : null;

    /// <summary>Where a list goes on, of lists by id.</summary>
    public static Result<T?> Place<T>(this HttpRequest request)
        where T : struct, IId<T>
    {
        if (request.Asked("continue") is not { } place)
            return (T?)null;
        return Id.TryParse<T>(place, out var id) ? (T?)id : Refusals.BadContinue;
    }
}
