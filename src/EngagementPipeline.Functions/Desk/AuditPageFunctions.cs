using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Audit;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The administrator's page.</summary>
public sealed class AuditPageFunctions(IAuditTrail trail, TimeProvider clock)
{
    private const int PageSize = 50;
    private static readonly DateOnly First = new(2000, 1, 1);

    [Function("AuditPage"), AllowedTo(Role.Admin)]
    public async Task<IResult> Audit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit")] HttpRequest request, CancellationToken cancellationToken)
    {
        var now = FirstDay(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var month = DateOnly.TryParseExact(request.Asks("month"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked >= First && asked <= now ? asked : now;
        var entries = await trail.ReadAsync(month, request.Asks("continue"), PageSize, cancellationToken);
        return request.Page<AuditPage, AuditView>(new(month, month < now ? month.AddMonths(1) : null, entries));
    }

    private static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);
}
