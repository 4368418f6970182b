using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class ConsentReceiptTests
{
    private static readonly DataController Partnership = new("An invented partnership", "privacy@example.org", "1 Invented Street, Anytown");

    /// <summary>The fields that ISO/IEC TS 27560:2023 makes mandatory, by section.</summary>
    private static readonly string[] OfHeader = ["schema_version", "record_id", "pii_principal_id", "pii_processing", "party_identification", "consent_events"];
    private static readonly string[] OfProcessing = ["privacy_notice", "language", "purposes"];
    private static readonly string[] OfPurpose =
    [
        "purpose", "pii_information", "pii_controllers", "storage_locations", "retention_period", "jurisdiction", "recipient_third_parties",
        "withdrawal_method",
    ];
    private static readonly string[] OfParty = ["party_id", "party_name", "party_address", "party_contact", "party_type"];
    private static readonly string[] OfEvent = ["event_time", "event_type", "event_state", "validity_duration", "entity_id"];

    [Fact]
    public void Has_every_field_that_is_mandatory_with_something_in_it_and_names_every_party_of_an_event()
    {
        var project = AProject();
        var consent = AConsent(AParticipant(project.Id)) with { Purposes = [Purpose.Story, Purpose.Training] };
        var root = JsonOf(consent, project, Entries(consent, ConsentFact.ConsentRecorded, ConsentFact.ConsentNarrowed, ConsentFact.ConsentWithdrawn));

        AssertHas(root, OfHeader.Append("receipt_id"));
        AssertHas(root.GetProperty("pii_processing"), OfProcessing);
        Assert.All(root.GetProperty("pii_processing").GetProperty("purposes").EnumerateArray(), purpose =>
        {
            AssertHas(purpose, OfPurpose);
            Assert.All(purpose.GetProperty("pii_information").EnumerateArray(), information => AssertHas(information, ["pii_type"]));
            Assert.Equal("controller", purpose.GetProperty("pii_controllers")[0].GetString());
        });
        var parties = root.GetProperty("party_identification").EnumerateArray().ToList();
        Assert.All(parties, party => AssertHas(party, OfParty));
        Assert.All(root.GetProperty("consent_events").EnumerateArray(), happened =>
        {
            AssertHas(happened, OfEvent);
            Assert.Contains(parties, party => party.GetProperty("party_id").GetString() == happened.GetProperty("entity_id").GetString());
        });
    }

    [Fact]
    public void Shows_what_was_agreed_at_first_and_what_is_covered_now()
    {
        var project = AProject();
        var agreed = AConsent(AParticipant(project.Id)) with { Audiences = [Audience.Local, Audience.National], Purposes = [Purpose.Story, Purpose.Training] };
        var kept = new Scope([Audience.Local], [Purpose.Training]);

        var root = JsonOf(agreed.NarrowTo(kept), project, Entries(agreed, ConsentFact.ConsentRecorded, ConsentFact.ConsentNarrowed, kept: kept));

        var now = Assert.Single(root.GetProperty("pii_processing").GetProperty("purposes").EnumerateArray());
        Assert.Equal("training", now.GetProperty("purpose").GetString());
        Assert.Equal("local", Assert.Single(now.GetProperty("recipient_audiences").EnumerateArray()).GetString());
        var events = root.GetProperty("consent_events");
        Assert.Equal(["given", "given"], events.EnumerateArray().Select(e => e.GetProperty("event_state").GetString()));
        Assert.Equal("""{"purposes":["story","training"],"audiences":["local","national"]}""", events[0].GetProperty("covers").GetRawText());
        Assert.Equal("""{"purposes":["training"],"audiences":["local"]}""", events[1].GetProperty("covers").GetRawText());
    }

    [Fact]
    public void Names_the_exact_statement_the_purposes_and_every_event_with_its_place_in_the_ledger()
    {
        var project = AProject();
        var consent = AConsent(AParticipant(project.Id)) with { WithdrawnAt = DateTimeOffset.UnixEpoch };
        var recorded = LedgerEntry.After(
            LedgerHead.OfNothing, new(project.Id, consent.Id, ConsentFact.ConsentRecorded, consent.RecordedAt, LedgerParty.EngagementWorker));
        var withdrawn = LedgerEntry.After(
            new(1, recorded.Hash), new(project.Id, consent.Id, ConsentFact.ConsentWithdrawn, consent.RecordedAt, LedgerParty.YoungPerson));

        var receipt = ConsentReceipt.Of(
            new(consent, ConsentState.Withdrawn, [recorded, withdrawn]), project, Partnership);

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(receipt));
        var root = json.RootElement;
        Assert.Equal(consent.Participant.ToString(), root.GetProperty("pii_principal_id").GetString());
        var processing = root.GetProperty("pii_processing");
        Assert.Equal(Statements.HashOf(consent.Statement), processing.GetProperty("privacy_notice").GetProperty("sha256").GetString());
        Assert.Equal("story", processing.GetProperty("purposes")[0].GetProperty("purpose").GetString());
        Assert.Equal("An invented partnership", root.GetProperty("party_identification")[0].GetProperty("party_name").GetString());
        var events = root.GetProperty("consent_events");
        Assert.Equal(["given", "withdrawn"], events.EnumerateArray().Select(e => e.GetProperty("event_state").GetString()));
        Assert.Equal(withdrawn.Hash, events[1].GetProperty("ledger_hash").GetString());
    }

    [Fact]
    public void A_statement_that_is_not_ours_has_no_hash_and_ours_have_that_of_their_bytes()
    {
        Assert.Null(Statements.HashOf(new("1", "en")));
        Assert.Contains(new StatementShown("2026-1", "en"), Statements.Known);
        Assert.Equal("a057c8bedc55e110d7c7235e43d7246282c9acee634a1c92b0104d283a0b3015", Statements.HashOf(new("2026-1", "en")));
    }

    private static List<LedgerEntry> Entries(Consent consent, ConsentFact first, ConsentFact second, ConsentFact? third = null, Scope? kept = null)
    {
        var entries = new List<LedgerEntry>();
        foreach (var fact in new[] { first, second, third }.OfType<ConsentFact>())
        {
            var head = entries.Count == 0 ? LedgerHead.OfNothing : new(entries[^1].Number, entries[^1].Hash);
            var by = fact == ConsentFact.ConsentRecorded ? LedgerParty.EngagementWorker : LedgerParty.YoungPerson;
            var details = fact == ConsentFact.ConsentNarrowed ? ConsentDetails.Of(kept ?? consent.Scope) : ConsentDetails.Of(consent);
            entries.Add(LedgerEntry.After(head, new(consent.Project, consent.Id, fact, consent.RecordedAt, by, details)));
        }

        return entries;
    }

    private static JsonElement JsonOf(Consent consent, Project project, IReadOnlyList<LedgerEntry> ledger) =>
        JsonSerializer.SerializeToElement(ConsentReceipt.Of(new(consent, ConsentState.Given, ledger), project, Partnership));

    private static void AssertHas(JsonElement section, IEnumerable<string> fields) =>
        Assert.All(fields, field =>
        {
            Assert.True(section.TryGetProperty(field, out var value), $"{field} is missing.");
            Assert.True(value.ValueKind != JsonValueKind.String || value.GetString()!.Length > 0, $"{field} is empty.");
            Assert.NotEqual(JsonValueKind.Null, value.ValueKind);
        });
}
