using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk;

namespace EngagementPipeline.Functions.Desk;

/// <summary>What the start page offers to somebody who has signed in: their role's work, with how much of it waits.</summary>
public sealed class NextSteps(
    IProjectStore projects, ListVoicesHandler listVoices, ListReferralsHandler listReferrals, ReadSetAsideHandler setAside, IOutsideChecks outside, DeskAnnouncing announcing)
{
    /// <summary>Counting stops here: the page says "at least" so many, and does not get slower with the work that waits.</summary>
    private const int MostProjects = 20;

    private const int MostReferrals = 50;

    public async Task<StartView> ForAsync(Actor? reader, CancellationToken cancellationToken) =>
        reader is null ? new([], Sample: false) : new(await StepsAsync(reader, cancellationToken), await HasSampleAsync(cancellationToken));

    private async Task<IReadOnlyList<NextStep>> StepsAsync(Actor reader, CancellationToken cancellationToken)
    {
        var steps = new List<NextStep>();
        if (reader.Has(Role.Admin) && await setAside.CountAsync(cancellationToken) is > 0 and var count)
            steps.Add(new("Set aside", "/set-aside", "Work that could not be done. Words that were taken back may still be on show.", new(count, false)));
        if (reader.Has(Role.SafeguardingLead))
            steps.Add(new("Safeguarding", "/safeguarding", "What a colleague was worried about. It waits until you have read it.", await CountReferralsAsync(cancellationToken)));
        if (reader.Has(Role.Admin) || reader.Has(Role.SafeguardingLead))
            steps.Add(new("Requests", "/requests", "A young person wants to know what is held about them, to have it, or to have it erased."));
        if (reader.Has(Role.EngagementWorker))
        {
            steps.Add(new("Review", "/review", "Read each quote before anybody else does.", await CountAsync(reader, VoiceStatus.Pending, cancellationToken)));
            steps.Add(new("Capture", "/capture", "Write down what young people say, with what they agreed to."));
            steps.Add(new("Projects", "/projects", "Sessions, and who agreed to what."));
        }

        if (reader.Has(Role.Comms))
            steps.Add(new("Stories", "/stories", "Build a page from quotes that may be used, and publish it."));
        if (reader.Has(Role.ReportAuthor))
            steps.Add(new("Reports", "/reports", "The year’s figures, with sentences that are true."));
        if (reader.Has(Role.Admin) && await CountOutsideAsync(cancellationToken) is { Count: > 0 } wrong)
            steps.Add(new("Microsoft 365", "/microsoft-365", "Something there needs somebody: a permission that is missing, or a page that should be gone.", wrong));
        if (reader.Has(Role.Admin))
            steps.Add(new("Audit", "/audit", "Who did what, when and why."));
        return steps;
    }

    /// <summary>As it was found last: nobody waits here for another service.</summary>
    private async Task<Waiting> CountOutsideAsync(CancellationToken cancellationToken) => new(
        ((await outside.LastAsync(cancellationToken))?.NeedingSomebody.Count() ?? 0) + (await announcing.StillStandingAsync(cancellationToken)).Count, OrMore: false);

    private async Task<Waiting> CountReferralsAsync(CancellationToken cancellationToken)
    {
        var count = await listReferrals.CountOpenAsync(MostReferrals + 1, cancellationToken);
        return new(Math.Min(count, MostReferrals), count > MostReferrals);
    }

    private async Task<Waiting> CountAsync(Actor reader, VoiceStatus status, CancellationToken cancellationToken)
    {
        var (count, more) = (0, false);
        await foreach (var project in projects.ReadAsync(cancellationToken).Take(MostProjects).WithCancellation(cancellationToken))
        {
            var voices = await listVoices.HandleAsync(new(project.Id, status, Theme: null, UsableFor: null, Purpose: null, From: null), reader, cancellationToken);
            if (!voices.Succeeded)
                continue;
            count += voices.Value.Items.Count;
            more |= voices.Value.Continue is not null;
        }

        return new(count, more);
    }

    private async Task<bool> HasSampleAsync(CancellationToken cancellationToken) =>
        await projects.FindAsync(Core.Shared.Sample.Project, cancellationToken) is not null;
}
