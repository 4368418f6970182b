using EngagementPipeline.Core.Shared;
using EngagementPipeline.Pages.Desk;

namespace EngagementPipeline.Functions.Desk;

/// <summary>What the start page offers to somebody who has signed in: their role's work, what waits first.</summary>
public sealed class NextSteps
{
    public Task<StartView> ForAsync(Actor? reader, CancellationToken cancellationToken)
    {
        var steps = new List<NextStep>();
        if (reader?.Has(Role.EngagementWorker) == true)
        {
            steps.Add(new("Capture", "/capture", "Write down what young people say, with what they agreed to."));
            steps.Add(new("Review", "/review", "Read each quote before anybody else does."));
            steps.Add(new("Projects", "/projects", "Sessions, the people in them, and their consents."));
        }

        if (reader?.Has(Role.Comms) == true)
            steps.Add(new("Stories", "/stories", "Build a page from quotes that may be used, and publish it."));
        if (reader?.Has(Role.ReportAuthor) == true)
            steps.Add(new("Reports", "/reports", "The year’s figures, with sentences that are true."));
        if (reader?.Has(Role.SafeguardingLead) == true)
            steps.Add(new("Safeguarding", "/safeguarding", "Voices that are held until you have read them."));
        if (reader?.Has(Role.Admin) == true)
            steps.Add(new("Audit", "/audit", "Who did what, when and why."));
        return Task.FromResult(new StartView(steps));
    }
}
