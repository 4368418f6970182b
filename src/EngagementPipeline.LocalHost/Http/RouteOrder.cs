using Microsoft.AspNetCore.Routing.Patterns;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>
/// Which of two routes wins where both match. Segment by segment from the left: a literal, then a parameter with a constraint, then any parameter,
/// then a segment of several parts (<c>{a}</c> wins over <c>{a}.{b}</c>, unlike in plain ASP.NET Core), then a catch-all.
/// </summary>
internal static class RouteOrder
{
    /// <summary>One letter per segment; the smaller by ordinal comparison wins.</summary>
    public static string Of(RoutePattern pattern) => string.Concat(pattern.PathSegments.Select(Rank));

    /// <summary>The pattern with names and letter case taken away: two routes of the same shape match the same paths.</summary>
    public static string Shape(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(Shape));

    private static char Rank(RoutePatternPathSegment segment) => segment.Parts switch
    {
        { Count: > 1 } => 'd',
        [RoutePatternParameterPart { IsCatchAll: true } parameter] => parameter.ParameterPolicies.Count > 0 ? 'e' : 'f',
        [RoutePatternParameterPart parameter] => parameter.ParameterPolicies.Count > 0 ? 'b' : 'c',
        _ => 'a',
    };

    private static string Shape(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content))}{(parameter.IsOptional ? "?" : "")}}}",
        RoutePatternLiteralPart literal => literal.Content.ToUpperInvariant(),
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }));
}
