using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Reports;

/// <summary>What was decided in the year because of what young people said.</summary>
public sealed class WhatWasDecided(IDecidedOutcomes outcomes) : IReportSource
{
    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var decided = await outcomes.ReadAsync(year.FirstDay, year.LastDay, cancellationToken);
        return SourceReading.None with
        {
            Decided = [.. decided.Select(outcome => new DecidedInYear(outcome.On, outcome.Theme, outcome.WeDid, outcome.By))],
            Sample = decided.Any(outcome => outcome.Project == Shared.Sample.Project),
        };
    }
}
