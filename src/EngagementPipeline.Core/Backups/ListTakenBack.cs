using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Backups;

/// <summary>
/// Reads, from the app as it stands, everything that a restore must not bring back. Consents come from the ledger, which is written before
/// anything else of a withdrawal happens: one that is under way is in the list.
/// </summary>
public sealed class ListTakenBackHandler(IProjectStore projects, IConsentLedger ledger, IVoiceStore voices, IParticipantStore participants, IMediaTies ties, ILiveStories live)
{
    public async IAsyncEnumerable<TakenBack> HandleAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var project in projects.ReadAsync(cancellationToken))
        {
            await foreach (var (consent, media) in ties.ReadAsync(project.Id, cancellationToken))
                yield return new(TakenBackKind.MediaTied, project.Id.ToString(), media.ToString(), default, consent.ToString());

            await foreach (var entry in ledger.ReadAsync(project.Id, after: 0, cancellationToken))
            {
                if (Of(entry) is { } taken)
                    yield return taken;
            }

            await foreach (var voice in voices.ReadAsync(project.Id, after: null, new VoiceFilter(), cancellationToken))
            {
                if (voice.ErasedAt is { } at)
                    yield return Of(voice, TakenBackKind.WordsErased, at);
                if (LastDecided(voice) is { } decided)
                    yield return Of(voice, TakenBackKind.VoiceDecided, decided);
            }

            await foreach (var person in participants.ReadAsync(project.Id, cancellationToken))
            {
                if (person.ErasedAt is { } at)
                    yield return new(TakenBackKind.PersonErased, project.Id.ToString(), person.Id.ToString(), at);
            }
        }

        foreach (var story in await live.ListAsync(cancellationToken))
        {
            if (!story.Live)
                yield return new(TakenBackKind.StoryTakenDown, story.Project.ToString(), story.Story.ToString(), story.PublishedAt, Details: story.Publication.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>When somebody last decided anything about it; null where nobody has.</summary>
    public static DateTimeOffset? LastDecided(Voice voice)
    {
        ArgumentNullException.ThrowIfNull(voice);
        return new[] { voice.Reviewed?.At, voice.Edited?.At, voice.Referral?.By.At, voice.Referral?.Released?.At, voice.Referral?.Closed?.At }.Max();
    }

    private static TakenBack Of(Voice voice, TakenBackKind kind, DateTimeOffset at) =>
        new(kind, voice.Project.ToString(), voice.Id.ToString(), at, voice.Consent.ToString(), Details: Kebab.Of(voice.Status));

    private static TakenBack? Of(LedgerEntry entry)
    {
        if (!Kebab.TryParse<ConsentFact>(entry.Fact, out var fact))
            return null;
        return fact switch
        {
            ConsentFact.ConsentWithdrawn => OfConsent(TakenBackKind.ConsentWithdrawn),
            ConsentFact.ConsentNarrowed => OfConsent(TakenBackKind.ConsentNarrowed),
            ConsentFact.VoiceRenewed => new(TakenBackKind.VoiceRenewed, entry.Project.ToString(), VoiceIn(entry.Details), entry.ToInstant(), entry.Consent.ToString()),
            _ => null,
        };

        TakenBack OfConsent(TakenBackKind kind) => new(kind, entry.Project.ToString(), entry.Consent.ToString(), entry.ToInstant(), By: entry.By, Details: entry.Details);
    }

    private static string VoiceIn(string details)
    {
        using var read = JsonDocument.Parse(details);
        return read.RootElement.GetProperty("voice").GetString()!;
    }
}
