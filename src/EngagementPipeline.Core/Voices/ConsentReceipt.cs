using System.Globalization;
using System.Text.Json.Serialization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Who answers for the data: the organisation that runs this installation, and how to reach it.</summary>
public sealed record DataController(string Name, string Contact);

/// <summary>
/// A consent in the shape of ISO/IEC TS 27560:2023: header, processing, parties, events, under the names that specification
/// gives its fields (as the W3C Data Privacy Vocabularies group's public guide to it lists them). Pseudonymous: the principal is
/// a participant's id. Beyond the specification it carries, on each event, the ledger's number and hash, so that whoever keeps a
/// receipt can show that a ledger was rewritten.
/// </summary>
public sealed record ConsentReceipt(
    [property: JsonPropertyName("schema_version")] string SchemaVersion,
    [property: JsonPropertyName("receipt_id")] string ReceiptId,
    [property: JsonPropertyName("record_id")] string RecordId,
    [property: JsonPropertyName("pii_principal_id")] string PiiPrincipalId,
    [property: JsonPropertyName("pii_processing")] ReceiptProcessing PiiProcessing,
    [property: JsonPropertyName("party_identification")] IReadOnlyList<ReceiptParty> PartyIdentification,
    [property: JsonPropertyName("consent_events")] IReadOnlyList<ReceiptEvent> ConsentEvents)
{
    private const string ControllerId = "controller";

    private static readonly IReadOnlyList<string> Rights =
    [
        "withdraw consent", "access", "rectification", "erasure", "restriction", "portability", "complaint to the Information Commissioner",
    ];

    public static ConsentReceipt Of(ConsentRead read, Project project, DataController controller)
    {
        var consent = read.Consent;
        return new ConsentReceipt(
            "ISO/IEC TS 27560:2023",
            $"{consent.Id}/{read.Ledger.Count.ToString(CultureInfo.InvariantCulture)}",
            consent.Id.ToString(),
            consent.Participant.ToString(),
            ProcessingOf(consent, project),
            [new(ControllerId, controller.Name, "pii-controller", controller.Contact)],
            read.Ledger.Select(entry => EventOf(entry, consent)).ToList());
    }

    private static ReceiptProcessing ProcessingOf(Consent consent, Project project) => new(
        new(consent.Statement.Version, consent.Statement.Language, Statements.HashOf(consent.Statement)),
        consent.Statement.Language,
        consent.Purposes.Select(purpose => new ReceiptPurpose(
            Kebab.Of(purpose),
            project.Purpose,
            "consent",
            consent.Uses.Select(use => new ReceiptInformation(Kebab.Of(use), PiiOptional: true)).ToList(),
            [ControllerId],
            Kebab.Of(consent.YoungPerson.How),
            consent.Audiences.Select(Kebab.Of).ToList(),
            "United Kingdom",
            consent.ExpiresOn is { } day
                ? $"used until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, or until withdrawn"
                : "used until withdrawn",
            "the withdrawal code on the young person's card, or any worker of the project",
            Rights))
            .ToList());

    private static ReceiptEvent EventOf(LedgerEntry entry, Consent consent) => new(
        entry.At,
        entry.Fact,
        entry.Fact == Kebab.Of(ConsentFact.ConsentRecorded) ? RecordedStateOf(consent) : StateAfter(entry.Fact),
        entry.By,
        entry.Fact == Kebab.Of(ConsentFact.ConsentRecorded) ? consent.ExpiresOn : null,
        entry.Number,
        entry.Hash);

    /// <summary>What it was when it was recorded, whatever became of it.</summary>
    private static string RecordedStateOf(Consent consent)
    {
        var asRecorded = consent with { WithdrawnAt = null, ExpiresOn = null };
        return Kebab.Of(asRecorded.StateOn(London.DayOf(consent.RecordedAt)));
    }

    private static string StateAfter(string fact) => Kebab.Of(
        fact == Kebab.Of(ConsentFact.ConsentExpired) ? ConsentState.Expired
        : fact == Kebab.Of(ConsentFact.VoiceRenewed) ? ConsentState.Given
        : ConsentState.Withdrawn);
}

public sealed record ReceiptProcessing(
    [property: JsonPropertyName("privacy_notice")] ReceiptNotice PrivacyNotice,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("purposes")] IReadOnlyList<ReceiptPurpose> Purposes);

/// <summary>The exact statement shown; the hash is SHA-256 of its text where this system holds it.</summary>
public sealed record ReceiptNotice(
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("language")] string Language,
    [property: JsonPropertyName("sha256")] string? Sha256);

public sealed record ReceiptPurpose(
    [property: JsonPropertyName("purpose")] string Purpose,
    [property: JsonPropertyName("purpose_description")] string PurposeDescription,
    [property: JsonPropertyName("lawful_basis")] string LawfulBasis,
    [property: JsonPropertyName("pii_information")] IReadOnlyList<ReceiptInformation> PiiInformation,
    [property: JsonPropertyName("pii_controllers")] IReadOnlyList<string> PiiControllers,
    [property: JsonPropertyName("collection_method")] string CollectionMethod,
    [property: JsonPropertyName("recipient_audiences")] IReadOnlyList<string> RecipientAudiences,
    [property: JsonPropertyName("jurisdiction")] string Jurisdiction,
    [property: JsonPropertyName("retention_period")] string RetentionPeriod,
    [property: JsonPropertyName("withdrawal_method")] string WithdrawalMethod,
    [property: JsonPropertyName("privacy_rights")] IReadOnlyList<string> PrivacyRights);

public sealed record ReceiptInformation(
    [property: JsonPropertyName("pii_type")] string PiiType,
    [property: JsonPropertyName("pii_optional")] bool PiiOptional);

public sealed record ReceiptParty(
    [property: JsonPropertyName("party_id")] string PartyId,
    [property: JsonPropertyName("party_name")] string PartyName,
    [property: JsonPropertyName("party_role")] string PartyRole,
    [property: JsonPropertyName("party_contact")] string PartyContact);

public sealed record ReceiptEvent(
    [property: JsonPropertyName("event_time")] string EventTime,
    [property: JsonPropertyName("event_type")] string EventType,
    [property: JsonPropertyName("event_state")] string EventState,
    [property: JsonPropertyName("entity_id")] string EntityId,
    [property: JsonPropertyName("validity_until")] DateOnly? ValidityUntil,
    [property: JsonPropertyName("ledger_number")] long LedgerNumber,
    [property: JsonPropertyName("ledger_hash")] string LedgerHash);
