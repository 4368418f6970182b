using EngagementPipeline.Core.Voices.Identity;

namespace EngagementPipeline.Core.Tests.Voices.Identity;

public sealed class LabelledQuotesTests
{
    private static readonly IReadOnlyList<LabelledQuote> Quotes = LabelledQuotes.Read();

    public static TheoryData<Part> Parts => new(Enum.GetValues<Part>());

    /// <summary>The benchmark prints the figures: dotnet run -c Release --project tests/Benchmarks -- identity</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public void Warnings_find_95_in_100_marks_and_80_in_100_are_right(Part part)
    {
        var score = IdentityScore.Of(Quotes.Where(quote => quote.Part == part)).Total;

        Assert.InRange(score.Recall, 0.95, 1);
        Assert.InRange(score.Precision, 0.80, 1);
    }

    [Fact]
    public void Warnings_find_nine_in_ten_of_every_kind()
    {
        var byKind = IdentityScore.Of(Quotes).ByKind;

        Assert.All(Enum.GetValues<IdentityKind>(), kind => Assert.InRange(byKind[kind].Recall, 0.90, 1));
        Assert.All(Enum.GetValues<IdentityKind>(), kind => Assert.InRange(byKind[kind].Precision, 0.80, 1));
    }

    [Fact]
    public void The_set_is_large_enough_half_of_it_clean_and_of_every_kind()
    {
        Assert.InRange(Quotes.Count, 300, int.MaxValue);
        Assert.InRange(Quotes.Count(quote => quote.Marks.Count == 0) * 2, Quotes.Count, int.MaxValue);
        Assert.Equal(
            Enum.GetValues<IdentityKind>(),
            Quotes.SelectMany(quote => quote.Marks).Select(mark => mark.Kind).Distinct().Order());
        Assert.Equal(Quotes.Count, Quotes.Select(quote => quote.Number).Distinct().Count());
        Assert.Equal(Quotes.Count, Quotes.Select(quote => quote.Words).Distinct().Count());
    }

    [Fact]
    public void A_third_of_what_came_before_the_detector_is_held_out()
    {
        var before = Quotes.Where(quote => quote.Number < 500).ToList();

        Assert.Equal(before.Count / 3, before.Count(quote => quote.Part == Part.HeldOut));
    }
}
