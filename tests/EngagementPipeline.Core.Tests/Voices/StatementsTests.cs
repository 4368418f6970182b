using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Voices;

/// <summary>The texts that young people and their parents or carers are shown. A text that was published once never changes.</summary>
public sealed class StatementsTests
{
    [Theory]
    [InlineData("2026-1", "a057c8bedc55e110d7c7235e43d7246282c9acee634a1c92b0104d283a0b3015")]
    [InlineData("2026-1-easy-read", "8c6f13d79a18851ff6e7cd360effa1e06debfcddf558f8ff41cc6065e0f98d68")]
    [InlineData("2026-1-parent", "500e913feb2a2888c1fa0732c3ab3021034e44d20c03de4730777b24b1efae7f")]
    public void A_text_that_was_published_never_changes(string version, string hash)
    {
        Assert.Equal(hash, Statements.HashOf(new(version, "en")));
    }

    [Fact]
    public void There_is_one_for_young_people_one_in_easy_words_and_one_for_parents_and_carers()
    {
        Assert.Equal(
            [new("2026-1", "en"), new("2026-1-easy-read", "en"), new("2026-1-parent", "en")],
            Statements.Known);
        Assert.All(Statements.Known, shown => Assert.InRange(shown.Version.Length, 1, StatementShown.LongestVersion));
    }

    [Theory]
    [InlineData("2026-1")]
    [InlineData("2026-1-easy-read")]
    [InlineData("2026-1-parent")]
    public void Every_text_says_what_a_statement_has_to_say(string version)
    {
        var text = Statements.TextOf(new(version, "en"))!.ReplaceLineEndings(" ");

        Assert.Contains("web page", text, StringComparison.Ordinal);
        Assert.Contains("card", text, StringComparison.Ordinal);
        Assert.Contains("code", text, StringComparison.Ordinal);
        Assert.Contains("cannot take", text, StringComparison.Ordinal);
        Assert.Matches("(copy|[Cc]opies)", text);
        Assert.Contains("worried", text, StringComparison.Ordinal);
        Assert.Contains("ico.org.uk", text, StringComparison.Ordinal);
        Assert.Matches("(If they say no|says no)", text);
    }

    [Fact]
    public void The_easy_text_is_in_short_sentences_and_none_of_our_words()
    {
        var sentences = Statements.TextOf(new("2026-1-easy-read", "en"))!
            .Split(['.', '?', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.All(sentences, sentence => Assert.InRange(sentence.Split(' ').Length, 1, 13));
        Assert.DoesNotMatch("(?i)(consent|withdraw|data|audience|process)", Statements.TextOf(new("2026-1-easy-read", "en"))!);
    }
}
