using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Voices;

/// <summary>Which voices of a project to list; what is null is not asked. <paramref name="From"/> is a page's <c>continue</c>.</summary>
public sealed record ListVoices(
    ProjectId Project, VoiceStatus? Status, string? Theme, Audience? UsableFor, Purpose? Purpose, VoiceId? From)
{
    public bool AsksForUsable => UsableFor is not null || Purpose is not null;
}

/// <summary>
/// A voice in a list. Comms sees what is to be shown and nothing that leads back to the person: no session, participant, consent,
/// original words, note or dates. Those who review see all of it.
/// </summary>
public sealed record ListedVoice
{
    public required VoiceId Voice { get; init; }

    public required Prompt Prompt { get; init; }

    /// <summary>As they are, or would be, shown; absent once erased.</summary>
    public required string? Words { get; init; }

    public required string Language { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public required string? Credit { get; init; }

    /// <summary>Whether it may be shown today, to the audience and for the purpose asked; where none is, to some and for some.</summary>
    public required bool Usable { get; init; }

    /// <summary>The audiences and purposes that its consent covers today; empty where it is not usable at all.</summary>
    public required IReadOnlyList<Audience> Audiences { get; init; }

    public required IReadOnlyList<Purpose> Purposes { get; init; }

    public VoiceStatus? Status { get; init; }

    public SessionId? Session { get; init; }

    public ParticipantId? Participant { get; init; }

    public ConsentId? Consent { get; init; }

    public ConsentState? ConsentState { get; init; }

    /// <summary>The words as captured, where they were edited.</summary>
    public string? OriginalWords { get; init; }

    /// <summary>Why they were edited, by whom and when.</summary>
    public string? EditReason { get; init; }

    public string? EditedBy { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The last reviewer's reason; while it is held, what worries whoever referred it.</summary>
    public string? Note { get; init; }

    public string? ReviewedBy { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>The keys of the motivated intruder's questions that they ticked.</summary>
    public IReadOnlyList<string>? Checked { get; init; }

    /// <summary>Who referred it and when, for the safeguarding lead.</summary>
    public string? ReferredBy { get; init; }

    public DateTimeOffset? ReferredAt { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Whether whoever asks captured it: where the project asks for a second person, somebody else reviews it.</summary>
    public bool? CapturedByYou { get; init; }

    public IReadOnlyList<IdentityWarning>? Warnings { get; init; }
}

/// <summary>
/// A project's voices, by id, 50 at a time. Those with the safeguarding lead are there for the lead and for nobody else; workers see the
/// others; comms sees usable ones only. A page reads on until it is full, so its cost grows with what it leaves out.
/// </summary>
public sealed class ListVoicesHandler(IProjectStore projects, IVoiceStore voices, IConsentStore consents, TimeProvider clock)
{
    public async Task<Result<Page<ListedVoice>>> HandleAsync(ListVoices query, Actor by, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(query.Project, cancellationToken) is null)
            return Refusals.NotFound("project");

        return await ReadAsync(query, by, cancellationToken).ToPageAsync(voice => voice.Voice.ToString(), cancellationToken);
    }

    private async IAsyncEnumerable<ListedVoice> ReadAsync(
        ListVoices query, Actor by, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var visible = voices.ReadAsync(query.Project, query.From, FilterOf(query, by, today), cancellationToken)
            .Where(voice => SightOf(by, voice) != Sight.Nothing)
            .Where(voice => query.Theme is null || voice.Themes.Contains(query.Theme, StringComparer.OrdinalIgnoreCase));

        await foreach (var batch in visible.Chunk(Pages.Size + 1).WithCancellation(cancellationToken))
        {
            var asked = batch.Select(voice => voice.Consent).Distinct().ToList();
            var byId = (await consents.FindAsync(query.Project, asked, cancellationToken)).ToDictionary(consent => consent.Id);
            foreach (var voice in batch)
            {
                var sight = SightOf(by, voice);
                var consent = byId.GetValueOrDefault(voice.Consent);
                var shown = ShownOf(voice, consent, query, today);
                if (shown.Usable || (sight == Sight.Everything && !query.AsksForUsable))
                    yield return sight == Sight.Everything ? Everything(shown, voice, consent?.StateOn(today), by) : shown;
            }
        }
    }

    /// <summary>Lets storage leave out what would be left out anyway.</summary>
    private static VoiceFilter FilterOf(ListVoices query, Actor by, DateOnly today) => new(
        StatusOf(query, by), query.UsableFor, query.Purpose, query.Theme, MustBeUsable(query, by) ? today : null);

    private static bool MustBeUsable(ListVoices query, Actor by) =>
        query.AsksForUsable || !(by.Has(Role.EngagementWorker) || by.Has(Role.SafeguardingLead));

    private static VoiceStatus? StatusOf(ListVoices query, Actor by) =>
        query.Status
        ?? (query.AsksForUsable ? VoiceStatus.Approved
            : by.Has(Role.EngagementWorker) ? null
            : (by.Has(Role.Comms), by.Has(Role.SafeguardingLead)) switch
            {
                (true, false) => VoiceStatus.Approved,
                (false, true) => VoiceStatus.Held,
                _ => null,
            });

    private static Sight SightOf(Actor by, Voice voice) =>
        voice.WithLead ? (by.Has(Role.SafeguardingLead) ? Sight.Everything : Sight.Nothing)
        : by.Has(Role.EngagementWorker) ? Sight.Everything
        : by.Has(Role.Comms) ? Sight.WhatIsShown
        : Sight.Nothing;

    private static ListedVoice ShownOf(Voice voice, Consent? consent, ListVoices query, DateOnly today)
    {
        var usableAtAll = consent is not null && Usability.ObstaclesTo(voice, consent, today) == Obstacles.None;
        return new ListedVoice
        {
            Voice = voice.Id,
            Prompt = voice.Prompt,
            Words = voice.ErasedAt is not null ? null : voice.Words,
            Language = voice.Language,
            Themes = voice.Themes,
            Credit = voice.Credit,
            Usable = usableAtAll
                && (query.UsableFor is not { } audience || consent!.Audiences.Contains(audience))
                && (query.Purpose is not { } purpose || consent!.Purposes.Contains(purpose)),
            Audiences = usableAtAll ? consent!.Audiences : [],
            Purposes = usableAtAll ? consent!.Purposes : [],
        };
    }

    private static ListedVoice Everything(ListedVoice shown, Voice voice, ConsentState? state, Actor by) => shown with
    {
        Status = voice.Status,
        Session = voice.Session,
        Participant = voice.Participant,
        Consent = voice.Consent,
        ConsentState = state,
        OriginalWords = voice.EditedWords is null ? null : voice.OriginalWords,
        EditReason = voice.EditReason,
        EditedBy = voice.Edited?.Name,
        EditedAt = voice.Edited?.At,
        Note = voice.Status == VoiceStatus.Held ? voice.Referral?.Concern ?? voice.Note : voice.Note,
        ReviewedBy = voice.Reviewed?.Name,
        ReviewedAt = voice.Reviewed?.At,
        Checked = voice.Ticked is [] ? null : voice.Ticked,
        ReferredBy = voice.WithLead ? voice.Referral?.By.Name : null,
        ReferredAt = voice.WithLead ? voice.Referral?.By.At : null,
        CapturedAt = voice.CapturedAt,
        CapturedByYou = voice.CapturedBy == by.Id,
        Warnings = IdentityWarnings.In(voice.Words),
    };

    private enum Sight
    {
        Nothing,
        WhatIsShown,
        Everything,
    }
}
