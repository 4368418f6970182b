using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using static EngagementPipeline.Azure.Tests.Reports.Deliveries.DeliveryWorld;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

/// <summary>A report is of a year and may tell of any project; so what was kept of it to be sent goes with each, and is made anew in a moment.</summary>
[Collection(Together)]
public sealed class EraseDeliveriesTests(AzuriteFixture azurite)
{
    /// <summary>Erasing takes the kept bytes of all years, so these tests don't run beside each other.</summary>
    public const string Together = "Deliveries";

    [Fact]
    public async Task Erasing_a_project_takes_what_was_kept_to_be_sent_and_leaves_what_is_in_the_library_and_what_is_frozen()
    {
        await using var delivered = await NewAsync(azurite);
        await using var underWay = await NewAsync(azurite);
        var storage = TestStorage.Of(azurite);
        await delivered.AskAsync(Small("one"));
        await delivered.WorkAsync();
        await underWay.AskAsync(Small("two"));
        var frozen = new BlobFrozenReports(storage);
        await frozen.KeepAsync(delivered.Year, provisional: false, "{}"u8.ToArray(), TestContext.Current.CancellationToken);

        foreach (var _ in Enumerable.Range(0, 2))
            await new EraseDeliveries(storage).EraseAsync(new ProjectId(Guid.NewGuid()), TestContext.Current.CancellationToken);

        foreach (var world in new[] { delivered, underWay })
            Assert.Null(await world.Store.BytesAsync(world.Year, ReportForm.Csv, (await world.StateAsync()).Sha256, TestContext.Current.CancellationToken));
        Assert.Equal(DeliveryState.Delivered, (await delivered.StateAsync()).State);
        Assert.Equal("one"u8.ToArray(), delivered.Server.Drives.Files[delivered.Path].Content);
        Assert.NotNull(await frozen.FindAsync(delivered.Year, provisional: false, TestContext.Current.CancellationToken));
        var failed = await underWay.WorkAsync();
        Assert.Equal((DeliveryState.Failed, "What was to be delivered is kept no longer. Send the report again."), (failed.State, failed.Trouble));

        await underWay.AskAsync(Small("two, without it"));
        Assert.Equal(DeliveryState.Delivered, (await underWay.WorkAsync()).State);
    }

    /// <summary>Whatever stops it, the next time takes the rest.</summary>
    [Fact]
    public async Task Stopped_half_way_it_goes_on()
    {
        await using var one = await NewAsync(azurite);
        await using var other = await NewAsync(azurite);
        await one.AskAsync(Small("one"));
        await other.AskAsync(Small("other"));
        var steps = new Steps();
        var erase = new EraseDeliveries(TestStorage.Of(azurite, new SteppingPolicy(steps)));

        Assert.True(await steps.CrashAtAsync(2, () => erase.EraseAsync(new ProjectId(Guid.NewGuid()), TestContext.Current.CancellationToken)));
        await erase.EraseAsync(new ProjectId(Guid.NewGuid()), TestContext.Current.CancellationToken);

        foreach (var world in new[] { one, other })
            Assert.Null(await world.Store.BytesAsync(world.Year, ReportForm.Csv, (await world.StateAsync()).Sha256, TestContext.Current.CancellationToken));
    }
}
