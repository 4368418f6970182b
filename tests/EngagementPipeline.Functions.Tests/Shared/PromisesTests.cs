using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Tests.Stories;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Shared;

public sealed class PromisesTests(AppFixture app)
{
    [Fact]
    public async Task Each_of_the_four_promises_is_measured_in_seconds_and_says_nothing_of_whom()
    {
        var measured = new ConcurrentBag<(string Name, string? Unit, double Seconds, int Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == Promises.Name && instrument is Histogram<double> && instrument != Promises.Functions)
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) => measured.Add((instrument.Name, instrument.Unit, seconds, tags.Length)));
        listener.Start();
        var room = await Newsroom.OpenAsync(app);

        await room.PublishedAsync();
        await app.JsonAsync("POST", room.Work.Path("consents", room.GoingConsent, "withdraw"), Voices.Fieldwork.Worker, new { }, 202);
        await app.JsonAsync("GET", $"api/reports/{ReportingYear.Of(TimeProvider.System.Today())}", "report-author");
        await AppFixture.UntilAsync(
            async () =>
            {
                await app.JsonAsync("POST", "api/views", body: new { id = Guid.NewGuid().ToString("N")[..20], story = room.Story, version = 1, seq = 0, cards = new[] { 0 } }, status: 204);
                await app.JsonAsync("POST", "admin/functions/RollUpViews?wait=true", body: new { });
                return measured.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() == 4;
            },
            "all four are measured",
            seconds: 60);

        Assert.All(measured, one => Assert.True(one is { Unit: "s", Seconds: >= 0, Tags: 0 }, one.Name));
        Assert.Equal(
            ["engagement.publish.duration", "engagement.report.duration", "engagement.take_down.duration", "engagement.views.lag"],
            measured.Select(one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
