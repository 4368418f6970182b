using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.MyVoice;

/// <summary>Gathers it for whoever holds the code, at the pace of <see cref="GuessPace"/>. Nothing is kept of who looked.</summary>
public sealed class ReadWhatYourWordsDidHandler(
    CodeHolder holder,
    IConsentStore consents,
    IVoicesOfConsent voicesOfConsent,
    IVoiceStore voices,
    IOutcomeStore outcomes,
    IWhereQuotesAreShown places,
    FindMyMedia media,
    IViewSums sums,
    TimeProvider clock)
{
    public Task<Result<WhatYourWordsDid>> HandleAsync(string? code, CancellationToken cancellationToken) =>
        holder.DoAsync(code, ReadAsync, cancellationToken);

    private async Task<Result<WhatYourWordsDid>> ReadAsync(CodeOwner owner, CancellationToken cancellationToken)
    {
        // A code is there just before its consent; one whose recording stopped half-way opens nothing.
        if (await consents.FindAsync(owner.Project, owner.Consent, cancellationToken) is not { } consent)
            return Refusals.NotFound("code");

        var ids = await voicesOfConsent.ReadAsync(owner.Project, owner.Consent, cancellationToken);
        var said = (await voices.FindAsync(owner.Project, ids, cancellationToken))
            .Where(voice => voice.HangsOn(consent.Id))
            .OrderBy(voice => voice.CapturedAt).ThenBy(voice => voice.Id.Value)
            .ToList();
        var standing = await StandingAsync(consent, said, cancellationToken);
        var pages = await places.FindAsync(owner.Project, said.Where(IsSeen).Select(voice => voice.Id).ToList(), cancellationToken);
        var onShow = pages.SelectMany(page => page.Voices).ToHashSet();
        var (pictures, showing) = await media.FindAsync(owner.Project, owner.Consent, cancellationToken);
        var all = pages.Select(page => (page.Story, page.Slug, page.Title, page.Audience, page.Since))
            .Concat(showing.Select(page => (page.Story, page.Slug, page.Title, page.Audience, page.Since)))
            .DistinctBy(page => page.Story).OrderBy(page => page.Since).ThenBy(page => page.Story.Value);
        return new WhatYourWordsDid
        {
            State = standing.StateOn(clock.Today()),
            EndedOn = standing.WithdrawnAt is { } at ? London.DayOf(at) : standing.ExpiresOn,
            Uses = standing.Uses,
            Covers = standing.Scope,
            Words = said.Where(voice => voice.Status != VoiceStatus.Erased).Select(voice => WordsOf(voice, onShow)).ToList(),
            Media = pictures,
            Pages = await Task.WhenAll(all.Select(page => CountAsync(new(page.Story, page.Slug, page.Title, page.Audience, Opened: 0, London.DayOf(page.Since)), cancellationToken))),
            Outcomes = await OutcomesOfAsync(owner.Project, said, cancellationToken),
        };
    }

    /// <summary>The consent that the words are under now: a later one, where they were renewed. A withdrawal by any card outlasts that.</summary>
    private async Task<Consent> StandingAsync(Consent consent, IReadOnlyList<Voice> said, CancellationToken cancellationToken)
    {
        var later = said.Select(voice => voice.Consent).Where(id => id != consent.Id).Distinct().ToList();
        return consent.WithdrawnAt is not null || later is []
            ? consent
            : (await consents.FindAsync(consent.Project, later, cancellationToken)).Append(consent).MaxBy(one => one.RecordedAt)!;
    }

    private static bool IsSeen(Voice voice) => voice.Status == VoiceStatus.Approved;

    private static MyWords WordsOf(Voice voice, HashSet<VoiceId> onShow)
    {
        var state = voice.Status switch
        {
            VoiceStatus.Approved => onShow.Contains(voice.Id) ? WordsState.OnShow : WordsState.Ready,
            VoiceStatus.Pending or VoiceStatus.Held => WordsState.BeingRead,
            _ => WordsState.NotUsed,
        };
        return IsSeen(voice)
            ? new(state, London.DayOf(voice.CapturedAt), voice.Words, voice.Language, voice.Credit)
            : new(state, London.DayOf(voice.CapturedAt), Words: null, voice.Language, Credit: null);
    }

    private async Task<MyPage> CountAsync(MyPage page, CancellationToken cancellationToken) =>
        page with { Opened = await sums.ReadAsync(page.Story, page.Since, clock.Today(), cancellationToken).Select(day => day.Views).SumAsync(cancellationToken) };

    /// <summary>Of voices on hold, as of those that wait, nothing is said but that they are being read.</summary>
    private async Task<IReadOnlyList<MyOutcome>> OutcomesOfAsync(ProjectId project, IReadOnlyList<Voice> said, CancellationToken cancellationToken)
    {
        var answered = said.Where(voice => !voice.WithLead && (voice.Status is VoiceStatus.Approved or VoiceStatus.Erased)).ToList();
        if (answered is [])
            return [];
        return await outcomes.ReadAsync(project, after: null, cancellationToken)
            .Where(outcome => answered.Exists(voice => outcome.Answers(voice.Id, voice.Themes)))
            .OrderByDescending(outcome => outcome.DecidedOn).ThenBy(outcome => outcome.Id.Value)
            .Select(outcome => new MyOutcome(outcome.YouSaid, outcome.WeDid, outcome.DecidedOn, outcome.By, outcome.Theme is not null))
            .ToListAsync(cancellationToken);
    }
}
