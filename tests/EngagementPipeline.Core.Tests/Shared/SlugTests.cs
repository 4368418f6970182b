using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class SlugTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("challenge-your-bias", true)]
    [InlineData("2021-22", true)]
    [InlineData("ab", false)]
    [InlineData("Abc", false)]
    [InlineData("a--b", false)]
    [InlineData("-abc", false)]
    [InlineData("abc-", false)]
    [InlineData("a/b", false)]
    [InlineData("../etc", false)]
    [InlineData("abc\n", false)] // would end a header's line
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Is_what_an_address_can_carry(string? text, bool good) => Assert.Equal(good, Slug.TryParse(text, out _));

    [Fact]
    public void Has_80_characters_at_most()
    {
        Assert.True(Slug.TryParse(new string('a', 80), out _));
        Assert.False(Slug.TryParse(new string('a', 81), out _));
    }
}
