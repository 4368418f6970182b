using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class VoiceRow : ITableEntity
{
    public const string Table = "Voices";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Session { get; set; } = "";

    public string Participant { get; set; } = "";

    public string Consent { get; set; } = "";

    public string Prompt { get; set; } = "";

    public string OriginalWords { get; set; } = "";

    public string? EditedWords { get; set; }

    public string Language { get; set; } = "";

    public DateTimeOffset CapturedAt { get; set; }

    public string Themes { get; set; } = "[]";

    public string? Credit { get; set; }

    public string CapturedBy { get; set; } = "";

    public bool ForLocal { get; set; }

    public bool ForRegional { get; set; }

    public bool ForNational { get; set; }

    public bool ForStory { get; set; }

    public bool ForTraining { get; set; }

    public bool ForAnnualReport { get; set; }

    public string Status { get; set; } = "";

    public string? Note { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    public static VoiceRow Of(Voice voice) => new()
    {
        PartitionKey = voice.Project.ToString(),
        RowKey = voice.Id.ToString(),
        Session = voice.Session.ToString(),
        Participant = voice.Participant.ToString(),
        Consent = voice.Consent.ToString(),
        Prompt = Kebab.Of(voice.Prompt),
        OriginalWords = voice.OriginalWords,
        EditedWords = voice.EditedWords,
        Language = voice.Language,
        CapturedAt = voice.CapturedAt,
        Themes = Stored.Texts(voice.Themes),
        Credit = voice.Credit,
        CapturedBy = voice.CapturedBy,
        ForLocal = voice.ConsentedAudiences.Contains(Audience.Local),
        ForRegional = voice.ConsentedAudiences.Contains(Audience.Regional),
        ForNational = voice.ConsentedAudiences.Contains(Audience.National),
        ForStory = voice.ConsentedPurposes.Contains(Purpose.Story),
        ForTraining = voice.ConsentedPurposes.Contains(Purpose.Training),
        ForAnnualReport = voice.ConsentedPurposes.Contains(Purpose.AnnualReport),
        Status = Kebab.Of(voice.Status),
        Note = voice.Note,
        ErasedAt = voice.ErasedAt,
    };

    public Voice ToVoice() => new()
    {
        Id = Stored.Id<VoiceId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        Session = Stored.Id<SessionId>(Session),
        Participant = Stored.Id<ParticipantId>(Participant),
        Consent = Stored.Id<ConsentId>(Consent),
        Prompt = Kebab.Parse<Prompt>(Prompt),
        OriginalWords = OriginalWords,
        EditedWords = EditedWords,
        Language = Language,
        CapturedAt = CapturedAt,
        Themes = Stored.Texts(Themes),
        Credit = Credit,
        CapturedBy = CapturedBy,
        ConsentedAudiences = Ticked((ForLocal, Audience.Local), (ForRegional, Audience.Regional), (ForNational, Audience.National)),
        ConsentedPurposes = Ticked((ForStory, Purpose.Story), (ForTraining, Purpose.Training), (ForAnnualReport, Purpose.AnnualReport)),
        Status = Kebab.Parse<VoiceStatus>(Status),
        Note = Note,
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

    private static List<T> Ticked<T>(params (bool Is, T Value)[] boxes) => boxes.Where(box => box.Is).Select(box => box.Value).ToList();
}
