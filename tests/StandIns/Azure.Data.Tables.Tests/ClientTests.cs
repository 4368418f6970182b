using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using EngagementPipeline.Testing;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

/// <summary>What the client sends, shows in traces, and lets others replace.</summary>
public sealed class ClientTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Sends_no_nulls_no_stamps_and_a_type_where_json_has_none()
    {
        var transport = new FaultTransport(Fault.Answer(204));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));
        var row = new TableEntity("p", "r")
        {
            ["None"] = null,
            ["Long"] = 5L,
            ["Double"] = 5.0,
            ["Nan"] = double.NaN,
            ["Int"] = 5,
            Timestamp = DateTimeOffset.UnixEpoch,
            ETag = new ETag("\"v\""),
        };

        await table.AddEntityAsync(row, Token);

        var sent = JsonSerializer.Deserialize<SortedDictionary<string, JsonElement>>(transport.Sent[0].Body)!;
        Assert.Equal(
            "Double: 5|Double@odata.type: Edm.Double|Int: 5|Long: 5|Long@odata.type: Edm.Int64|Nan: NaN|Nan@odata.type: Edm.Double|"
            + "PartitionKey: p|RowKey: r",
            string.Join('|', sent.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {p.Value}")));
    }

    [Fact]
    public async Task Speaks_the_version_and_the_dialect_of_the_service()
    {
        var transport = new FaultTransport(Fault.Answer(204), Fault.Answer(204));
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(transport));

        await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        await table.UpdateEntityAsync(new TableEntity("p", "r"), new ETag("W/\"v\""), cancellationToken: Token);

        var (add, update) = (transport.Sent[0], transport.Sent[1]);
        Assert.Equal(("POST", "2020-12-06", "3.0"), (add.Method, add.Headers["x-ms-version"], add.Headers["DataServiceVersion"]));
        Assert.Equal("return-no-content", add.Headers["Prefer"]);
        Assert.Equal("application/json;odata=minimalmetadata", add.Headers["Accept"]);
        Assert.Equal(("PATCH", "W/\"v\""), (update.Method, update.Headers["If-Match"]));
        Assert.StartsWith("azsdk-net-", add.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://acc.table.core.windows.net", "https://acc.table.core.windows.net/anyTable()")]
    [InlineData("https://acc.table.core.windows.net/", "https://acc.table.core.windows.net/anyTable()")]
    [InlineData("http://127.0.0.1:10002/acc/", "http://127.0.0.1:10002/acc/anyTable()")]
    public async Task Finds_its_table_under_an_address_with_or_without_a_slash_at_its_end(string endpoint, string asked)
    {
        var transport = new FaultTransport(Fault.Answer(200, """{"value":[]}"""));
        var credential = new TableSharedKeyCredential("acc", "a2V5");
        var table = new TableClient(new Uri(endpoint), "anyTable", credential, With(transport));

        await table.RowKeysAsync();

        Assert.Equal(asked, transport.Sent[0].Uri.AbsoluteUri);
        Assert.Equal(asked, table.Uri + "()");
    }

    [Fact]
    public async Task Sends_the_older_version_when_told_to()
    {
        var transport = new FaultTransport(Fault.Answer(204));
        var options = new TableClientOptions(TableClientOptions.ServiceVersion.V2019_02_02) { Transport = transport };
        var table = new TableClient(azurite.ConnectionString, "anyTable", options);

        await table.AddEntityAsync(new TableEntity("p", "r"), Token);

        Assert.Equal("2019-02-02", transport.Sent[0].Headers["x-ms-version"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TableClientOptions((TableClientOptions.ServiceVersion)9));
    }

    [Fact]
    public async Task Shows_each_call_and_its_error_in_traces_and_no_key()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Azure.Data.Tables", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var test = new Activity("test").Start();
        var table = await azurite.ATableAsync();

        await table.AddEntityAsync(new TableEntity("p", "r"), Token);
        await Assert.ThrowsAsync<RequestFailedException>(() => table.ReadAsync("p", "other"));
        await table.GetEntityIfExistsAsync<TableEntity>("p", "other", cancellationToken: Token);

        var ours = seen.Where(a => a.TraceId == test.TraceId).ToList();
        Assert.Equal(
            ["Create Unset ", "AddEntity Unset ", "GetEntity Error ResourceNotFound", "GetEntityIfExists Unset "],
            ours.Select(a => $"{a.OperationName["TableClient.".Length..]} {a.Status} {a.GetTagItem("error.type")}"));
        Assert.DoesNotContain(ours, a => a.TagObjects.Any(t => $"{t.Value}".Contains("other", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Can_be_replaced_in_a_test()
    {
        TableServiceClient service = new MadeService();

        var answer = await service.GetTableClient("any").GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Token);

        Assert.Equal("made", answer.Value!.RowKey);
    }

    private sealed class MadeService : TableServiceClient
    {
        public override TableClient GetTableClient(string tableName) => new MadeTable();
    }

    private sealed class MadeTable : TableClient
    {
        public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
            string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
            => Task.FromResult<NullableResponse<T>>(Response.FromValue((T)(object)new TableEntity(partitionKey, "made"), null!));
    }
}
