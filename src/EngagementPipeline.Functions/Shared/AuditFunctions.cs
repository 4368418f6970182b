using System.Globalization;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// <c>GET /api/audit?month=2026-11&amp;continue=</c>: who did what, when and why, 50 at a time, for administrators. Without a month,
/// the present one.
/// </summary>
public sealed class AuditFunctions(IAuditTrail trail, TimeProvider clock)
{
    private const int PageSize = 50;

    [Function("ReadAudit"), AllowedTo(Role.Admin)]
    public Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancellationToken) =>
        Month(request.Query["month"].ToString())
            .Then(month => trail.ReadAsync(month, request.Query["continue"].ToString(), PageSize, cancellationToken))
            .ToHttpAsync(page => Http.Ok(new Page<AuditAnswer>(page.Items.Select(AuditAnswer.Of).ToList(), page.Continue)));

    private Result<DateOnly> Month(string text) =>
        text.Length == 0 ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month
        : Refusals.BadField("month", "Must be a month as yyyy-MM, such as 2026-11.");

    private sealed record AuditAnswer(
        DateTimeOffset At, string Who, string WhoId, string Action, string Subject, ProjectId? Project, string? Why)
    {
        public static AuditAnswer Of(AuditEntry entry) =>
            new(entry.At, entry.By.Name, entry.By.Id, entry.Action, entry.Subject, entry.Project, entry.Why);
    }
}
