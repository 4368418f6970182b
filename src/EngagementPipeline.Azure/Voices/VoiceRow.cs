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
        Status = Kebab.Parse<VoiceStatus>(Status),
        Note = Note,
        ErasedAt = ErasedAt,
    };
}
