using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("My friend Amina says so.", "My friend says so.", "=My friend |-Amina |=says so.")]
    [InlineData("at Larkstone Primary they stare", "at […] they stare", "=at |-Larkstone Primary|+[…]|= they stare")]
    [InlineData("I don't know", "I do not know", "=I |-don't|+do not|= know")]
    [InlineData("Ask us first.", "Ask us first!", "=Ask us first|-.|+!")]
    [InlineData("one two three", "four five six", "-one two three|+four five six")]
    [InlineData("Same words", "Same words", "=Same words")]
    [InlineData("", "New", "+New")]
    [InlineData("Gone", "", "-Gone")]
    public void Says_word_by_word_what_was_taken_out_and_put_in(string before, string after, string expected) =>
        Assert.Equal(expected, string.Join('|', WordDiff.Of(before, after).Select(Written)));

    [Fact]
    public void What_stays_and_was_removed_is_the_earlier_text_and_what_stays_and_was_added_the_later()
    {
        string[] parts = ["my", "friend", "says", " ", "  ", ".", "’s", "ż", "e\u0301", "👩‍👧", "\n", "school", "[…]"];
        var text = Gen.Elements(parts).ListOf().Select(some => string.Concat(some));
        Prop.ForAll(text.Two().ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var pieces = WordDiff.Of(before, after);
            return string.Concat(pieces.Where(p => p.Change != Change.Added).Select(p => p.Text)) == before
                && string.Concat(pieces.Where(p => p.Change != Change.Removed).Select(p => p.Text)) == after
                && pieces.Zip(pieces.Skip(1)).All(two => two.First.Change != two.Second.Change);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static string Written(DiffPiece piece) =>
        (piece.Change switch { Change.Same => "=", Change.Removed => "-", _ => "+" }) + piece.Text;
}
