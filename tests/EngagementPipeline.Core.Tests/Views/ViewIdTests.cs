using System.Text;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class ViewIdTests
{
    [Theory]
    [InlineData("abcdefghijklmnop")]
    [InlineData("ABCDEFGHIJ-_0123456789")]
    public void Reads_back_what_it_was_made_of(string text) => Assert.Equal(text, A.Id(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("abcdefghijklmno")] // 15
    [InlineData("abcdefghijklmnopqrstuvw")] // 23
    [InlineData("abcdefghijklmno=")]
    [InlineData("abcdefghijklmno+")]
    [InlineData("abcdefghijklmnoé")]
    [InlineData("abcdefghijklmno\n")]
    [InlineData("abcdefghijklmno\0")]
    public void Is_16_to_22_characters_of_base64url(string text) =>
        Assert.False(ViewId.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Ids_are_equal_exactly_when_they_read_the_same()
    {
        Assert.Equal(A.Id("abcdefghijklmnop"), A.Id("abcdefghijklmnop"));
        Assert.NotEqual(A.Id("abcdefghijklmnop"), A.Id("abcdefghijklmnoP"));
        Assert.NotEqual(A.Id("abcdefghijklmnop"), A.Id("abcdefghijklmnop-"));
    }

    [Fact]
    public void A_random_one_is_an_id_and_never_the_same()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => ViewId.Random().ToString()).ToList();

        Assert.Equal(1000, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => A.Id(id));
    }
}
