using Azure;
using Azure.Core;

namespace EngagementPipeline.Testing;

/// <summary>What befalls one attempt of a request.</summary>
public sealed class Fault
{
    private readonly Action<HttpMessage> strike;

    private Fault(bool reaches, Action<HttpMessage> strike)
    {
        Reaches = reaches;
        this.strike = strike;
    }

    public static Fault None { get; } = new(reaches: true, _ => { });

    /// <summary>The service does the work, and the connection breaks before its answer arrives.</summary>
    public static Fault LostAnswer { get; } = new(reaches: true, m =>
    {
        m.Response.Dispose();
        throw new RequestFailedException("The connection was closed.", new IOException("Closed."));
    });

    /// <summary>The connection breaks before the service sees anything.</summary>
    public static Fault LostRequest { get; } =
        new(reaches: false, _ => throw new RequestFailedException("The connection was refused.", new IOException("Refused.")));

    internal bool Reaches { get; }

    /// <summary>This answer, and the service sees nothing: 503 for one that is busy.</summary>
    public static Fault Answer(int status, string body = "", params (string Name, string Value)[] headers)
        => new(reaches: false, m => m.Response = new MadeResponse(status, body, headers, m.Request.ClientRequestId));

    internal void Strike(HttpMessage message) => strike(message);
}
