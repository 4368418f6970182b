using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

public sealed class RareCombinationsTests
{
    [Fact]
    public void A_district_age_band_and_ethnic_group_that_four_people_share_is_rare()
    {
        var people = Many(4, "Tarn Valley", AgeBand.From13To15, "Somali")
            .Concat(Many(9, "Tarn Valley", AgeBand.From13To15, "White British"))
            .Concat(Many(9, "Tarn Valley", AgeBand.From16To17, "Somali"))
            .Concat(Many(9, "Hexley", AgeBand.From13To15, "Somali"));

        var rare = Assert.Single(RareIn(people, "Tarn Valley", AgeBand.From13To15, "Somali"));

        Assert.Equal([Trait.District, Trait.AgeBand, Trait.EthnicGroup], rare.Traits);
        Assert.Equal(
            "Fewer than 5 people in this project share this district, age band and ethnic group: "
            + "take care that the quote and its credit don't tell all of them.",
            rare.Sentence);
    }

    [Fact]
    public void One_that_five_people_share_is_not() =>
        Assert.Empty(RareIn(Many(5, "Tarn Valley", AgeBand.From13To15, "Somali"), "Tarn Valley", AgeBand.From13To15, "Somali"));

    [Fact]
    public void The_threshold_can_be_raised() =>
        Assert.NotEmpty(
            RareIn(Many(5, "Tarn Valley", AgeBand.From13To15, "Somali"), "Tarn Valley", AgeBand.From13To15, "Somali", threshold: 6));

    [Fact]
    public void Where_two_traits_suffice_the_third_is_not_told()
    {
        var people = Many(1, "Tarn Valley", AgeBand.From13To15, "Somali")
            .Concat(Many(9, "Tarn Valley", AgeBand.From13To15, "White British"))
            .Concat(Many(9, "Hexley", AgeBand.From13To15, "Somali"));

        var rare = Assert.Single(RareIn(people, "Tarn Valley", AgeBand.From13To15, "Somali"));

        Assert.Equal([Trait.District, Trait.EthnicGroup], rare.Traits);
    }

    [Fact]
    public void Spelling_does_not_split_a_crowd()
    {
        var people = Many(3, "tarn valley ", AgeBand.Under13, "SOMALI").Concat(Many(2, "Tarn Valley", AgeBand.Under13, "Somali"));

        Assert.Empty(RareIn(people, "Tarn Valley", AgeBand.Under13, "Somali"));
    }

    [Fact]
    public void What_was_not_told_is_in_no_combination()
    {
        var people = Many(1, null, AgeBand.Under13, "Somali").Concat(Many(9, "Hexley", AgeBand.Under13, null));

        Assert.Empty(RareIn(people, null, AgeBand.Under13, null));
        Assert.Equal([Trait.AgeBand, Trait.EthnicGroup], Assert.Single(RareIn(people, null, AgeBand.Under13, "Somali")).Traits);
    }

    private static IReadOnlyList<RareCombination> RareIn(
        IEnumerable<Participant> people,
        string? district,
        AgeBand age,
        string? ethnicGroup,
        int threshold = RareCombinations.DefaultThreshold) =>
        RareCombinations.Of(Traits.Of(AParticipant(district, age, ethnicGroup)), RareCombinations.Count(people), threshold);

    private static IEnumerable<Participant> Many(int count, string? district, AgeBand age, string? ethnicGroup) =>
        Enumerable.Range(0, count).Select(_ => AParticipant(district, age, ethnicGroup));

    private static Participant AParticipant(string? district, AgeBand age, string? ethnicGroup) => new()
    {
        Id = new ParticipantId(Guid.NewGuid()),
        Project = new ProjectId(Guid.NewGuid()),
        AgeBand = age,
        District = district,
        EthnicGroup = ethnicGroup,
    };
}
