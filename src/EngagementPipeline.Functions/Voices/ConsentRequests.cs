using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Functions.Voices;

public sealed record AnswerRequest(bool? Agreed, string? How, string? On)
{
    public Answer Parse(Fields fields, string field) => new(
        fields.Flag(Agreed, $"{field}.agreed"), fields.Name<HowAgreed>(How, $"{field}.how"), fields.Day(On, $"{field}.on"));
}

public sealed record StatementRequest(string? Version, string? Language)
{
    public StatementShown Parse(Fields fields, string field) => new(
        fields.Text(Version, $"{field}.version", StatementShown.LongestVersion), fields.Language(Language, $"{field}.language"));
}

/// <summary>
/// What <c>PUT …/consents/{consent}</c> takes (api.md), and <c>withdrawalCode</c> where a device made it and the young person has it already.
/// </summary>
public sealed record ConsentRequest(
    string? Participant,
    StatementRequest? Statement,
    IReadOnlyList<string?>? Uses,
    IReadOnlyList<string?>? Purposes,
    IReadOnlyList<string?>? Audiences,
    AnswerRequest? YoungPerson,
    AnswerRequest? ParentOrCarer,
    string? CompetenceNote,
    string? ExpiresOn,
    string? WithdrawalCode)
{
    public Result<RecordConsent> Parse(string project, string consent)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<ConsentId>(consent, "consent");
        var participant = fields.Id<ParticipantId>(Participant, "participant");
        var statement = fields.Required(Statement, "statement")?.Parse(fields, "statement");
        var uses = fields.Names<Use>(Uses, "uses");
        var purposes = fields.Names<Purpose>(Purposes, "purposes");
        var audiences = fields.Names<Audience>(Audiences, "audiences");
        var youngPerson = fields.Required(YoungPerson, "youngPerson")?.Parse(fields, "youngPerson");
        var parentOrCarer = ParentOrCarer?.Parse(fields, "parentOrCarer");
        var note = fields.OptionalText(CompetenceNote, "competenceNote", Consent.LongestNote);
        var expiresOn = fields.OptionalDay(ExpiresOn, "expiresOn");
        var code = ParseCode(fields);
        return fields.Build(() => new RecordConsent(
            projectId, id, participant, statement!, uses, purposes, audiences, youngPerson!, parentOrCarer, note, expiresOn, code));
    }

    private WithdrawalCode? ParseCode(Fields fields)
    {
        if (WithdrawalCode is null)
            return null;
        var code = Core.Voices.WithdrawalCode.Read(WithdrawalCode);
        if (code is not { LooksRandom: true })
            fields.Error("withdrawalCode", "Must be 16 random letters and digits, without I, L, O and U.");
        return code;
    }
}

/// <summary>What <c>POST …/withdraw</c> takes: a reason for the audit, if anybody gave one. It must not name the young person.</summary>
public sealed record WithdrawRequest(string? Reason)
{
    private const int LongestReason = 300;

    public Result<WithdrawConsent> Parse(string project, string consent)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<ConsentId>(consent, "consent");
        var reason = fields.OptionalText(Reason, "reason", LongestReason);
        return fields.Build(() => new WithdrawConsent(projectId, id, reason));
    }
}

/// <summary>What <c>POST …/narrow</c> takes: what stays. A list that is missing leaves all of its kind; at least one is given.</summary>
public sealed record NarrowRequest(IReadOnlyList<string?>? Audiences, IReadOnlyList<string?>? Purposes)
{
    public Result<NarrowConsent> Parse(string project, string consent) =>
        ConsentAddress.Parse(project, consent).Then(at => Parse().Map(kept => new NarrowConsent(at.Project, at.Consent, kept.Audiences, kept.Purposes)));

    public Result<KeptScope> Parse()
    {
        var fields = new Fields();
        if (Audiences is null && Purposes is null)
            fields.Error("audiences", "Say what stays: audiences, purposes, or both.");
        var audiences = Audiences is null ? null : fields.Names<Audience>(Audiences, "audiences");
        var purposes = Purposes is null ? null : fields.Names<Purpose>(Purposes, "purposes");
        return fields.Build(() => new KeptScope(audiences, purposes));
    }
}

/// <summary>Null leaves all of its kind.</summary>
public sealed record KeptScope(IReadOnlyList<Audience>? Audiences, IReadOnlyList<Purpose>? Purposes);

/// <summary>What the consent covers now. Somebody who has only the code is not told the consent's id.</summary>
public sealed record ConsentNarrowedAnswer(ConsentId? Consent, ConsentState State, IReadOnlyList<Audience> Audiences, IReadOnlyList<Purpose> Purposes)
{
    public static ConsentNarrowedAnswer Of(ConsentNarrowed done) => new(done.Consent, done.State, done.Covers.Audiences, done.Covers.Purposes);
}

public sealed record ConsentAddress(ProjectId Project, ConsentId Consent)
{
    public static Result<ConsentAddress> Parse(string project, string consent)
    {
        var fields = new Fields();
        var projectId = fields.Id<ProjectId>(project, "project");
        var id = fields.Id<ConsentId>(consent, "consent");
        return fields.Build(() => new ConsentAddress(projectId, id));
    }

    /// <summary>Where its receipt is, from the root.</summary>
    public string ReceiptUrl => $"/api/projects/{Project}/consents/{Consent}/receipt";
}

/// <summary><paramref name="WithdrawalCode"/> in the 201 only: it is shown this once, and cannot be shown again.</summary>
public sealed record ConsentRecordedAnswer(ConsentId Consent, ConsentState State, string ReceiptUrl, string? WithdrawalCode)
{
    public static ConsentRecordedAnswer Of(ConsentRecorded recorded) => new(
        recorded.Consent.Id,
        recorded.State,
        new ConsentAddress(recorded.Consent.Project, recorded.Consent.Id).ReceiptUrl,
        recorded.Code?.ToShow());
}

/// <summary>
/// A consent as it stands, its state today, and its entries in the ledger. <paramref name="AgreedAtFirst"/> where it covers less now than it did.
/// </summary>
public sealed record ConsentAnswer(
    ConsentId Consent,
    ConsentState State,
    ParticipantId Participant,
    StatementShown Statement,
    string? StatementSha256,
    IReadOnlyList<Use> Uses,
    IReadOnlyList<Purpose> Purposes,
    IReadOnlyList<Audience> Audiences,
    Scope? AgreedAtFirst,
    Answer YoungPerson,
    Answer? ParentOrCarer,
    string? CompetenceNote,
    DateOnly? ExpiresOn,
    DateTimeOffset RecordedAt,
    DateTimeOffset? WithdrawnAt,
    string ReceiptUrl,
    IReadOnlyList<LedgerEntry> Ledger)
{
    public static ConsentAnswer Of(ConsentRead read)
    {
        var consent = read.Consent;
        return new ConsentAnswer(
            consent.Id,
            read.State,
            consent.Participant,
            consent.Statement,
            Statements.HashOf(consent.Statement),
            consent.Uses,
            consent.Purposes,
            consent.Audiences,
            consent.AgreedAtFirst,
            consent.YoungPerson,
            consent.ParentOrCarer,
            consent.CompetenceNote,
            consent.ExpiresOn,
            consent.RecordedAt,
            consent.WithdrawnAt,
            new ConsentAddress(consent.Project, consent.Id).ReceiptUrl,
            read.Ledger);
    }
}
