using System.Text.Json.Serialization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class KebabTests
{
    private enum Setting
    {
        School,
        YouthClub,

        [JsonStringEnumMemberName("under-13")]
        Under13,
    }

    [Fact]
    public void Writes_and_reads_names()
    {
        Assert.Equal(["school", "youth-club", "under-13"], Kebab.AllOf<Setting>());
        Assert.All(Enum.GetValues<Setting>(), s => Assert.Equal(s, Kebab.Parse<Setting>(Kebab.Of(s))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("YouthClub")]
    [InlineData("1")]
    [InlineData("")]
    public void Reads_nothing_else(string? name) => Assert.False(Kebab.TryParse<Setting>(name, out _));
}
