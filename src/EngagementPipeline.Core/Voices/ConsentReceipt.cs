using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>Who answers for the data: the organisation that runs this installation, how to reach it, and where it is.</summary>
public sealed record DataController(string Name, string Contact, string Address)
{
    /// <summary>What a receipt says until the settings name somebody. A card leaves it out.</summary>
    public static string NotNamed(string setting) => $"Not named yet (setting {setting})";

    public bool IsNamed => Name != NotNamed("Controller:Name") && Contact != NotNamed("Controller:Contact");
}

/// <summary>
/// A consent in the shape of ISO/IEC TS 27560:2023: header, processing, parties, events, with every field that the specification
/// makes mandatory under the name it gives it (as the W3C Data Privacy Vocabularies group's public guide to it lists them).
/// Pseudonymous: the principal is a participant's id. Its purposes are those that are covered now; what each event covered stands with the
/// event. Beyond the specification it carries, on each event, the ledger's number and hash, so that whoever keeps a receipt can show
/// that a ledger was rewritten.
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
    private const string Place = "United Kingdom";

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
            PartiesOf(read.Ledger, controller),
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
            [Place],
            consent.ExpiresOn is { } day ? $"used until {DayText(day)}, or until withdrawn" : "used until withdrawn",
            Place,
            [],
            consent.Audiences.Select(Kebab.Of).ToList(),
            "the withdrawal code on the young person's card, or any worker of the project",
            Rights,
            "Information Commissioner's Office"))
            .ToList());

    /// <summary>The controller, and everybody whom an event names.</summary>
    private static List<ReceiptParty> PartiesOf(IReadOnlyList<LedgerEntry> ledger, DataController controller) =>
    [
        new(ControllerId, controller.Name, "pii-controller", "organisation", controller.Address, controller.Contact),
        .. ledger.Select(entry => entry.By).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(by => PartyOf(by, controller)),
    ];

    private static ReceiptParty PartyOf(string by, DataController controller) =>
        by == Kebab.Of(LedgerParty.YoungPerson)
            ? new(by, "The young person, under a pseudonym", "pii-principal", "person", "not kept", "not kept: through any worker of the project")
        : by == Kebab.Of(LedgerParty.System)
            ? new(by, "EngagementPipeline", "acts for the pii-controller", "software", controller.Address, controller.Contact)
        : new(by, "A worker of the project", "acts for the pii-controller", "person", controller.Address, controller.Contact);

    private static ReceiptEvent EventOf(LedgerEntry entry, Consent consent)
    {
        var fact = Kebab.TryParse<ConsentFact>(entry.Fact, out var known) ? known : (ConsentFact?)null;
        var state = StateAfter(fact, consent);
        var stands = state == ConsentState.Given;
        return new(
            entry.At,
            entry.Fact,
            state is { } after ? Kebab.Of(after) : "unknown",
            !stands ? "none" : consent.ExpiresOn is { } day ? $"until {DayText(day)}, or until withdrawn" : "until withdrawn",
            stands ? consent.ExpiresOn : null,
            entry.By,
            fact switch
            {
                ConsentFact.ConsentRecorded => ReceiptScope.Of(consent.AgreedAtFirst ?? consent.Scope),
                ConsentFact.ConsentNarrowed => ReceiptScope.Read(entry.Details),
                _ => null,
            },
            entry.Number,
            entry.Hash);
    }

    private static ConsentState? StateAfter(ConsentFact? fact, Consent consent) => fact switch
    {
        // What it was when it was recorded, whatever became of it.
        ConsentFact.ConsentRecorded => (consent with { WithdrawnAt = null, ExpiresOn = null }).StateOn(London.DayOf(consent.RecordedAt)),
        ConsentFact.ConsentNarrowed or ConsentFact.VoiceRenewed or ConsentFact.WordsErased => ConsentState.Given,
        ConsentFact.ConsentWithdrawn => ConsentState.Withdrawn,
        ConsentFact.ConsentExpired => ConsentState.Expired,
        _ => null,
    };

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
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

/// <summary>
/// <paramref name="RecipientAudiences"/> is ours: how far what is published may go. <paramref name="RecipientThirdParties"/> is empty: words
/// are published, and given to nobody apart.
/// </summary>
public sealed record ReceiptPurpose(
    [property: JsonPropertyName("purpose")] string Purpose,
    [property: JsonPropertyName("purpose_description")] string PurposeDescription,
    [property: JsonPropertyName("lawful_basis")] string LawfulBasis,
    [property: JsonPropertyName("pii_information")] IReadOnlyList<ReceiptInformation> PiiInformation,
    [property: JsonPropertyName("pii_controllers")] IReadOnlyList<string> PiiControllers,
    [property: JsonPropertyName("collection_method")] string CollectionMethod,
    [property: JsonPropertyName("storage_locations")] IReadOnlyList<string> StorageLocations,
    [property: JsonPropertyName("retention_period")] string RetentionPeriod,
    [property: JsonPropertyName("jurisdiction")] string Jurisdiction,
    [property: JsonPropertyName("recipient_third_parties")] IReadOnlyList<string> RecipientThirdParties,
    [property: JsonPropertyName("recipient_audiences")] IReadOnlyList<string> RecipientAudiences,
    [property: JsonPropertyName("withdrawal_method")] string WithdrawalMethod,
    [property: JsonPropertyName("privacy_rights")] IReadOnlyList<string> PrivacyRights,
    [property: JsonPropertyName("authority_party")] string AuthorityParty);

public sealed record ReceiptInformation(
    [property: JsonPropertyName("pii_type")] string PiiType,
    [property: JsonPropertyName("pii_optional")] bool PiiOptional);

public sealed record ReceiptParty(
    [property: JsonPropertyName("party_id")] string PartyId,
    [property: JsonPropertyName("party_name")] string PartyName,
    [property: JsonPropertyName("party_role")] string PartyRole,
    [property: JsonPropertyName("party_type")] string PartyType,
    [property: JsonPropertyName("party_address")] string PartyAddress,
    [property: JsonPropertyName("party_contact")] string PartyContact);

/// <summary><paramref name="Covers"/>: what was agreed at first, or what a narrowing kept at most.</summary>
public sealed record ReceiptEvent(
    [property: JsonPropertyName("event_time")] string EventTime,
    [property: JsonPropertyName("event_type")] string EventType,
    [property: JsonPropertyName("event_state")] string EventState,
    [property: JsonPropertyName("validity_duration")] string ValidityDuration,
    [property: JsonPropertyName("validity_until")] DateOnly? ValidityUntil,
    [property: JsonPropertyName("entity_id")] string EntityId,
    [property: JsonPropertyName("covers")] ReceiptScope? Covers,
    [property: JsonPropertyName("ledger_number")] long LedgerNumber,
    [property: JsonPropertyName("ledger_hash")] string LedgerHash);

public sealed record ReceiptScope(
    [property: JsonPropertyName("purposes")] IReadOnlyList<string> Purposes,
    [property: JsonPropertyName("audiences")] IReadOnlyList<string> Audiences)
{
    public static ReceiptScope Of(Scope scope) => new(scope.Purposes.Select(Kebab.Of).ToList(), scope.Audiences.Select(Kebab.Of).ToList());

    /// <summary>Null where somebody tampered with the entry: checking the ledger says so.</summary>
    public static ReceiptScope? Read(string details)
    {
        try
        {
            return JsonSerializer.Deserialize<ReceiptScope>(details);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
