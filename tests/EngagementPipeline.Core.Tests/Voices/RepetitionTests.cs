using EngagementPipeline.Core.Voices;
using static EngagementPipeline.Core.Tests.Voices.Given;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class RepetitionTests
{
    private static readonly Voice AQuote = AVoice(AConsent()) with
    {
        OriginalWords = "My friend Zuzanna says he waits by the gate every night, even in the rain.",
        EditedWords = "My friend says he waits by the door.",
        Credit = "Year 11",
    };

    [Theory]
    [InlineData("He waits by the gate.")]
    [InlineData("she said HE  WAITS, by the… gate")]
    [InlineData("About zuzanna; passed on.")]
    [InlineData("waits by the door")]
    [InlineData("He wa\u00ADits by the g\u200Bate.")]
    public void Sees_four_words_in_a_row_and_what_may_identify_somebody(string reason) => Assert.True(Repetition.IsIn(reason, AQuote));

    [Theory]
    [InlineData(null)]
    [InlineData("Passed to children's social care on 21 November.")]
    [InlineData("It happens every night; the duty team knows.")]
    [InlineData("My friend says so.")]
    public void Lets_other_words_be(string? reason) => Assert.False(Repetition.IsIn(reason, AQuote));

    [Fact]
    public void One_word_of_theirs_is_enough_where_leaving_it_out_costs_nothing()
    {
        Assert.True(Repetition.MayBeIn("It rains every day.", AQuote));
        Assert.False(Repetition.MayBeIn("Talked to her; all is well.", AQuote));
    }

    [Fact]
    public void A_word_or_two_may_be_anybodys()
    {
        var brief = AQuote with { OriginalWords = "No.", EditedWords = null, Credit = null };

        Assert.False(Repetition.IsIn("No further action.", brief));
        Assert.True(Repetition.IsIn("They said: he hit me.", brief with { OriginalWords = "He hit me." }));
    }
}
