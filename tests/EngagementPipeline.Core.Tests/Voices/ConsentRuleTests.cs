using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class ConsentRuleTests
{
    [Theory]
    [InlineData(16, AgeBand.Under13, true)]
    [InlineData(16, AgeBand.From13To15, true)]
    [InlineData(16, AgeBand.From16To17, false)]
    [InlineData(16, AgeBand.From18To25, false)]
    [InlineData(13, AgeBand.Under13, true)]
    [InlineData(13, AgeBand.From13To15, false)]
    [InlineData(18, AgeBand.From16To17, true)]
    [InlineData(18, AgeBand.From18To25, false)]
    public void Asks_a_parent_or_carer_below_the_projects_age(int below, AgeBand age, bool asks)
    {
        Assert.Equal(asks, new ConsentRule(below).AsksParentOrCarer(age));
    }

    [Theory]
    [InlineData(AgeBand.From13To15, true, false)]
    [InlineData(AgeBand.From13To15, false, true)]
    [InlineData(AgeBand.Under13, true, true)]
    public void A_competence_note_stands_in_from_13_and_only_where_the_project_allows_it(AgeBand age, bool allowed, bool lacks)
    {
        var rule = new ConsentRule(16, allowed);

        Assert.Equal(lacks, rule.LacksParentOrCarer(age, Yes(), null, "Understands well what a web page is."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_note_stands_in_for_nobody(string? note)
    {
        Assert.True(new ConsentRule(16, true).LacksParentOrCarer(AgeBand.From13To15, Yes(), null, note));
    }

    [Fact]
    public void A_young_persons_no_needs_nobody_else()
    {
        Assert.False(ConsentRule.Default.LacksParentOrCarer(AgeBand.Under13, No(), null, null));
    }

    [Theory]
    [InlineData(AgeBand.Under13)]
    [InlineData(AgeBand.From13To15)]
    [InlineData(AgeBand.From16To17)]
    [InlineData(AgeBand.From18To25)]
    public void Anybodys_no_wins_at_every_age_even_where_it_was_not_asked_for(AgeBand age)
    {
        var consent = AConsent(AParticipant(AProject().Id, age)) with { ParentOrCarer = Yes(), Rule = new(16, true), CompetenceNote = "Understands." };

        Assert.Equal(ConsentState.Given, consent.StateOn(Today));
        Assert.Equal(ConsentState.Refused, (consent with { YoungPerson = No() }).StateOn(Today));
        Assert.Equal(ConsentState.Refused, (consent with { ParentOrCarer = No() }).StateOn(Today));
    }

    [Fact]
    public void A_yes_that_is_missing_is_no_yes()
    {
        var consent = AConsent(AParticipant(AProject().Id, AgeBand.From13To15));

        Assert.Equal(ConsentState.Refused, consent.StateOn(Today));
        Assert.Equal(ConsentState.Given, (consent with { ParentOrCarer = Yes() }).StateOn(Today));
    }

    [Fact]
    public void Counts_until_the_end_of_its_last_day()
    {
        var consent = AConsent() with { ExpiresOn = Today };

        Assert.Equal(ConsentState.Given, consent.StateOn(Today));
        Assert.Equal(ConsentState.Expired, consent.StateOn(Today.AddDays(1)));
    }

    [Fact]
    public void A_withdrawal_outlasts_every_other_state()
    {
        var withdrawn = AConsent() with { WithdrawnAt = DateTimeOffset.UnixEpoch, ExpiresOn = Today.AddDays(-1), YoungPerson = No() };

        Assert.Equal(ConsentState.Withdrawn, withdrawn.StateOn(Today));
    }
}
