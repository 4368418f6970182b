using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using EngagementPipeline.LocalHost.Queues;
using EngagementPipeline.LocalHost.Tests.Fixtures;
using EngagementPipeline.LocalHost.Tests.Functions;
using EngagementPipeline.Testing;

namespace EngagementPipeline.LocalHost.Tests;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private readonly string _name = AzuriteFixture.UniqueName();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_a_message_once_and_deletes_it()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<TextMessages>();

        var sent = await queue.SendMessageAsync("{\"plain\": \"text\"}", Cancelled);

        Assert.Equal("{\"plain\": \"text\"}", await host.Probe.NextAsync<string>());
        Assert.Equal(1L, await host.Probe.NextAsync<long>());
        Assert.Equal(sent.Value.MessageId, await host.Probe.NextAsync<string>());
        await UntilEmptyAsync(queue);
        Assert.Equal(0, host.Probe.Waiting);
    }

    [Fact]
    public async Task Gives_a_function_its_own_type_from_JSON_and_reads_the_connection_it_names()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<OrderMessages>(new() { ["AzureWebJobsElsewhere"] = azurite.ConnectionString });
        var id = Guid.NewGuid();

        await queue.SendMessageAsync($$"""{"id": "{{id}}", "TITLE": "Grün"}""", Cancelled);

        Assert.Equal(new Order(id, "Grün"), await host.Probe.NextAsync<Order>());
    }

    [Fact]
    public async Task Gives_a_function_the_bytes()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<BytesMessages>();

        await queue.SendMessageAsync(new BinaryData(new byte[] { 0, 255, 13 }), cancellationToken: Cancelled);

        Assert.Equal([0, 255, 13], await host.Probe.NextAsync<byte[]>());
    }

    [Fact]
    public async Task Tries_a_failing_message_as_often_as_host_json_says_and_then_sets_it_aside()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<FailingMessages>();

        await queue.SendMessageAsync("the-words-of-somebody", Cancelled);

        Assert.Equal(1, await host.Probe.NextAsync<int>());
        Assert.Equal(2, await host.Probe.NextAsync<int>());
        Assert.Equal(3, await host.Probe.NextAsync<int>());
        Assert.Equal("the-words-of-somebody", (await PoisonAsync()).Body.ToString());
        await UntilEmptyAsync(queue);
        Assert.Equal(0, host.Probe.Waiting);
        Assert.Contains(host.Log.Errors, line => line.StartsWith("FailingMessages failed on message", StringComparison.Ordinal));
        Assert.DoesNotContain("the-words-of-somebody", host.Log.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_a_message_aside_at_once_that_is_not_base64()
    {
        await QueueAsync();
        var plain = new QueueClient(azurite.ConnectionString, _name);
        await using var host = await StartAsync<TextMessages>();

        await plain.SendMessageAsync("not base64!", Cancelled);

        var poison = await PoisonAsync(QueueMessageEncoding.None);
        Assert.Equal("not base64!", poison.Body.ToString());
        Assert.Equal(0, host.Probe.Waiting);
    }

    [Fact]
    public async Task Takes_plain_text_where_host_json_says_so()
    {
        await QueueAsync();
        await using var host = await StartAsync<TextMessages>(
            hostJson: """{"extensions": {"queues": {"messageEncoding": "none", "maxPollingInterval": "00:00:00.2"}}}""");

        await new QueueClient(azurite.ConnectionString, _name).SendMessageAsync("plain", Cancelled);

        Assert.Equal("plain", await host.Probe.NextAsync<string>());
    }

    [Fact]
    public async Task Keeps_a_message_that_failed_out_of_sight_for_as_long_as_host_json_says()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<FailingMessages>(
            hostJson: """{"extensions": {"queues": {"visibilityTimeout": "01:00:00", "maxPollingInterval": "00:00:00.2"}}}""");

        await queue.SendMessageAsync("later", Cancelled);
        await host.Probe.NextAsync<int>();
        await Until.TrueAsync(() => host.Log.Errors.Any());
        await host.Server.StopAsync();

        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancelled)).Value.ApproximateMessagesCount);
        Assert.Empty((await queue.ReceiveMessagesAsync(Cancelled)).Value);
        Assert.Equal(0, host.Probe.Waiting);
    }

    [Fact]
    public async Task Works_on_no_more_at_once_than_a_batch_and_the_threshold()
    {
        var queue = await QueueAsync();
        foreach (var number in Enumerable.Range(1, 6)) await queue.SendMessageAsync($"message {number}", Cancelled);
        await using var host = await StartAsync<SlowMessages>();

        // Batches of two, and the next one fetched while at most one is under way: two at first, never more than three.
        await Until.TrueAsync(() => host.Probe.Running == 2);
        Assert.Equal(2, host.Probe.Waiting);
        host.Probe.Gate.SetResult();
        await UntilEmptyAsync(queue);

        Assert.InRange(host.Probe.MostRunning, 2, 3);
        Assert.Equal(12, host.Probe.Waiting);
    }

    [Fact]
    public async Task Waits_for_a_queue_that_does_not_exist_yet()
    {
        await using var host = await StartAsync<TextMessages>();
        await Until.TrueAsync(() => !host.Log.Lines.IsEmpty);

        await (await QueueAsync()).SendMessageAsync("at last", Cancelled);

        Assert.Equal("at last", await host.Probe.NextAsync<string>());
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task Renews_the_lease_while_the_work_goes_on()
    {
        var queue = await QueueAsync();
        await queue.SendMessageAsync("long", Cancelled);
        QueueMessage message = (await queue.ReceiveMessagesAsync(1, TimeSpan.FromSeconds(1), Cancelled)).Value[0];
        var renewals = new FaultTransport();
        var watched = new QueueClient(azurite.ConnectionString, _name, new QueueClientOptions { Transport = renewals });

        await using var lease = new MessageLease(watched, message, renewal: TimeSpan.FromMilliseconds(300));
        // One renewal is done when the next is sent, and the message would be in sight by itself again (storage says when, to the second).
        await Until.TrueAsync(() => renewals.Sent.Count > 1 && TimeProvider.System.GetUtcNow() > message.NextVisibleOn!.Value.AddSeconds(1));

        Assert.Empty((await queue.ReceiveMessagesAsync(Cancelled)).Value);
        await queue.DeleteMessageAsync(message.MessageId, await lease.EndAsync(), Cancelled);
        await UntilEmptyAsync(queue);
    }

    [Fact]
    public async Task Lets_a_message_under_way_finish_when_the_host_stops()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<SlowMessages>();
        await queue.SendMessageAsync("one", Cancelled);
        Assert.Equal("one", await host.Probe.NextAsync<string>());

        var stopping = host.Server.StopAsync();
        host.Probe.Gate.SetResult();
        await stopping;

        Assert.Equal("finished one", await host.Probe.NextAsync<string>());
        Assert.Equal(0, (await queue.GetPropertiesAsync(Cancelled)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Puts_a_message_back_that_does_not_finish_in_time()
    {
        var queue = await QueueAsync();
        await using var host = await StartAsync<StubbornMessages>(grace: TimeSpan.FromSeconds(1));
        await queue.SendMessageAsync("endless", Cancelled);
        Assert.Equal("endless", await host.Probe.NextAsync<string>());

        await host.Server.StopAsync();

        Assert.Equal("endless", (await queue.ReceiveMessagesAsync(Cancelled)).Value.Single().Body.ToString());
    }

    private Task<TestHost> StartAsync<T>(Dictionary<string, string?>? settings = null, string? hostJson = null, TimeSpan? grace = null) =>
        TestHost.StartAsync(azurite, [typeof(T)], new(settings ?? []) { ["Queue"] = _name }, hostJson: hostJson, grace: grace);

    private async Task<QueueClient> QueueAsync()
    {
        var queue = new QueueClient(azurite.ConnectionString, _name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancelled);
        return queue;
    }

    private async Task<QueueMessage> PoisonAsync(QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var poison = new QueueClient(azurite.ConnectionString, _name + "-poison", new QueueClientOptions { MessageEncoding = encoding });
        await Until.TrueAsync(async () => await poison.ExistsAsync(Cancelled) && (await poison.GetPropertiesAsync(Cancelled)).Value.ApproximateMessagesCount == 1);
        return (await poison.ReceiveMessagesAsync(Cancelled)).Value.Single();
    }

    private static Task UntilEmptyAsync(QueueClient queue) =>
        Until.TrueAsync(async () => (await queue.GetPropertiesAsync(Cancelled)).Value.ApproximateMessagesCount == 0);
}
