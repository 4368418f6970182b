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

    /// <summary>No room half-way over a file that stands there: it is given back as it was, wherever that is cut off, and delivered once there is room.</summary>
    [Fact]
    public async Task What_goes_no_further_leaves_nothing_checked_out_and_is_one_version_later()
    {
        await using var world = await NewAsync(azurite);
        world.Server.Drives.AltersContent = true;
        await world.AskAsync(Small("one"));
        await world.WorkAsync();
        for (var (step, more, versions) = (1, true, 1); more; step += 2, versions++)
        {
            var before = world.Server.Drives.Files[world.Path];
            await world.AskAsync(Large((byte)step));
            var message = await world.MessageAsync();
            world.LoseMessages();
            world.Server.Next("PUT", "/upload/*", GraphTrouble.Of(GraphAnswer.Error(507, "quotaLimitReached")), times: 100);
            more = await world.Steps.CrashAtAsync(step, () => world.HandleAsync(message));
            await world.SendAsync(message, TimeSpan.Zero, TestContext.Current.CancellationToken);

            var failed = await world.WorkAsync();

            Assert.True(failed.State == DeliveryState.Failed, $"Ended before step {step}: {failed.State}. {failed.Trouble}");
            Assert.Equal("There is no room left in the library. Ask whoever looks after the site for more storage. Then send the report again.", failed.Trouble);
            var held = world.Server.Drives.Files[world.Path];
            Assert.Equal((null, versions), (held.CheckedOutBy, held.Versions.Count));
            Assert.Equal(before.Content, held.Content);

            world.Server.Heal();
            await world.AskAsync(Large((byte)step));
            Assert.Equal(DeliveryState.Delivered, (await world.WorkAsync()).State);
            Assert.Equal(versions + 1, world.Server.Drives.Files[world.Path].Versions.Count);
        }
    }

    [Fact]
    public async Task What_can_not_be_given_back_says_so_and_somebody_else_s_change_stays_theirs()
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Small("one"));
        await world.WorkAsync();
        await world.AskAsync(Large(2));
        world.Server.Next("PUT", "/upload/*", GraphTrouble.Forbidden);
        world.Server.Next("POST", "/drives/*/discardCheckout", GraphTrouble.Unavailable);

        var failed = await world.WorkAsync();

        Assert.Equal(DeliveryState.Failed, failed.State);
        Assert.EndsWith("the file may stay checked out there by the app, as it was; an editor of the site can discard that by hand.", failed.Trouble, StringComparison.Ordinal);
        world.Server.Drives.CheckInByHand(world.Path);
        world.Server.Drives.SaveByHand(world.Path, Small("by hand"));
        await world.AskAsync(Large(2));
        Assert.Equal(DeliveryState.ChangedThere, (await world.WorkAsync()).State);
        Assert.Equal("by hand"u8.ToArray(), world.Server.Drives.Files[world.Path].Content);
    }

    /// <summary>The secret in a session's address has a time of its own; what is told of it is 401, as for a token.</summary>
    [Fact]
    public async Task A_session_whose_address_lets_nobody_in_any_more_begins_anew()
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Large(4));
        world.Server.Next("PUT", "/upload/*", GraphTrouble.Expired);

        var state = await world.WorkAsync();

        Assert.Equal((DeliveryState.Delivered, null, 1), (state.State, state.Trouble, state.Tries));
        Assert.Equal(2, world.Server.Drives.SessionsMade);
        Assert.Single(world.Server.Drives.Files[world.Path].Versions);
    }

    [Fact]
    public async Task A_piece_waits_until_the_instant_that_the_library_names()
    {
        await using var world = await NewAsync(azurite);
        await world.AskAsync(Large(4));
        var until = world.Clock.GetUtcNow().AddMinutes(10);
        world.Server.Next("PUT", "/upload/*", GraphTrouble.BusyUntil(until));

        await world.HandleAsync(await world.MessageAsync());

        var waiting = await world.StateAsync();
        Assert.Equal((DeliveryState.Waiting, until), (waiting.State, waiting.GoesOnAt));
        Assert.Equal(DeliveryState.Delivered, (await world.WorkAsync()).State);
        Assert.Equal(1, world.Server.Drives.SessionsMade);
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
