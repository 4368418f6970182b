using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("cy", "ltr")]
    [InlineData("ur", "rtl")]
    [InlineData("ar-EG", "rtl")]
    [InlineData("AR", "rtl")]
    [InlineData("pa", "ltr")]
    [InlineData("pa-Arab", "rtl")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData("zh-Hant-HK", "ltr")]
    [InlineData("ckb", "rtl")]
    public void Knows_its_direction(string text, string direction)
    {
        Assert.True(LanguageTag.TryParse(text, out var tag));
        Assert.Equal(direction, tag.Direction);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("english")]
    [InlineData("en_GB")]
    [InlineData("en-")]
    [InlineData("en\n")]
    [InlineData("en\" onclick=\"x")]
    public void Refuses_what_is_no_tag(string? text) => Assert.False(LanguageTag.TryParse(text, out _));
}
