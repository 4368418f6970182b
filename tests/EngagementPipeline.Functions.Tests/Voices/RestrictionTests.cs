using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Voices;

public sealed class RestrictionTests(AppFixture app)
{
    /// <summary>The right to restriction (UK GDPR Article 18), for as long as somebody looks into what the young person said of it.</summary>
    [Fact]
    public async Task Words_that_are_turned_down_are_kept_and_shown_nowhere_until_they_are_approved_again()
    {
        var newsroom = await Newsroom.OpenAsync(app);
        await newsroom.PublishedAsync();
        Assert.Contains(Newsroom.Goes, (await newsroom.OpenAsync()).Html, StringComparison.Ordinal);

        await newsroom.Work.ReviewAsync(newsroom.GoingVoice, "reject");

        await AppFixture.UntilAsync(async () => !(await newsroom.OpenAsync()).Html.Contains(Newsroom.Goes, StringComparison.Ordinal), "the words are off the page");
        Assert.DoesNotContain(await newsroom.Work.ListAsync("comms", "?usableFor=national"), voice => voice.GetProperty("voice").GetString() == newsroom.GoingVoice);
        Assert.Equal(Newsroom.Goes, (await newsroom.Work.FindAsync(newsroom.GoingVoice)).GetProperty("words").GetString());

        await newsroom.Work.ReviewAsync(newsroom.GoingVoice, "approve");
        Assert.Contains(await newsroom.Work.ListAsync("comms", "?usableFor=national"), voice => voice.GetProperty("voice").GetString() == newsroom.GoingVoice);
        await app.JsonAsync("POST", $"{newsroom.Path}/publish", Newsroom.Comms, new { });
        Assert.Contains(Newsroom.Goes, (await newsroom.OpenAsync()).Html, StringComparison.Ordinal);
    }
}
