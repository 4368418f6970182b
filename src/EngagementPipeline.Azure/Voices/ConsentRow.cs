using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ConsentRow : ITableEntity
{
    public const string Table = "Consents";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Participant { get; set; } = "";

    public string AgeBand { get; set; } = "";

    public int ParentOrCarerBelow { get; set; }

    public bool CompetenceNoteStandsIn { get; set; }

    public string StatementVersion { get; set; } = "";

    public string StatementLanguage { get; set; } = "";

    public string? StatementSha256 { get; set; }

    public string Uses { get; set; } = "";

    public string Purposes { get; set; } = "";

    public string Audiences { get; set; } = "";

    public bool YoungPersonAgreed { get; set; }

    public string YoungPersonHow { get; set; } = "";

    public string YoungPersonOn { get; set; } = "";

    public bool? ParentOrCarerAgreed { get; set; }

    public string? ParentOrCarerHow { get; set; }

    public string? ParentOrCarerOn { get; set; }

    public string? CompetenceNote { get; set; }

    public string? ExpiresOn { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public static ConsentRow Of(Consent consent) => new()
    {
        PartitionKey = consent.Project.ToString(),
        RowKey = consent.Id.ToString(),
        Participant = consent.Participant.ToString(),
        AgeBand = Kebab.Of(consent.AgeBand),
        ParentOrCarerBelow = consent.Rule.ParentOrCarerBelow,
        CompetenceNoteStandsIn = consent.Rule.CompetenceNoteStandsIn,
        StatementVersion = consent.Statement.Version,
        StatementLanguage = consent.Statement.Language,
        StatementSha256 = Statements.HashOf(consent.Statement),
        Uses = Stored.Names(consent.Uses),
        Purposes = Stored.Names(consent.Purposes),
        Audiences = Stored.Names(consent.Audiences),
        YoungPersonAgreed = consent.YoungPerson.Agreed,
        YoungPersonHow = Kebab.Of(consent.YoungPerson.How),
        YoungPersonOn = Stored.Day(consent.YoungPerson.On),
        ParentOrCarerAgreed = consent.ParentOrCarer?.Agreed,
        ParentOrCarerHow = consent.ParentOrCarer is { } answer ? Kebab.Of(answer.How) : null,
        ParentOrCarerOn = consent.ParentOrCarer is { } on ? Stored.Day(on.On) : null,
        CompetenceNote = consent.CompetenceNote,
        ExpiresOn = consent.ExpiresOn is { } day ? Stored.Day(day) : null,
        RecordedAt = consent.RecordedAt,
        WithdrawnAt = consent.WithdrawnAt,
    };

    public Consent ToConsent() => new()
    {
        Id = Stored.Id<ConsentId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        Participant = Stored.Id<ParticipantId>(Participant),
        AgeBand = Kebab.Parse<AgeBand>(AgeBand),
        Rule = new(ParentOrCarerBelow, CompetenceNoteStandsIn),
        Statement = new(StatementVersion, StatementLanguage),
        Uses = Stored.Names<Use>(Uses),
        Purposes = Stored.Names<Purpose>(Purposes),
        Audiences = Stored.Names<Audience>(Audiences),
        YoungPerson = new(YoungPersonAgreed, Kebab.Parse<HowAgreed>(YoungPersonHow), Stored.Day(YoungPersonOn)),
        ParentOrCarer = ParentOrCarerAgreed is { } agreed
            ? new(agreed, Kebab.Parse<HowAgreed>(ParentOrCarerHow!), Stored.Day(ParentOrCarerOn!))
            : null,
        CompetenceNote = CompetenceNote,
        ExpiresOn = ExpiresOn is { } day ? Stored.Day(day) : null,
        RecordedAt = RecordedAt,
        WithdrawnAt = WithdrawnAt,
    };
}
