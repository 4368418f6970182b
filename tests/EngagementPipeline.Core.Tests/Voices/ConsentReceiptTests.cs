using System.Text.Json;
using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class ConsentReceiptTests
{
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
            new(consent, ConsentState.Withdrawn, [recorded, withdrawn]), project, new("An invented partnership", "privacy@example.org"));

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
}
