using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Voices.Retention;

/// <summary>
/// Erases what projects keep no longer. Of a voice as a withdrawal does: the ledger says so first, then the words go and whoever shows
/// them is told. It begins again from what is still there, so that a stop anywhere only delays it; and it reads the rule again
/// before each, because nothing brings words back.
/// </summary>
public sealed class EraseWhatIsPastHandler(
    IProjectStore projects,
    CurrentRetention current,
    IWordsKept words,
    IParticipantDetails details,
    ForgetOutcomeWords outcomes,
    IConsentLedger ledger,
    ChangeVoice change,
    IAudit audit,
    TimeProvider clock)
{
    public Task HandleAsync(CancellationToken cancellationToken) =>
        EachOfAll.DoAsync<Project>(async token => await projects.ReadAsync(token).ToListAsync(token), EraseAsync, cancellationToken);

    private async Task EraseAsync(Project project, CancellationToken cancellationToken)
    {
        if (await current.FindAsync(project.Id, cancellationToken) is not { Value: var rule })
            return;

        var today = clock.Today();
        foreach (var kept in (await words.ReadAsync(project.Id, cancellationToken)).Where(one => !one.WithLead && rule.LastDayOfWords(one.Since) < today))
            await EraseWordsAsync(project.Id, kept, cancellationToken);

        // Every time, so that a stop between a voice and what was answered to it leaves nothing behind.
        await outcomes.HandleAsync(project.Id, clock.GetUtcNow(), cancellationToken);

        var past = await details.ReadAsync(project.Id, cancellationToken)
            .Where(one => rule.LastDayOfDetails(one.Since) < today)
            .ToListAsync(cancellationToken);
        foreach (var one in past)
            await EraseDetailsAsync(project.Id, one, rule.LastDayOfDetails(one.Since), cancellationToken);
    }

    private async Task EraseWordsAsync(ProjectId project, WordsKept kept, CancellationToken cancellationToken)
    {
        if (await current.FindAsync(project, cancellationToken) is not { Value: var rule } || rule.LastDayOfWords(kept.Since) >= clock.Today())
            return;

        await change.HandleAsync(
            project, kept.Voice, Actor.System, "words-erased", async voice => await EraseAsync(voice, cancellationToken), cancellationToken,
            why: _ => WhyOf(rule.LastDayOfWords(kept.Since)));
    }

    private async Task<Result<Voice>> EraseAsync(Voice voice, CancellationToken cancellationToken)
    {
        if (voice.Status is VoiceStatus.Erased or VoiceStatus.Held)
            return voice;

        var at = clock.GetUtcNow();
        await ledger.AppendAsync(
            new(voice.Project, voice.Consent, ConsentFact.WordsErased, at, LedgerParty.System, $$"""{"voice":"{{voice.Id}}"}""", Occurrence: voice.Id.ToString()),
            cancellationToken);
        return voice.Erase(at);
    }

    private async Task EraseDetailsAsync(ProjectId project, DetailsKept kept, DateOnly lastDay, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        await audit.RecordAsync(new(at, Actor.System, "details-erased", $"participant/{kept.Participant}", project, WhyOf(lastDay)), cancellationToken);
        await details.EraseAsync(project, kept.Participant, at, cancellationToken);
    }

    private static string WhyOf(DateOnly lastDay) => string.Create(CultureInfo.InvariantCulture, $"kept until {lastDay:yyyy-MM-dd}");
}
