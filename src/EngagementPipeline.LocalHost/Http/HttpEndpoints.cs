using EngagementPipeline.LocalHost.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Http;

/// <summary>Turns HTTP functions, and the host's own pages, into routing endpoints.</summary>
internal static class HttpEndpoints
{
    /// <summary>Marks what is really served, as against the endpoint by which routing says that a method is not allowed.</summary>
    public sealed class Served
    {
        public static readonly Served Instance = new();
    }

    public static RouteEndpoint Of(OwnPage page, FaultBoundary boundary)
    {
        var name = $"{page.Method} {page.Route}";
        return Endpoint(page.Route, [page.Method], boundary.Around(name, page.Serve), order: -1, name);
    }

    /// <exception cref="FunctionDefinitionException">A route template cannot be read, or two functions claim the same requests.</exception>
    public static IReadOnlyList<RouteEndpoint> Of(FunctionCatalogue functions, string routePrefix, Func<Function, RequestDelegate> serve)
    {
        var routes = functions.All
            .Where(function => function.Trigger is HttpTriggerAttribute)
            .Select(function => new Route(function, Parse(function, routePrefix), Methods((HttpTriggerAttribute)function.Trigger)))
            .ToList();

        RefuseTwins(routes);

        var ranks = routes.Select(route => RouteOrder.Of(route.Pattern)).Distinct().Order(StringComparer.Ordinal).ToList();

        return
        [
            .. routes.Select(route => Endpoint(
                route.Pattern.RawText!, route.Methods, serve(route.Function), ranks.IndexOf(RouteOrder.Of(route.Pattern)), route.Function.Name)),
        ];
    }

    private static RoutePattern Parse(Function function, string routePrefix)
    {
        var route = ((HttpTriggerAttribute)function.Trigger).Route ?? function.Name;

        try
        {
            return RoutePatternFactory.Parse(routePrefix.Length == 0 ? route : $"{routePrefix}/{route}");
        }
        catch (RoutePatternException fault)
        {
            throw new FunctionDefinitionException($"Function {function.Name}: the route {route} cannot be read. {fault.Message}");
        }
    }

    /// <returns>Upper-case methods; none means all.</returns>
    private static string[] Methods(HttpTriggerAttribute trigger) => [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

    private static void RefuseTwins(List<Route> routes)
    {
        foreach (var twins in routes.GroupBy(route => RouteOrder.Shape(route.Pattern), StringComparer.Ordinal))
        {
            var claimed = new List<Route>();

            foreach (var route in twins)
            {
                if (claimed.Find(other => other.Overlaps(route)) is { } other)
                {
                    throw new FunctionDefinitionException(
                        $"Functions {other.Function.Name} and {route.Function.Name} both answer {route.Pattern.RawText} for the same method.");
                }

                claimed.Add(route);
            }
        }
    }

    private static RouteEndpoint Endpoint(string route, string[] methods, RequestDelegate serve, int order, string name)
    {
        var builder = new RouteEndpointBuilder(serve, RoutePatternFactory.Parse(route), order) { DisplayName = name };
        builder.Metadata.Add(Served.Instance);

        if (methods.Length > 0) builder.Metadata.Add(new HttpMethodMetadata(methods));

        return (RouteEndpoint)builder.Build();
    }

    private sealed record Route(Function Function, RoutePattern Pattern, string[] Methods)
    {
        public bool Overlaps(Route other) => Methods.Length == 0 || other.Methods.Length == 0 || Methods.Intersect(other.Methods).Any();
    }
}
