using System.Globalization;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Testing;
using EngagementPipeline.Testing.Graph;
using static EngagementPipeline.Azure.Tests.Reports.Deliveries.DeliveryWorld;

namespace EngagementPipeline.Azure.Tests.Reports.Deliveries;

[Collection(EraseDeliveriesTests.Together)]
public sealed class DeliverFileTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await NewAsync(azurite);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_small_file_goes_in_one_request_into_the_years_folder_which_is_made()
    {
        await _world.AskAsync(Small("one"));

        var state = await _world.WorkAsync();

        Assert.True(state.State == DeliveryState.Delivered, state.Trouble + string.Join("\n", _world.Server.Requests.Select(r => $"{r.Method} {r.Path} {r.Query} {r.Body}")));
        Assert.Equal((DeliveryState.Delivered, null, "1.0"), (state.State, state.Trouble, state.InLibrary?.Version));
        Assert.Equal(["Reports", $"Reports/{_world.Year}"], _world.Server.Drives.Folders);
        Assert.Equal("one"u8.ToArray(), _world.Server.Drives.Files[_world.Path].Content);
        Assert.Equal($"https://county.sharepoint.com/sites/voices/Documents/{_world.Path}", state.InLibrary?.Link.AbsoluteUri);
        Assert.Equal(0, _world.Server.Drives.SessionsMade);
        Assert.Contains(_world.Audited, entry => entry.Action == "report-delivered");
    }

    [Fact]
    public async Task The_same_bytes_again_deliver_nothing_and_say_so()
    {
        await _world.AskAsync(Small("one"));
        var first = await _world.WorkAsync();
        await _world.AskAsync(Small("one"));

        var state = await _world.WorkAsync();

        Assert.Equal((DeliveryState.NothingNew, first.InLibrary?.At), (state.State, state.InLibrary?.At));
        Assert.Single(_world.Server.Drives.Files[_world.Path].Versions);
    }

    [Fact]
    public async Task A_large_file_goes_in_pieces_without_a_token()
    {
        await _world.AskAsync(Large(1));

        var state = await _world.WorkAsync();

        Assert.Equal((DeliveryState.Delivered, state.Size), (state.State, state.Sent));
        Assert.Equal(Large(1), _world.Server.Drives.Files[_world.Path].Content);
        Assert.Null(state.Session);
        Assert.All(_world.Server.Requests.Where(r => r.Path.StartsWith("/upload/", StringComparison.Ordinal)), r => Assert.Null(r.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_stands_there_becomes_a_new_version_with_its_hash_and_date(bool large)
    {
        await _world.AskAsync(Small("one"));
        await _world.WorkAsync();
        var next = large ? Large(2) : Small("two");
        await _world.AskAsync(next);

        var state = await _world.WorkAsync();

        var file = _world.Server.Drives.Files[_world.Path];
        Assert.Equal((DeliveryState.Delivered, "2.0"), (state.State, state.InLibrary?.Version));
        Assert.Equal(next, file.Content);
        Assert.Equal(["one"u8.ToArray(), next], file.Versions.Select(v => v.Content));
        Assert.Contains($"SHA-256 {state.Sha256}", file.Versions[1].Comment, StringComparison.Ordinal);
        Assert.Contains("26 November 2026", file.Versions[1].Comment, StringComparison.Ordinal);
        Assert.Null(file.CheckedOutBy);
    }

    [Fact]
    public async Task What_somebody_changed_there_is_not_touched_and_may_be_delivered_beside()
    {
        await _world.AskAsync(Small("one"));
        await _world.WorkAsync();
        _world.Server.Drives.SaveByHand(_world.Path, Small("by hand"));
        await _world.AskAsync(Small("two"));

        var state = await _world.WorkAsync();
        Assert.Equal(DeliveryState.ChangedThere, state.State);
        Assert.Contains("It was not touched", state.Trouble, StringComparison.Ordinal);
        Assert.Equal("by hand"u8.ToArray(), _world.Server.Drives.Files[_world.Path].Content);

        var beside = await _world.Beside.HandleAsync(_world.Year, ReportForm.Csv, Actor.System, TestContext.Current.CancellationToken);
        Assert.Equal("engagement (2).csv", beside.Value.Name);
        Assert.Equal(DeliveryState.Delivered, (await _world.WorkAsync()).State);
        Assert.Equal("two"u8.ToArray(), _world.Server.Drives.Files[$"Reports/{_world.Year}/engagement (2).csv"].Content);
        Assert.Equal("by hand"u8.ToArray(), _world.Server.Drives.Files[_world.Path].Content);

        await _world.AskAsync(Small("three"));
        Assert.Equal((DeliveryState.Delivered, "engagement (2).csv"), ((await _world.WorkAsync()).State, (await _world.StateAsync()).Name));
    }

    [Fact]
    public async Task A_file_of_the_name_that_is_not_ours_is_not_touched()
    {
        _world.Server.Drives.SaveByHand(_world.Path, Small("by hand"));
        await _world.AskAsync(Small("one"));

        Assert.Equal(DeliveryState.ChangedThere, (await _world.WorkAsync()).State);
        Assert.Equal("by hand"u8.ToArray(), _world.Server.Drives.Files[_world.Path].Content);
    }

    [Fact]
    public async Task Somebody_who_saves_just_before_we_check_out_loses_nothing()
    {
        await _world.AskAsync(Small("one"));
        await _world.WorkAsync();
        await _world.AskAsync(Small("two"));
        _world.Steps.Before = step =>
        {
            if (step == "check-out")
                _world.Server.Drives.SaveByHand(_world.Path, Small("by hand"));
            return Task.CompletedTask;
        };

        var state = await _world.WorkAsync();

        var file = _world.Server.Drives.Files[_world.Path];
        Assert.Equal(DeliveryState.ChangedThere, state.State);
        Assert.Equal(("by hand", null), (System.Text.Encoding.UTF8.GetString(file.Content), file.CheckedOutBy));
    }

    [Fact]
    public async Task A_file_that_somebody_checked_out_is_waited_for()
    {
        await _world.AskAsync(Small("one"));
        await _world.WorkAsync();
        _world.Server.Drives.CheckOutByHand(_world.Path);
        await _world.AskAsync(Small("two"));
        await _world.HandleAsync(await _world.MessageAsync());

        var waiting = await _world.StateAsync();
        Assert.Equal((DeliveryState.Waiting, _world.Clock.GetUtcNow().AddMinutes(10)), (waiting.State, waiting.GoesOnAt));
        Assert.Contains("checked out", waiting.Trouble, StringComparison.Ordinal);

        _world.Server.Drives.CheckInByHand(_world.Path);
        await _world.WorkAsync();
        Assert.NotEqual(DeliveryState.Waiting, (await _world.StateAsync()).State);
    }

    [Fact]
    public async Task Waits_as_long_as_it_is_told_then_goes_on()
    {
        await _world.AskAsync(Small("one"));
        _world.Server.Next("PUT", "/drives/*", GraphTrouble.Busy(600));
        await _world.HandleAsync(await _world.MessageAsync());

        var waiting = await _world.StateAsync();
        Assert.Equal((DeliveryState.Waiting, _world.Clock.GetUtcNow().AddMinutes(10)), (waiting.State, waiting.GoesOnAt));
        Assert.Equal(DeliveryState.Delivered, (await _world.WorkAsync()).State);
    }

    [Fact]
    public async Task No_room_says_what_to_do_and_goes_no_further_by_itself()
    {
        _world.Server.Drives.Room = 2;
        await _world.AskAsync(Small("one"));

        var state = await _world.WorkAsync();

        Assert.Equal(DeliveryState.Failed, state.State);
        Assert.Contains("no room", state.Trouble, StringComparison.Ordinal);
        Assert.Contains("send the report again", state.Trouble, StringComparison.Ordinal);
        Assert.Empty(_world.Due);
    }

    [Fact]
    public async Task What_breaks_each_time_fails_at_last_with_what_to_do()
    {
        _world.Server.Next("PUT", "/drives/*", GraphTrouble.Unavailable, times: 100);
        await _world.AskAsync(Small("one"));

        var state = await _world.WorkAsync();

        Assert.Equal((DeliveryState.Failed, DeliverySettings.MostTries), (state.State, state.Tries));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"It was tried {DeliverySettings.MostTries} times."), state.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_library_it_is_said_what_would_have_been_delivered()
    {
        _world.Library = new Nowhere();
        await _world.AskAsync(Small("one"));

        Assert.Equal(DeliveryState.InOutbox, (await _world.WorkAsync()).State);
        Assert.Equal("one"u8.ToArray(), (await _world.Store.BytesAsync(_world.Year, ReportForm.Csv, (await _world.StateAsync()).Sha256, TestContext.Current.CancellationToken))!.Value.ToArray());
        Assert.Empty(_world.Server.Drives.Files);
    }

    [Fact]
    public async Task A_lost_message_is_sent_again()
    {
        await _world.AskAsync(Small("one"));
        _world.LoseMessages();
        _world.Clock.Move(TimeSpan.FromMinutes(6));

        await _world.Resume.HandleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(DeliveryState.Delivered, (await _world.WorkAsync()).State);
    }
}
