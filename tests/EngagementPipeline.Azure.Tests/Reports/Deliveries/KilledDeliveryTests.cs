using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;
using static EngagementPipeline.Azure.Tests.Reports.Deliveries.DeliveryWorld;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

/// <summary>
/// A delivery that is gone before any of its calls to the library or to storage, or whose connection breaks at any of them with or without the work being done:
/// whoever goes on puts the file there once, as one version.
/// </summary>
[Collection(EraseDeliveriesTests.Together)]
public sealed class KilledDeliveryTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Ended_before_any_step_it_is_delivered_once(bool over, bool large)
    {
        await using var world = await NewAsync(azurite);
        // As SharePoint does: what we sent is not recognised by its bytes.
        world.Server.Drives.AltersContent = true;
        if (over)
        {
            await world.AskAsync(Small("one"));
            await world.WorkAsync();
        }

        var versions = over ? 1 : 0;
        for (var (step, more) = (1, true); more; step++)
        {
            var bytes = large ? Large((byte)step) : Small($"at {step}");
            await world.AskAsync(bytes);
            world.LoseMessages();
            var message = await world.MessageAsync();
            more = await world.Steps.CrashAtAsync(step, () => world.HandleAsync(message));
            await world.SendAsync(message, TimeSpan.Zero, TestContext.Current.CancellationToken);

            var state = await world.WorkAsync();

            Assert.True(state.State == DeliveryState.Delivered, $"Ended before step {step}: {state.State}. {state.Trouble}");
            var file = world.Server.Drives.Files[world.Path];
            Assert.True(file.Versions.Count == versions + 1, $"Ended before step {step}: {file.Versions.Count} versions, not {versions + 1}.");
            Assert.Equal([.. bytes, 0], file.Content);
            Assert.Null(file.CheckedOutBy);
            if (over)
                versions++;
            else
                world.Server.Drives.RemoveByHand(world.Path);
        }
    }

    [Theory]
    [InlineData("GET", "/upload/*")]
    [InlineData("PUT", "/upload/*")]
    [InlineData("POST", "/drives/*/createUploadSession")]
    [InlineData("POST", "/drives/*/checkout")]
    [InlineData("POST", "/drives/*/checkin")]
    [InlineData("GET", "/drives/*/root*")]
    [InlineData("GET", "/drives/*/versions")]
    public async Task Cut_off_before_or_after_the_work_it_goes_on(string method, string path)
    {
        foreach (var trouble in (GraphTrouble[])[GraphTrouble.Cut, GraphTrouble.CutOnceDone, GraphTrouble.Unavailable, GraphTrouble.Busy(90)])
        {
            await using var world = await NewAsync(azurite);
            world.Server.Drives.AltersContent = true;
            await world.AskAsync(Small("one"));
            await world.WorkAsync();
            await world.AskAsync(Large(7));
            if (method == "GET" && path.StartsWith("/upload", StringComparison.Ordinal))
                world.Server.Next("PUT", path, GraphTrouble.Cut);
            world.Server.Next(method, path, trouble);

            var state = await world.WorkAsync();

            Assert.True(state.State == DeliveryState.Delivered, $"{state.State}. {state.Trouble}");
            Assert.Equal(2, world.Server.Drives.Files[world.Path].Versions.Count);
        }
    }

    [Fact]
    public async Task After_a_break_it_goes_on_where_the_library_stands()
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Large(3));
        var sent = 0;
        world.Steps.Before = step =>
        {
            if (step == "piece" && ++sent == 2)
                world.Server.Next("PUT", "/upload/*", GraphTrouble.CutOnceDone);
            return Task.CompletedTask;
        };

        Assert.Equal(DeliveryState.Delivered, (await world.WorkAsync()).State);
        Assert.Equal(1, world.Server.Drives.SessionsMade);
        Assert.Equal(3, world.Server.Requests.Count(r => r.Method == "PUT" && r.Path.StartsWith("/upload/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_that_is_lost_or_over_begins_anew(bool over)
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Large(4));
        var sent = 0;
        world.Steps.Before = step =>
        {
            if (step == "piece" && ++sent == 2)
            {
                if (over)
                    world.Clock.Move(TimeSpan.FromHours(1));
                else
                    world.Server.Drives.LoseSessions();
            }

            return Task.CompletedTask;
        };

        Assert.Equal(DeliveryState.Delivered, (await world.WorkAsync()).State);
        Assert.Equal(2, world.Server.Drives.SessionsMade);
        Assert.Equal(Large(4), world.Server.Drives.Files[world.Path].Content);
    }

    [Fact]
    public async Task The_address_of_a_session_is_told_to_nobody()
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Large(5));
        world.Server.Next("PUT", "/upload/*", GraphTrouble.Unavailable, times: 100);
        await world.HandleAsync(await world.MessageAsync());

        var state = await world.StateAsync();

        Assert.Contains(GraphServerDrives.SecretPart, state.Session!.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain(GraphServerDrives.SecretPart, state.ToString() + state.Trouble + string.Join(' ', world.Audited), StringComparison.Ordinal);
    }
}
