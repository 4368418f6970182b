using EngagementPipeline.Core.Views;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class CardSetTests
{
    internal static readonly Gen<CardSet> Any =
        Gen.ListOf(Gen.Choose(0, CardSet.Limit - 1)).Select(cards => CardSet.Of([.. cards]));

    [Fact]
    public void Holds_the_cards_it_was_given()
    {
        var cards = CardSet.Of(0, 63, 64, 128, 199);

        Assert.Equal([0, 63, 64, 128, 199], Enumerable.Range(0, CardSet.Limit).Where(cards.Has));
        Assert.Equal(5, cards.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(200)]
    public void Has_no_place_past_its_limit(int card) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CardSet.Of(card));

    [Fact]
    public void Is_read_back_as_it_was_written() =>
        Prop.ForAll(Any.ToArbitrary(), cards =>
        {
            Span<byte> text = stackalloc byte[64];
            var length = cards.Write(text);
            return CardSet.TryParse(text[..length], out var read) && read == cards;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_page_of_so_many_cards_has_none_past_them() =>
        Prop.ForAll(Any.ToArbitrary(), Gen.Choose(0, CardSet.Limit).ToArbitrary(), (cards, count) =>
            Enumerable.Range(0, CardSet.Limit).All(card => cards.Below(count).Has(card) == (cards.Has(card) && card < count)))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("xyz")]
    [InlineData("00000000000001000000000000000000000000000000000000000000000000000")]
    [InlineData("100000000000000000000000000000000000000000000000000")] // card 200
    public void Anything_else_is_no_set(string text) =>
        Assert.False(CardSet.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out _));
}
