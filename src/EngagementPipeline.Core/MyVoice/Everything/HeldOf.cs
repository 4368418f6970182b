using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.MyVoice.Everything;

/// <summary>
/// What of a row goes into the file. The rule that matters: with <see cref="Reach.AtOnce"/> a voice that is on hold gives what one that waits for review gives, and one that the
/// lead closed what one that was turned down gives, whatever else stands in their rows. A test compares the two.
/// </summary>
internal static class HeldOf
{
    public static HeldConsent Consent(ConsentOfPerson one, Reach reach, DateOnly today)
    {
        var consent = one.Consent!;
        return new(
            consent.Id,
            consent.StateOn(today),
            consent.AgeBand,
            consent.Rule,
            consent.Statement,
            Statements.HashOf(consent.Statement),
            consent.Uses,
            consent.Purposes,
            consent.Audiences,
            consent.AgreedAtFirst,
            Answer(consent.YoungPerson),
            consent.ParentOrCarer is { } parent ? Answer(parent) : null,
            consent.CompetenceNote is not null,
            reach == Reach.LookedAt ? consent.CompetenceNote : null,
            consent.ExpiresOn,
            consent.RecordedAt,
            consent.WithdrawnAt,
            [.. one.Ledger.Select(entry => new HeldEvent(entry.Number, entry.At, entry.Fact, entry.By, entry.Details, entry.Hash))]);
    }

    public static HeldVoice Voice(Voice voice, Session? session, bool onShow, Reach reach)
    {
        var state = StateOf(voice, onShow);
        var approved = voice.Status == VoiceStatus.Approved;
        var held = new HeldVoice(
            voice.Id,
            state,
            Ask: reach == Reach.AtOnce && voice.Status is not (VoiceStatus.Approved or VoiceStatus.Erased),
            session is null ? null : new(session.Id, session.HeldOn, session.Place, session.Setting, session.Phase),
            voice.Prompt,
            voice.Language,
            voice.CapturedAt,
            voice.ReceivedAt,
            voice.Consent,
            voice.EarlierConsents)
        {
            ErasedAt = voice.Status == VoiceStatus.Erased ? voice.ErasedAt : null,
        };
        if (voice.Status == VoiceStatus.Erased || (reach == Reach.AtOnce && !approved))
            return held;

        var lookedAt = reach == Reach.LookedAt;
        return held with
        {
            Words = voice.OriginalWords.Length == 0 ? null : voice.OriginalWords,
            EditedWords = voice.EditedWords,
            EditReason = lookedAt ? voice.EditReason : null,
            EditedAt = approved ? voice.Edited?.At : null,
            Note = lookedAt && voice.Status is VoiceStatus.Approved or VoiceStatus.Rejected ? voice.Note : null,
            ReviewedAt = approved ? voice.Reviewed?.At : null,
            Themes = voice.Themes,
            Credit = voice.Credit,
        };
    }

    /// <param name="one">A picture or a sound.</param>
    /// <param name="own">The person's consents: a picture may hang on other people's, too.</param>
    public static HeldMedia Media(MediaOfConsent one, IReadOnlySet<ConsentId> own)
    {
        var file = one.Media.Full;
        return new(
            one.Media.Id, file.Kind, file.ContentType, file.Width, file.Height, file.Length, [.. one.Media.Consents.Where(own.Contains)],
            one.Pages.Select(page => page.Says).FirstOrDefault(says => says.Length > 0), $"media/{one.Media.Id}.{file.Ending}")
        {
            Kept = file,
        };
    }

    /// <summary>
    /// Whether pages and outcomes may be told of. One on hold, or closed, may have been on a page before: to tell of it would tell that it was taken away. So it is for one
    /// that waits, or was turned down.
    /// </summary>
    public static bool MayTell(Voice voice) => voice.Status is VoiceStatus.Approved or VoiceStatus.Erased;

    private static HeldAnswer Answer(Answer answer) => new(answer.Agreed, answer.How, answer.On);

    private static WordsState StateOf(Voice voice, bool onShow) => voice.Status switch
    {
        VoiceStatus.Approved => onShow ? WordsState.OnShow : WordsState.Ready,
        VoiceStatus.Pending or VoiceStatus.Held => WordsState.BeingRead,
        VoiceStatus.Erased => WordsState.TakenBack,
        _ => WordsState.NotUsed,
    };
}
