using Azure.Core;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Kiota.Authentication.Azure;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Microsoft Graph, by the managed identity and with no secret. <see cref="AskAsync{T}"/> turns what goes wrong into a <see cref="GraphException"/>.
/// </summary>
public sealed class GraphConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly TokenCredential _identity;
    private readonly string _scope;

    /// <param name="settings">Where it is.</param>
    /// <param name="time">Waits for what <c>Retry-After</c> says.</param>
    /// <param name="identity">Who we are; null for what the settings say.</param>
    public GraphConnection(GraphSettings settings, TimeProvider time, TokenCredential? identity = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _identity = identity ?? (settings.IsStandIn ? new StandInCredential() : IdentityOf(settings));
        _scope = settings.Endpoint.GetLeftPart(UriPartial.Authority) + "/.default";
        // The SDK's own retries ask again after a POST that may have been done, and read the machine's clock.
        var handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler).Prepend(new ObeyRetryAfter(time)).ToList();
        _http = GraphClientFactory.Create(handlers);
        // The token goes to Graph alone: an upload's address is elsewhere and carries its own.
        Client = new(_http, new AzureIdentityAuthenticationProvider(_identity, [settings.Endpoint.Host], scopes: [_scope]), settings.Endpoint.ToString());
    }

    public GraphSettings Settings { get; }

    public GraphServiceClient Client { get; }

    /// <summary>Asks something of Graph.</summary>
    /// <param name="doing">What it is for and what it needs, for the fault's words.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GraphException">It was not done, or nobody knows.</exception>
    public async Task<T> AskAsync<T>(GraphJob doing, Func<GraphServiceClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        try
        {
            return await ask(Client, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && GraphException.IsKnown(fault))
        {
            throw GraphException.Of(fault, doing);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(GraphJob doing, Func<GraphServiceClient, CancellationToken, Task> ask, CancellationToken cancellationToken) =>
        AskAsync<object?>(
            doing,
            async (client, token) =>
            {
                await ask(client, token);
                return null;
            },
            cancellationToken);

    /// <summary>The application permissions that the token carries (its <c>roles</c>).</summary>
    public async Task<IReadOnlyList<string>> PermissionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var token = await _identity.GetTokenAsync(new TokenRequestContext([_scope]), cancellationToken);
            return GraphToken.Roles(token.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && GraphException.IsKnown(fault))
        {
            throw GraphException.Of(fault, GraphJob.SignIn);
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        _http.Dispose();
    }

    private static ManagedIdentityCredential IdentityOf(GraphSettings settings) =>
        new(settings.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);

    /// <summary>A stand-in on this machine asks for a token and does not look at it; nothing else ever gets this one.</summary>
    private sealed class StandInCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("stand-in", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
