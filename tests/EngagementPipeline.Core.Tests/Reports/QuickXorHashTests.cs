using EngagementPipeline.Core.Reports.Deliveries;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class QuickXorHashTests
{
    [Theory]
    [InlineData("", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("Sg==", "SgAAAAAAAAAAAAAAAQAAAAAAAAA=")]
    [InlineData("tbQ=", "taAFAAAAAAAAAAAAAgAAAAAAAAA=")]
    [InlineData("0pZP", "0rDEEwAAAAAAAAAAAwAAAAAAAAA=")]
    public void Is_what_OneDrive_says(string bytes, string hash) => Assert.Equal(hash, QuickXorHash.Of(Convert.FromBase64String(bytes)));

    [Fact]
    public void Goes_round_after_160_bits()
    {
        // 160 bytes begin at every bit once, so ones everywhere cancel out to parity: eight bits a byte, each bit hit eight times.
        Assert.Equal(QuickXorHash.Of(new byte[160]), QuickXorHash.Of([.. Enumerable.Repeat((byte)255, 160)]));
    }
}
