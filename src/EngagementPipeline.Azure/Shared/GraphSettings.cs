using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Where Microsoft 365 is and what of it the app may use (docs/graph.md); none of it is secret. A feature whose settings are missing goes to the outbox instead.
/// </summary>
public sealed record GraphSettings
{
    /// <summary>Microsoft Graph's root with its version. Another cloud's, or a stand-in's on this machine.</summary>
    public Uri Endpoint { get; init; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>The user-assigned managed identity that holds the permissions; null for the app's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>The one SharePoint site, as Graph writes its id: <c>host,site collection,site</c>. Null: nothing is put there.</summary>
    public string? Site { get; init; }

    /// <summary>The one mailbox that mail is sent from; null: no mail is sent.</summary>
    public string? Sender { get; init; }

    /// <summary>The distribution lists that stories are announced to. Without any, no story is announced by mail.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Whom the safeguarding lead's alerts go to. Without any, alerts stay in the outbox.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];

    public bool HasSite => Site is not null;

    public bool HasMailbox => Sender is not null;

    /// <summary>Whether the endpoint is a stand-in on this machine, which needs no identity.</summary>
    public bool IsStandIn => Endpoint.IsLoopback;

    public static GraphSettings From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = new GraphSettings
        {
            ClientId = Text(configuration["Graph:ClientId"]),
            Site = Text(configuration["Graph:Site"]),
            Sender = Text(configuration["Graph:Sender"]),
            Lists = Addresses(configuration["Graph:Lists"]),
            Leads = Addresses(configuration["Graph:SafeguardingLead"]),
        };
        return Text(configuration["Graph:Endpoint"]) is { } endpoint ? settings with { Endpoint = EndpointOf(endpoint) } : settings;

        static string[] Addresses(string? text) => (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries);

        static string? Text(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
    }

    private static Uri EndpointOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var endpoint) && (endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback)
            ? endpoint
            : throw new InvalidOperationException("Graph__Endpoint is no https address, such as https://graph.microsoft.com/v1.0.");
}
