using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Voices;

public sealed class WithdrawalCodeTests
{
    private static readonly byte[] Key = new byte[32];

    [Fact]
    public void Is_sixteen_symbols_of_32_in_groups_of_four_which_is_80_bits()
    {
        var codes = Enumerable.Range(0, 2_000).Select(_ => WithdrawalCode.Random().ToShow()).ToList();

        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code));
        Assert.Equal(32, codes.SelectMany(code => code).Where(c => c != '-').Distinct().Count());
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("7K3M-9QX1-0WEF-HJ2A")]
    [InlineData("7k3m-9qx1-0wef-hj2a")]
    [InlineData("7K3M9QX10WEFHJ2A")]
    [InlineData(" 7K3M 9QX1  0WEF HJ2A ")]
    [InlineData("7K3M–9QXl–OWEF–HJ2A")]
    [InlineData("7K3M-9QXI-oWEF-HJ2A")]
    public void Reads_what_people_type(string typed)
    {
        Assert.Equal("7K3M-9QX1-0WEF-HJ2A", WithdrawalCode.Read(typed)?.ToShow());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7K3M-9QX1-0WEF-HJ2")]
    [InlineData("7K3M-9QX1-0WEF-HJ2AA")]
    [InlineData("7K3M-9QX1-0WEF-HJ2U")]
    [InlineData("7K3M-9QX1-0WEF-HJ2é")]
    public void Reads_nothing_else(string? typed)
    {
        Assert.Null(WithdrawalCode.Read(typed));
    }

    [Fact]
    public void Its_hash_is_of_the_key_and_the_code_however_it_was_typed()
    {
        var code = WithdrawalCode.Random();
        var other = new byte[32];
        other[0] = 1;

        Assert.Equal(code.HashWith(Key), WithdrawalCode.Read(code.ToShow().ToLowerInvariant())!.HashWith(Key));
        Assert.NotEqual(code.HashWith(Key), code.HashWith(other));
        Assert.NotEqual(code.HashWith(Key), WithdrawalCode.Random().HashWith(Key));
        Assert.Matches("^[0-9a-f]{64}$", code.HashWith(Key));
    }

    [Fact]
    public void Does_not_show_itself_by_accident()
    {
        Assert.Equal("(withdrawal code)", $"{WithdrawalCode.Random()}");
    }
}
