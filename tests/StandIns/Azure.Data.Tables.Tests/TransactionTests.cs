using EngagementPipeline.Testing;
using static Azure.Data.Tables.TableTransactionActionType;
using static Azure.Data.Tables.Tests.Tables;

namespace Azure.Data.Tables.Tests;

public sealed class TransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Does_every_kind_of_action_and_answers_each_in_order()
    {
        var table = await azurite.ATableAsync();
        foreach (var row in (string[])["merged", "replaced", "upmerged", "upreplaced", "deleted"])
            await table.AddEntityAsync(Row(row, 1), Token);

        var answers = await table.SubmitTransactionAsync(
            [
                new(Add, Row("added", 1)),
                new(UpdateMerge, Other("merged"), ETag.All),
                new(UpdateReplace, Other("replaced"), ETag.All),
                new(UpsertMerge, Other("upmerged")),
                new(UpsertReplace, Other("upreplaced")),
                new(UpsertMerge, Other("new")),
                new(Delete, Row("deleted", 0)),
            ],
            Token);

        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.Equal(Enumerable.Repeat(204, 7), answers.Value.Select(a => a.Status));
        Assert.Equal((await table.ReadAsync("p", "merged")).ETag, answers.Value[1].Headers.ETag);
        Assert.Equal(["added", "merged", "new", "replaced", "upmerged", "upreplaced"], await table.RowKeysAsync());
        Assert.Equal(["added", "merged", "upmerged"], await table.RowKeysAsync("N eq 1"));
        Assert.Equal(["merged", "new", "replaced", "upmerged", "upreplaced"], await table.RowKeysAsync("Other eq true"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task One_refused_action_leaves_nothing_of_the_others(int failing)
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(Row("there", 1), Token);
        var rows = Enumerable.Range(0, 5).Select(n => Row(n == failing ? "there" : $"r{n}", 2));
        var actions = rows.Select(row => new TableTransactionAction(Add, row)).ToList();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions, Token));

        Assert.Equal((409, "EntityAlreadyExists", failing), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal(["there"], await table.RowKeysAsync());
        Assert.Equal(1, (await table.ReadAsync("p", "there")).GetInt32("N"));
    }

    [Fact]
    public async Task Insists_on_versions()
    {
        var table = await azurite.ATableAsync();
        await table.AddEntityAsync(Row("r", 1), Token);
        var old = (await table.ReadAsync("p", "r")).ETag;
        await table.UpsertEntityAsync(Row("r", 2), cancellationToken: Token);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row("s", 1)), new(UpdateMerge, Row("r", 3), old)], Token));
        var now = (await table.ReadAsync("p", "r")).ETag;
        await table.SubmitTransactionAsync([new(Delete, Row("r", 0), now)], Token);

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Empty(await table.RowKeysAsync());
    }

    [Fact]
    public async Task Takes_a_hundred_actions()
    {
        var table = await azurite.ATableAsync();

        var actions = Enumerable.Range(0, 100).Select(n => new TableTransactionAction(Add, Row($"r{n}", n)));

        var answers = await table.SubmitTransactionAsync(actions, Token);

        Assert.Equal((100, 100), (answers.Value.Count, (await table.RowKeysAsync()).Count));
    }

    [Fact]
    public async Task Keeps_words_in_any_script_quotes_and_line_breaks()
    {
        var table = await azurite.ATableAsync();
        const string Words = "Zażółć \"gęślą\"\r\n--changeset jaźń 🎉 {}";

        await table.SubmitTransactionAsync([new(Add, new TableEntity("p", "r") { ["Words"] = Words }), new(Add, Row("s", 1))], Token);

        Assert.Equal(Words, (await table.ReadAsync("p", "r")).GetString("Words"));
    }

    [Fact]
    public async Task Refuses_none_at_all_before_it_is_sent()
    {
        var table = new TableClient(azurite.ConnectionString, "none");

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([], Token));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null!, Token));
    }

    [Fact]
    public async Task The_same_body_is_sent_again_on_a_retry()
    {
        var transport = new FaultTransport(Fault.None, Fault.Answer(503));
        var table = await azurite.ATableAsync(With(transport));

        await table.SubmitTransactionAsync([new(Add, Row("r", 1)), new(Add, Row("s", 1))], Token);

        var (first, second) = (transport.Sent[^2], transport.Sent[^1]);
        Assert.NotEmpty(first.Body);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(["r", "s"], await table.RowKeysAsync());
    }

    [Fact]
    public async Task Reads_the_answers_the_service_itself_gives()
    {
        const string Type = "multipart/mixed; boundary=batchresponse_1";
        var part = (string status, string body) =>
            $"--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {status}\r\n"
            + $"X-Content-Type-Options: nosniff\r\nDataServiceVersion: 3.0;\r\nETag: W/\"v\"\r\n\r\n{body}\r\n";
        var answer = (string parts) =>
            "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
            + parts + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";
        var error = ErrorBody("InvalidInput", "99:One of the inputs is not valid.");
        var table = new TableClient(azurite.ConnectionString, "anyTable", With(new FaultTransport(
            Fault.Answer(202, answer(part("204 No Content", "") + part("204 No Content", "")), ("Content-Type", Type)),
            Fault.Answer(202, answer(part("400 Bad Request", error)), ("Content-Type", Type)))));

        var done = await table.SubmitTransactionAsync([new(Add, Row("r", 1)), new(Add, Row("s", 1))], Token);
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new(Add, Row("r", 1))], Token));

        Assert.Equal([(204, "W/\"v\""), (204, "W/\"v\"")], done.Value.Select(a => (a.Status, a.Headers.ETag.ToString()!)));
        Assert.Equal("No Content", done.Value[0].ReasonPhrase);
        Assert.Equal((400, "InvalidInput", 99), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    private static TableEntity Row(string key, int n) => new("p", key) { ["N"] = n };

    private static TableEntity Other(string key) => new("p", key) { ["Other"] = true };
}
