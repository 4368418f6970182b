using Azure.Data.Tables;
using EngagementPipeline.Azure.Backups;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Azure.Tests.Voices;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Backups;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Backups;

public sealed class LedgerCopyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_ledger_that_grows_while_it_is_copied_is_copied_as_it_was_when_its_last_entry_was_read()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = new ProjectId(Guid.NewGuid());
        for (var i = 0; i < 3; i++)
            await AppendAsync(stage, project);
        var early = await RowsAsync(project);
        await AppendAsync(stage, project);
        var late = await RowsAsync(project);

        // As pages of a query may be: the entries of the one moment, the facts and the head of the other.
        var torn = early.Where(IsEntry).Concat(late.Where(row => !IsEntry(row))).OrderBy(row => row.RowKey, StringComparer.Ordinal);
        var whole = await new LedgerCopy().WholeAsync(torn.ToAsyncEnumerable()).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(early.Select(RowJson.Of), whole.Select(RowJson.Of));
        Assert.Equal(late.Select(RowJson.Of), (await new LedgerCopy().WholeAsync(late.ToAsyncEnumerable()).ToListAsync(TestContext.Current.CancellationToken)).Select(RowJson.Of));
    }

    [Fact]
    public void A_row_is_read_from_its_line_as_it_was_written_in_every_type()
    {
        var row = new TableEntity("p", "r")
        {
            ["Text"] = "“Ä\n\u2028",
            ["Truth"] = true,
            ["Number"] = 7,
            ["Long"] = long.MaxValue,
            ["Whole"] = 3d,
            ["Double"] = 0.1d,
            ["NotANumber"] = double.NaN,
            ["At"] = new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.Zero).AddTicks(1),
            ["Id"] = Guid.NewGuid(),
            ["Bytes"] = new byte[] { 0, 255 },
        };

        var read = RowJson.Read(RowJson.Of(row));

        Assert.Equal(row.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.All(row.Keys, name => Assert.Equal(row[name], read[name]));
        Assert.All(row.Keys, name => Assert.IsType(row[name].GetType(), read[name]));
    }

    [Fact]
    public async Task The_list_of_what_was_taken_back_only_grows()
    {
        var file = Path.Combine(Path.GetTempPath(), "engagement-pipeline-" + Path.GetRandomFileName());
        var one = new TakenBack(TakenBackKind.ConsentWithdrawn, "p", "a", DateTimeOffset.UnixEpoch, By: "young-person");
        var two = one with { Id = "b" };
        try
        {
            Assert.Equal(1, await AddAsync(one));
            Assert.Equal(1, await AddAsync(one, two));
            Assert.Equal(0, await AddAsync());
            Assert.Equal([one, two], await TakenBackFile.ReadAsync(file, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }

        Task<int> AddAsync(params TakenBack[] lines) => TakenBackFile.AddAsync(file, lines.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
    }

    private static bool IsEntry(TableEntity row) => row.RowKey.StartsWith("entry-", StringComparison.Ordinal);

    private static Task<LedgerEntry> AppendAsync(Stage stage, ProjectId project) => stage.Ledger.AppendAsync(
        new(project, new ConsentId(Guid.NewGuid()), ConsentFact.ConsentRecorded, DateTimeOffset.UnixEpoch, LedgerParty.EngagementWorker), TestContext.Current.CancellationToken);

    private async Task<List<TableEntity>> RowsAsync(ProjectId project) =>
        await TestStorage.Of(azurite).Table("ConsentEvents").QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()}"), cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
