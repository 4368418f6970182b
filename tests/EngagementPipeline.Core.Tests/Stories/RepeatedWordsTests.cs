using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class RepeatedWordsTests
{
    [Theory]
    [InlineData("They followed me round the shop", true)]
    [InlineData("“they FOLLOWED me—round the shop!”, one said", true)]
    [InlineData("What it is like when they followed me round the town", true)]
    [InlineData("They fol\u00ADlowed me rou\u00ADnd the shop", true)]
    [InlineData("\u2067They\u2069 f\u200Bollowed\u200D me round the\uFEFF shop", true)]
    [InlineData("They followed me to a shop", false)]
    [InlineData("followed round the shop", false)]
    [InlineData("theyfollowed me round the shopping", false)]
    [InlineData("", false)]
    public void Five_words_in_a_row_are_somebodys(string text, bool are) =>
        Assert.Equal(are, RepeatedWords.Are(["A title", text], ["Invented words.", "Yes. They followed me round the shop and I left"]));

    [Theory]
    [InlineData("Dont look down", "We heard: “Don’t look down”", true)]
    [InlineData("Look down", "Look down", false)]
    [InlineData("…", "…", false)]
    [InlineData("Ils m’ont suivie à l’école", "« ILS M'ONT SUIVIE À L'ÉCOLE »", true)]
    public void All_of_a_shorter_quote_too_from_three_words_on(string said, string text, bool are) => Assert.Equal(are, RepeatedWords.Are([text], [said]));
}
