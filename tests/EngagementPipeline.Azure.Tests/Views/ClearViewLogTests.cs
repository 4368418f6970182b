using Azure.Storage.Blobs;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EngagementPipeline.Azure.Tests.Views;

/// <summary>The delete path of the view log, on real storage.</summary>
public sealed class ClearViewLogTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient _container = new(azurite.ConnectionString, AzuriteFixture.UniqueName());
    private readonly MovableClock _clock = new(DateTimeOffset.Parse("2026-07-01T22:30:00Z", null));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _container.CreateAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_dates_segments_go_and_no_others()
    {
        var reader = new AppendBlobViewLogReader(_container);
        foreach (var instant in new[] { "2026-07-01T22:30:00Z", "2026-07-01T23:30:00Z", "2026-07-02T00:30:00Z" })
        {
            _clock.Now = DateTimeOffset.Parse(instant, null);
            var log = new AppendBlobViewLog(_container, _clock, NullLogger<AppendBlobViewLog>.Instance);
            Assert.True(await log.AppendAsync("a line\n"u8.ToArray(), Token));
        }

        Assert.True(await reader.DeleteAsync(new(2026, 7, 1), Token));
        Assert.False(await reader.DeleteAsync(new(2026, 7, 1), Token));

        Assert.Equal(new DateOnly(2026, 7, 2), await reader.FirstDateAsync(Token));
    }
}
