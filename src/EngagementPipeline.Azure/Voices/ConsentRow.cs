using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ConsentRow : IReadsNewer
{
    public const string Table = "Consents";

    private bool _isNewer;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Participant { get; set; }

    public string? AgeBand { get; set; }

    public int? ParentOrCarerBelow { get; set; }

    public bool? CompetenceNoteStandsIn { get; set; }

    public string? StatementVersion { get; set; }

    public string? StatementLanguage { get; set; }

    public string? StatementSha256 { get; set; }

    public string? Uses { get; set; }

    public string? Purposes { get; set; }

    public string? Audiences { get; set; }

    public string? PurposesAtFirst { get; set; }

    public string? AudiencesAtFirst { get; set; }

    public bool? YoungPersonAgreed { get; set; }

    public string? YoungPersonHow { get; set; }

    public string? YoungPersonOn { get; set; }

    public bool? ParentOrCarerAgreed { get; set; }

    public string? ParentOrCarerHow { get; set; }

    public string? ParentOrCarerOn { get; set; }

    public string? CompetenceNote { get; set; }

    public string? ExpiresOn { get; set; }

    public DateTimeOffset? RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>It may be bound to something that nobody here knows of, so nobody here relies on it.</summary>
    void IReadsNewer.BeNewer() => _isNewer = true;

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
        PurposesAtFirst = consent.AgreedAtFirst is { } first ? Stored.Names(first.Purposes) : null,
        AudiencesAtFirst = consent.AgreedAtFirst is { } agreed ? Stored.Names(agreed.Audiences) : null,
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

    /// <summary>
    /// A row that lacks something, or says what can't be, never fails a list: it reads as a consent that nobody can rely on
    /// (<see cref="Consent.Damaged"/>), with the strictest values in place of what is missing.
    /// </summary>
    public Consent ToConsent()
    {
        var whole = Kebab.TryParse<AgeBand>(AgeBand, out var age);
        var youngPerson = AnswerOf(YoungPersonAgreed, YoungPersonHow, YoungPersonOn, ref whole);
        var parentOrCarer = (ParentOrCarerAgreed, ParentOrCarerHow, ParentOrCarerOn) is (null, null, null)
            ? null
            : AnswerOf(ParentOrCarerAgreed, ParentOrCarerHow, ParentOrCarerOn, ref whole);
        whole &= (PurposesAtFirst is null) == (AudiencesAtFirst is null);
        return new Consent
        {
            Id = Stored.Id<ConsentId>(RowKey),
            Project = Stored.Id<ProjectId>(PartitionKey),
            Participant = Stored.IdOrNone<ParticipantId>(Participant),
            AgeBand = age,
            Rule = new(ParentOrCarerBelow ?? 0, CompetenceNoteStandsIn ?? false),
            Statement = new(StatementVersion ?? "", StatementLanguage ?? ""),
            Uses = NamesOf<Use>(Uses, ref whole),
            Purposes = NamesOf<Purpose>(Purposes, ref whole),
            Audiences = NamesOf<Audience>(Audiences, ref whole),
            AgreedAtFirst = AudiencesAtFirst is null && PurposesAtFirst is null
                ? null
                : new(NamesOf<Audience>(AudiencesAtFirst, ref whole), NamesOf<Purpose>(PurposesAtFirst, ref whole)),
            YoungPerson = youngPerson,
            ParentOrCarer = parentOrCarer,
            CompetenceNote = CompetenceNote,
            ExpiresOn = Stored.DayOrNone(ExpiresOn),
            RecordedAt = RecordedAt ?? default,
            WithdrawnAt = WithdrawnAt,
            Damaged = _isNewer || !whole || CompetenceNoteStandsIn is null || (ExpiresOn is not null && Stored.DayOrNone(ExpiresOn) is null),
        };
    }

    /// <summary>Takes over what a narrowing changes, and leaves the rest of the row as it stands.</summary>
    public void Narrow(Consent narrowed)
    {
        Purposes = Stored.Names(narrowed.Purposes);
        Audiences = Stored.Names(narrowed.Audiences);
        PurposesAtFirst = Stored.Names(narrowed.AgreedAtFirst!.Purposes);
        AudiencesAtFirst = Stored.Names(narrowed.AgreedAtFirst.Audiences);
    }

    private static Answer AnswerOf(bool? agreed, string? how, string? on, ref bool whole)
    {
        var known = Kebab.TryParse<HowAgreed>(how, out var value);
        var day = Stored.DayOrNone(on);
        whole &= known && agreed is not null && day is not null;
        return new(agreed ?? false, value, day ?? default);
    }

    private static List<T> NamesOf<T>(string? names, ref bool whole)
        where T : struct, Enum
    {
        var values = new List<T>();
        foreach (var name in (names ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var known = Kebab.TryParse<T>(name, out var value);
            whole &= known;
            if (known)
                values.Add(value);
        }

        return values;
    }
}
