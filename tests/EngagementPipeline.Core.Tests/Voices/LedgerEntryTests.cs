using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class LedgerEntryTests
{
    private static readonly ProjectId Project = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"));
    private static readonly ConsentId Consent = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073990"));

    private static LedgerEntry First => LedgerEntry.After(
        LedgerHead.OfNothing,
        new(Project, Consent, ConsentFact.ConsentRecorded, new DateTimeOffset(2026, 11, 23, 9, 30, 0, 123, TimeSpan.Zero), LedgerParty.EngagementWorker, "{\"a\":1}"));

    [Fact]
    public void Hashes_the_lines_that_the_documentation_names()
    {
        // printf '%s\n' … | head -c -1 | sha256sum, with the lines of docs/tables/ConsentEvents.md.
        Assert.Equal("2026-11-23T09:30:00.123Z", First.At);
        Assert.Equal("f39ff969bff57041504ee89dffd5e795aeaf8164a54aaa375cbca9c829f8b2cb", First.Hash);
    }

    [Fact]
    public void Follows_the_entry_before_it_and_no_other()
    {
        var second = LedgerEntry.After(
            new(First.Number, First.Hash), new(Project, Consent, ConsentFact.ConsentWithdrawn, DateTimeOffset.UnixEpoch, LedgerParty.YoungPerson));

        Assert.True(First.Follows(LedgerHead.OfNothing, Project));
        Assert.True(second.Follows(new(1, First.Hash), Project));
        Assert.False(second.Follows(LedgerHead.OfNothing, Project));
        Assert.False(second.Follows(new(1, First.Hash), new(Guid.NewGuid())));
        Assert.False(First.Follows(new(1, First.Hash), Project));
    }

    private static readonly Func<LedgerEntry, LedgerEntry>[] Alterations =
    [
        e => e with { At = "2026-11-23T09:30:00.124Z" },
        e => e with { Fact = "consent-withdrawn" },
        e => e with { Consent = new(Guid.NewGuid()) },
        e => e with { By = "young-person" },
        e => e with { Details = "{\"a\":2}" },
        e => e with { Previous = new string('1', 64) },
        e => e with { Number = 2 },
        e => e with { Hash = new string('0', 64) },
        e => e with { By = e.By + "\n" + e.Details, Details = "" },
    ];

    [Fact]
    public void An_altered_entry_does_not_follow()
    {
        Assert.All(Alterations, alter => Assert.False(alter(First).Follows(LedgerHead.OfNothing, Project)));
    }

    [Fact]
    public void What_it_says_of_a_consent_holds_nothing_that_anybody_wrote()
    {
        var consent = AConsent() with { CompetenceNote = "Robin understands \"web page\"", ParentOrCarer = Yes(), ExpiresOn = Today };

        var details = ConsentDetails.Of(consent);

        Assert.DoesNotContain("Robin", details, StringComparison.Ordinal);
        Assert.Contains("\"competenceNote\":true", details, StringComparison.Ordinal);
        Assert.Contains("\"statementSha256\":\"", details, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", details, StringComparison.Ordinal);
    }
}
