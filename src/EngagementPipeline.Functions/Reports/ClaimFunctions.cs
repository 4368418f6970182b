using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Reports;

/// <summary>Sentences that authors write themselves.</summary>
public sealed class ClaimFunctions(CheckClaimHandler checkClaim)
{
    [Function("CheckClaim"), AllowedTo(Role.ReportAuthor)]
    public Task<IResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reports/{year}/claim")] HttpRequest request,
        string year,
        CancellationToken cancellationToken) =>
        ReportFile.ParseYear(year)
            .Then(asked => ClaimRequest.Read(request, asked).Then(claim => checkClaim.HandleAsync(claim, cancellationToken)))
            .ToHttpAsync(claim => Http.Ok(ClaimBody.Of(claim)));
}
