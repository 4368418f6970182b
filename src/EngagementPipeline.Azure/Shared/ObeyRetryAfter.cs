using System.Net;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Waits as long as Graph says and asks again, three times at most. What changes something is asked again only after a 429, which says that nothing was
/// done; after anything else somebody has to look first.
/// </summary>
public sealed class ObeyRetryAfter(TimeProvider time) : DelegatingHandler
{
    private const int Times = 3;

    /// <summary>A longer wait is the caller's: a message that is held for minutes is better given back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(2);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is not null)
            await request.Content.LoadIntoBufferAsync(cancellationToken);

        for (var tried = 1; ; tried++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var wait = Wait(response, tried);
            if (tried > Times || !MayAskAgain(request, response) || wait > Longest)
            {
                // Said as a date it is said as a wait from here on: whoever reads it later has no clock.
                if (response.Headers.RetryAfter?.Date is not null)
                    response.Headers.RetryAfter = new(wait);
                return response;
            }

            response.Dispose();
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static bool MayAskAgain(HttpRequestMessage request, HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests
        || (request.Method == HttpMethod.Get && response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway);

    private TimeSpan Wait(HttpResponseMessage response, int tried) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } => until - time.GetUtcNow() is { Ticks: > 0 } wait ? TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)) : TimeSpan.Zero,
        _ => Unsaid * tried,
    };
}
