using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Reports;

/// <summary><c>?sentence=</c>, and <c>&amp;figure=</c> where it is known which one it is about.</summary>
public static class ClaimRequest
{
    public static Result<CheckClaim> Read(HttpRequest request, ReportingYear year)
    {
        var sentence = request.Query["sentence"].ToString().Trim();
        var figure = request.Query["figure"].ToString();
        return sentence.Length is 0 or > CheckClaim.LongestSentence
            ? Refusals.BadField("sentence", $"Must be a sentence of 1 to {CheckClaim.LongestSentence} characters.")
            : new CheckClaim(year, sentence, figure.Length == 0 ? null : figure);
    }
}
