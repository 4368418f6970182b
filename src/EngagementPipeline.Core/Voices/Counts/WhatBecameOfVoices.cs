using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Voices.Counts;

/// <summary>
/// What became, between two days, of the voices that one worker captured: numbers, which of them may be on show, and what was done; never what was said. Voices with the safeguarding
/// lead are not there at all, as everywhere.
/// </summary>
/// <param name="Captured">On those days, without those that were taken back.</param>
/// <param name="Reviewed">On those days, whenever they were captured.</param>
/// <param name="Waiting">For review, now.</param>
/// <param name="TakenBackBy">How many young people took any of them back on those days. Exact: whoever shows it hides few.</param>
/// <param name="Approved">Those that may be on show now, by project.</param>
/// <param name="Outcomes">Noted on those days for any that are approved, newest first.</param>
public sealed record WhatBecameOfVoices(
    int Captured, int Reviewed, int Waiting, int TakenBackBy, IReadOnlyList<ApprovedVoices> Approved, IReadOnlyList<DecidedOutcome> Outcomes);

public sealed record ApprovedVoices(ProjectId Project, IReadOnlyList<VoiceId> Voices);

public interface IWhatBecameOfVoices
{
    /// <summary>Both days are included.</summary>
    Task<WhatBecameOfVoices> ReadAsync(string worker, DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

/// <summary>
/// As much of a voice as this needs: none of its words. <paramref name="Consents"/>: the one it is under and those it was under before. <paramref name="ErasedAt"/> also where words were
/// let go because their time was over.
/// </summary>
public sealed record VoiceOfWorker(
    VoiceId Voice, ParticipantId Participant, IReadOnlyList<ConsentId> Consents, VoiceStatus Status, bool WithLead, DateTimeOffset CapturedAt, DateTimeOffset? ReviewedAt, DateTimeOffset? ErasedAt, IReadOnlyList<string> Themes);

public interface IVoicesOfWorker
{
    /// <summary>All that a worker captured in a project, in no particular order.</summary>
    IAsyncEnumerable<VoiceOfWorker> OfWorkerAsync(ProjectId project, string worker, CancellationToken cancellationToken);
}

/// <summary>Reads every project's voices of that worker: for a timer once a month, and for a page that few open.</summary>
public sealed class ReadWhatBecameOfVoices(IProjectStore projects, IVoicesOfWorker voices, IConsentStore consents, IOutcomeStore outcomes) : IWhatBecameOfVoices
{
    public async Task<WhatBecameOfVoices> ReadAsync(string worker, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var each = await projects.SelectAsync((project, token) => OfProjectAsync(project.Id, worker, day => day >= from && day <= to, token), cancellationToken);
        return new(
            each.Sum(one => one.Captured),
            each.Sum(one => one.Reviewed),
            each.Sum(one => one.Waiting),
            each.Sum(one => one.TakenBackBy),
            [.. each.SelectMany(one => one.Approved)],
            [.. each.SelectMany(one => one.Outcomes).OrderByDescending(outcome => outcome.On).ThenBy(outcome => outcome.Outcome.Value)]);
    }

    private async Task<WhatBecameOfVoices> OfProjectAsync(ProjectId project, string worker, Func<DateOnly, bool> isThen, CancellationToken cancellationToken)
    {
        var all = await voices.OfWorkerAsync(project, worker, cancellationToken).Where(voice => !voice.WithLead).ToListAsync(cancellationToken);
        var standing = all.Where(voice => voice.ErasedAt is null).ToList();
        var approved = standing.Where(voice => voice.Status == VoiceStatus.Approved).ToList();
        return new(
            standing.Count(voice => isThen(London.DayOf(voice.CapturedAt))),
            standing.Count(voice => voice.ReviewedAt is { } at && isThen(London.DayOf(at))),
            standing.Count(voice => voice.Status == VoiceStatus.Pending),
            await TakenBackByAsync(project, all.Where(voice => voice.ErasedAt is { } at && isThen(London.DayOf(at))).ToList(), cancellationToken),
            approved is [] ? [] : [new(project, [.. approved.Select(voice => voice.Voice)])],
            approved is [] ? [] : await OutcomesAsync(project, approved, isThen, cancellationToken));
    }

    /// <summary>Of erased ones, those whose consent was withdrawn: words whose time was over were taken back by nobody.</summary>
    private async Task<int> TakenBackByAsync(ProjectId project, List<VoiceOfWorker> erased, CancellationToken cancellationToken)
    {
        if (erased is [])
            return 0;
        var withdrawn = (await consents.FindAsync(project, erased.SelectMany(voice => voice.Consents).Distinct().ToList(), cancellationToken))
            .Where(consent => consent.WithdrawnAt is not null).Select(consent => consent.Id).ToHashSet();
        return erased.Where(voice => voice.Consents.Any(withdrawn.Contains)).Select(voice => voice.Participant).Distinct().Count();
    }

    private async Task<IReadOnlyList<DecidedOutcome>> OutcomesAsync(ProjectId project, List<VoiceOfWorker> approved, Func<DateOnly, bool> isThen, CancellationToken cancellationToken) =>
        await outcomes.ReadAsync(project, after: null, cancellationToken)
            .Where(outcome => isThen(London.DayOf(outcome.RecordedAt)) && approved.Exists(voice => outcome.Answers(voice.Voice, voice.Themes)))
            .Select(outcome => new DecidedOutcome(project, outcome.Id, outcome.DecidedOn, outcome.Theme, outcome.WeDid, outcome.By))
            .ToListAsync(cancellationToken);
}
