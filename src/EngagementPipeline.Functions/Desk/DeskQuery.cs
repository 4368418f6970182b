using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Reads what a page's address asks for; what is empty is not asked.</summary>
internal static class DeskQuery
{
    public static string? Asks(this HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Where a list by id goes on; from its start where the address says nothing, or nothing that can be read.</summary>
    public static T? Place<T>(this HttpRequest request)
        where T : struct, IId<T> =>
        Id.TryParse<T>(request.Asks("continue"), out var id) ? id : null;

    /// <summary>An id in an address that somebody may have typed: one that is none leads nowhere.</summary>
    public static Result<T> Find<T>(string? text, string what)
        where T : struct, IId<T> =>
        Id.TryParse<T>(text, out var id) ? id : Refusals.NotFound(what);

    public static T Named<T>(this HttpRequest request, string name, T otherwise)
        where T : struct, Enum =>
        Kebab.TryParse<T>(request.Asks(name), out var value) ? value : otherwise;
}
