using EngagementPipeline.Core.Voices.Warnings;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class IdentityWarningsTests
{
    [Theory]
    [InlineData("Write to robin.invented@example.org please", "email", "robin.invented@example.org")]
    [InlineData("it's on https://example.org/robin?x=1.", "link", "https://example.org/robin?x=1")]
    [InlineData("see www.example.org today", "link", "www.example.org")]
    [InlineData("look at example.co.uk/us", "link", "example.co.uk/us")]
    [InlineData("I'm @robin_inv3nted on there", "handle", "@robin_inv3nted")]
    [InlineData("ring 07700 900123 after tea", "phone", "07700 900123")]
    [InlineData("ring +44 7700 900 123", "phone", "+44 7700 900 123")]
    [InlineData("ring (01632) 960 001", "phone", "(01632) 960 001")]
    [InlineData("+44 (0)1632 960001", "phone", "+44 (0)1632 960001")]
    [InlineData("I live near ZZ9 9ZZ", "postcode", "ZZ9 9ZZ")]
    [InlineData("it is zz99zz", "postcode", "zz99zz")]
    public void Points_at_what_may_identify_somebody(string words, string code, string text)
    {
        var warning = Assert.Single(IdentityWarnings.In(words));

        Assert.Equal((code, text), (warning.Code, warning.Text));
        Assert.Equal(text, words.Substring(warning.Start, warning.Length));
    }

    [Theory]
    [InlineData("They think I'm no good because of where I'm from. It happened 3 times in year 10.")]
    [InlineData("In 2021 there were 26,134 of us, and 98% said so... and more.")]
    [InlineData("My tutor said it.And then he laughed.")]
    [InlineData("at 10:30 on 12/01/2023")]
    public void Leaves_ordinary_words_alone(string words)
    {
        Assert.Empty(IdentityWarnings.In(words));
    }

    [Fact]
    public void Names_each_place_once_in_the_order_of_the_words()
    {
        var warnings = IdentityWarnings.In("ZZ9 9ZZ, then a@example.org, then 07700900123 and @someone");

        Assert.Equal(["postcode", "email", "phone", "handle"], warnings.Select(w => w.Code));
    }

    [Fact]
    public void Takes_no_longer_than_the_words_are_long()
    {
        var nasty = string.Concat(Enumerable.Repeat("07 a.a@a-", 220));

        Assert.All(Enumerable.Range(0, 20), _ => IdentityWarnings.In(nasty));
    }
}
