using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class VoiceRow : IReadsNewer, IErases
{
    public const string Table = "Voices";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Session { get; set; } = "";

    public string Participant { get; set; } = "";

    public string Consent { get; set; } = "";

    public string? EarlierConsents { get; set; }

    public string Prompt { get; set; } = "";

    public string OriginalWords { get; set; } = "";

    public string? EditedWords { get; set; }

    public string Language { get; set; } = "";

    public DateTimeOffset CapturedAt { get; set; }

    public DateTimeOffset? ReceivedAt { get; set; }

    public string Themes { get; set; } = "[]";

    public string? Credit { get; set; }

    public string CapturedBy { get; set; } = "";

    public bool ForLocal { get; set; }

    public bool ForRegional { get; set; }

    public bool ForNational { get; set; }

    public bool ForStory { get; set; }

    public bool ForTraining { get; set; }

    public bool ForAnnualReport { get; set; }

    public string? ConsentedUntil { get; set; }

    public string Status { get; set; } = "";

    public string? EditReason { get; set; }

    public string? EditedBy { get; set; }

    public string? Note { get; set; }

    public string? ReviewedBy { get; set; }

    public string? Ticked { get; set; }

    public string? ReferredBy { get; set; }

    public string? Concern { get; set; }

    public string? ReleasedBy { get; set; }

    public string? ClosedBy { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>What tells what became of a voice; no words.</summary>
    public static readonly string[] ColumnsOfWorker =
    [
        nameof(PartitionKey), nameof(RowKey), nameof(Participant), nameof(Consent), nameof(EarlierConsents), nameof(Status), nameof(ReferredBy), nameof(ReleasedBy), nameof(CapturedAt),
        nameof(ReviewedBy), nameof(ErasedAt), nameof(Themes),
    ];

    bool IErases.IsErased => ErasedAt is not null;

    /// <summary>Held, so that nobody is shown its words by an app that does not know what they may be shown for.</summary>
    void IReadsNewer.BeNewer() => Status = Kebab.Of(VoiceStatus.Held);

    public static VoiceRow Of(Voice voice) => new()
    {
        PartitionKey = voice.Project.ToString(),
        RowKey = voice.Id.ToString(),
        Session = voice.Session.ToString(),
        Participant = voice.Participant.ToString(),
        Consent = voice.Consent.ToString(),
        EarlierConsents = voice.EarlierConsents is [] ? null : string.Join(' ', voice.EarlierConsents),
        Prompt = Kebab.Of(voice.Prompt),
        OriginalWords = voice.OriginalWords,
        EditedWords = voice.EditedWords,
        Language = voice.Language,
        CapturedAt = voice.CapturedAt,
        ReceivedAt = voice.ReceivedAt,
        Themes = Stored.Texts(voice.Themes),
        Credit = voice.Credit,
        CapturedBy = voice.CapturedBy,
        ForLocal = voice.ConsentedAudiences.Contains(Audience.Local),
        ForRegional = voice.ConsentedAudiences.Contains(Audience.Regional),
        ForNational = voice.ConsentedAudiences.Contains(Audience.National),
        ForStory = voice.ConsentedPurposes.Contains(Purpose.Story),
        ForTraining = voice.ConsentedPurposes.Contains(Purpose.Training),
        ForAnnualReport = voice.ConsentedPurposes.Contains(Purpose.AnnualReport),
        ConsentedUntil = voice.ConsentedUntil is { } until ? Stored.Day(until) : null,
        Status = Kebab.Of(voice.Status),
        EditReason = voice.EditReason,
        EditedBy = Stored.Signature(voice.Edited),
        Note = voice.Note,
        ReviewedBy = Stored.Signature(voice.Reviewed),
        Ticked = voice.Ticked is [] ? null : string.Join(' ', voice.Ticked),
        ReferredBy = Stored.Signature(voice.Referral?.By),
        Concern = voice.Referral?.Concern,
        ReleasedBy = Stored.Signature(voice.Referral?.Released),
        ClosedBy = Stored.Signature(voice.Referral?.Closed),
        ErasedAt = voice.ErasedAt,
    };

    /// <summary>
    /// A row that lacks something never fails a list, and never shows more than it may: without a status it is held, without its
    /// consent or participant nothing covers it.
    /// </summary>
    public Voice ToVoice() => new()
    {
        Id = Stored.Id<VoiceId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        Session = Stored.IdOrNone<SessionId>(Session),
        Participant = Stored.IdOrNone<ParticipantId>(Participant),
        Consent = Stored.IdOrNone<ConsentId>(Consent),
        EarlierConsents = IdsOf(EarlierConsents),
        Prompt = Kebab.TryParse<Prompt>(Prompt, out var prompt) ? prompt : Core.Voices.Prompt.Other,
        OriginalWords = OriginalWords,
        EditedWords = EditedWords,
        Language = Language,
        CapturedAt = CapturedAt,
        ReceivedAt = ReceivedAt,
        Themes = Stored.Texts(Themes),
        Credit = Credit,
        CapturedBy = CapturedBy,
        ConsentedAudiences = Boxes((ForLocal, Audience.Local), (ForRegional, Audience.Regional), (ForNational, Audience.National)),
        ConsentedPurposes = Boxes((ForStory, Purpose.Story), (ForTraining, Purpose.Training), (ForAnnualReport, Purpose.AnnualReport)),
        ConsentedUntil = Stored.DayOrNone(ConsentedUntil),
        Status = Kebab.TryParse<VoiceStatus>(Status, out var status) ? status : VoiceStatus.Held,
        EditReason = EditReason,
        Edited = Stored.Signature(EditedBy),
        Note = Note,
        Reviewed = Stored.Signature(ReviewedBy),
        Ticked = Ticked?.Split(' ') ?? [],
        Referral = Stored.Signature(ReferredBy) is { } by
            ? new(by, Concern, Stored.Signature(ReleasedBy), Stored.Signature(ClosedBy))
            : null,
        ErasedAt = ErasedAt,
    };

    public static string ColumnOf(Audience audience) => audience switch
    {
        Audience.Local => nameof(ForLocal),
        Audience.Regional => nameof(ForRegional),
        _ => nameof(ForNational),
    };

    public static string ColumnOf(Purpose purpose) => purpose switch
    {
        Purpose.Story => nameof(ForStory),
        Purpose.Training => nameof(ForTraining),
        _ => nameof(ForAnnualReport),
    };

    private static ConsentId[] IdsOf(string? ids) => ids is null ? [] : [.. ids.Split(' ').Select(Stored.IdOrNone<ConsentId>)];

    private static List<T> Boxes<T>(params (bool Is, T Value)[] boxes) => boxes.Where(box => box.Is).Select(box => box.Value).ToList();
}
