using System.Text.Json;
using EngagementPipeline.LocalHost.Http;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.LocalHost.Clock;

/// <summary><c>GET</c> and <c>POST /local/clock</c>.</summary>
internal sealed class ClockEndpoints(MovableClock clock)
{
    private const int LargestBody = 1_024;

    public IEnumerable<OwnPage> All() =>
    [
        new("GET", "/local/clock", http => Shown().ExecuteAsync(http)),
        new("POST", "/local/clock", MoveAsync),
    ];

    private IResult Shown() => Results.Json(new { now = clock.GetUtcNow().UtcDateTime });

    private async Task<IResult> MoveAsync(HttpContext http)
    {
        if (!Gate.IsFromHere(http.Request)) return Problem.NotFromHere;

        if (await ReadAsync(http) is not { } now)
        {
            return Problem.Of(
                StatusCodes.Status400BadRequest, "bad-fields", "The time cannot be read", "Send {\"now\": \"2026-04-01T09:00:00Z\"}, with a zone.");
        }

        return clock.TryMoveTo(now)
            ? Shown()
            : Problem.Of(
                StatusCodes.Status409Conflict, "clock-cannot-go-back", "The clock cannot go back",
                "It has already shown a later time, and what was recorded then would lie in the future.");
    }

    private static async Task<DateTimeOffset?> ReadAsync(HttpContext http)
    {
        try
        {
            if (http.Request.ContentLength > LargestBody) return null;

            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);

            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("now", out var now) && now.ValueKind == JsonValueKind.String
                ? Instant.Read(now.GetString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
