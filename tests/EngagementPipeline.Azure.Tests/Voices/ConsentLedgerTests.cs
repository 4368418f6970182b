using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

public sealed class ConsentLedgerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Appends_at_the_same_time_make_one_chain()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => stage.Ledger.AppendAsync(Recorded(project), default)));

        Assert.Equal(new LedgerVerified(true, 40), await VerifyAsync(stage, project));
        var numbers = await stage.Ledger.ReadAsync(project, 0, default).Select(e => e.Number).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), numbers);
    }

    [Fact]
    public async Task Appends_from_several_instances_at_once_never_fork_the_chain()
    {
        const int Instances = 6;
        const int Each = 12;
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);
        var instances = Enumerable.Range(0, Instances).Select(_ => new ConsentLedger(TestStorage.Of(azurite))).ToList(); // each with clients of its own
        var shared = Recorded(project);

        var appended = await Task.WhenAll(instances.Select(ledger => Task.Run(async () =>
        {
            var mine = new List<LedgerEntry> { await ledger.AppendAsync(shared, default) };
            for (var i = 0; i < Each; i++)
                mine.Add(await ledger.AppendAsync(Recorded(project), default));
            return mine;
        })));

        var chain = await stage.Ledger.ReadAsync(project, 0, default).ToListAsync();
        Assert.Equal(new LedgerVerified(true, (Instances * Each) + 1), await VerifyAsync(stage, project));
        Assert.Equal(Enumerable.Range(1, (Instances * Each) + 1).Select(n => (long)n), chain.Select(entry => entry.Number));
        Assert.Equal(chain.Count - 1, chain.Select(entry => entry.Previous).Skip(1).Distinct().Count());
        Assert.Equal(chain.Select(entry => entry.Hash), appended.SelectMany(mine => mine).DistinctBy(entry => entry.Hash).OrderBy(entry => entry.Number).Select(entry => entry.Hash));
        Assert.All(appended, mine => Assert.Equal(mine.Select(entry => entry.Number).Skip(1).Order(), mine.Select(entry => entry.Number).Skip(1)));
        Assert.Single(appended.Select(mine => mine[0].Number).Distinct());
    }

    [Fact]
    public async Task A_fact_said_again_even_at_the_same_time_stands_once_as_it_was_said_first()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);
        var happened = Recorded(project);

        var entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.Ledger.AppendAsync(happened, default)));
        var again = await stage.Ledger.AppendAsync(happened with { At = happened.At.AddDays(1), Details = "{\"other\":1}" }, default);

        Assert.All(entries, entry => Assert.Equal(again, entry));
        Assert.Equal(new LedgerVerified(true, 1), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Finds_the_entries_of_one_consent()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);
        var happened = Recorded(project);
        await stage.Ledger.AppendAsync(happened, default);
        await stage.Ledger.AppendAsync(Recorded(project), default);
        await stage.Ledger.AppendAsync(happened with { Fact = ConsentFact.ConsentWithdrawn }, default);

        var entries = await stage.Ledger.ReadAsync(project, happened.Consent, default);

        Assert.Equal([(1L, "consent-recorded"), (3L, "consent-withdrawn")], entries.Select(e => (e.Number, e.Fact)));
    }

    [Fact]
    public async Task A_project_without_consents_has_a_ledger_that_holds()
    {
        var stage = await Stage.SetAsync(azurite);

        Assert.Equal(new LedgerVerified(true, 0), await VerifyAsync(stage, await AProjectAsync(stage)));
    }

    [Theory]
    [InlineData("At")]
    [InlineData("Fact")]
    [InlineData("Consent")]
    [InlineData("By")]
    [InlineData("Details")]
    [InlineData("Previous")]
    [InlineData("Hash")]
    public async Task Verify_finds_an_altered_entry(string property)
    {
        var (stage, project, table) = await FiveEntriesAsync();
        TableEntity row = await table.GetEntityAsync<TableEntity>(project.ToString(), ConsentEventRow.KeyOf(3));
        row[property] = property == "Consent" ? Guid.NewGuid().ToString() : row.GetString(property) + "x";
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(new LedgerVerified(false, 2, 3), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_an_altered_entry_whose_hash_was_made_to_fit()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow row = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(3));
        row.Details = "{\"audiences\":[\"national\"]}";
        row.Hash = row.ToEntry().HashOfContent();
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(new LedgerVerified(false, 3, 4), await VerifyAsync(stage, project));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Verify_finds_a_dropped_entry_the_last_one_too(int number)
    {
        var (stage, project, table) = await FiveEntriesAsync();
        await table.DeleteEntityAsync(project.ToString(), ConsentEventRow.KeyOf(number));

        Assert.Equal(new LedgerVerified(false, number - 1, number), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_that_the_end_was_cut_off_even_when_the_head_was_too()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        await table.DeleteEntityAsync(project.ToString(), LedgerHeadRow.Key);

        Assert.False((await VerifyAsync(stage, project)).Valid);
    }

    /// <summary>The number that the head says is how many entries there are: what is beyond either is not vouched for.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(6, 5)]
    [InlineData(1000, 5)]
    public async Task Verify_finds_a_head_with_another_number(long number, long holds)
    {
        var (stage, project, table) = await FiveEntriesAsync();
        LedgerHeadRow head = await table.GetEntityAsync<LedgerHeadRow>(project.ToString(), LedgerHeadRow.Key);
        head.Number = number;
        await table.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(new LedgerVerified(false, holds, holds + 1), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_a_head_with_another_hash()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        LedgerHeadRow head = await table.GetEntityAsync<LedgerHeadRow>(project.ToString(), LedgerHeadRow.Key);
        head.Hash = Convert.ToHexStringLower(SHA256.HashData("another"u8));
        await table.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);

        Assert.False((await VerifyAsync(stage, project)).Valid);
    }

    [Fact]
    public async Task Verify_finds_a_head_set_back_to_an_earlier_entry_with_that_ones_hash()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow four = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(4));
        LedgerHeadRow head = await table.GetEntityAsync<LedgerHeadRow>(project.ToString(), LedgerHeadRow.Key);
        (head.Number, head.Hash) = (four.Number, four.Hash);
        await table.UpdateEntityAsync(head, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(new LedgerVerified(false, 4, 5), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_a_last_entry_that_was_altered_and_its_hash_made_to_fit()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow row = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(5));
        row.Details = "{\"audiences\":[\"national\"]}";
        row.Hash = row.ToEntry().HashOfContent();
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace);

        Assert.False((await VerifyAsync(stage, project)).Valid);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Verify_finds_the_same_content_appended_a_second_time(int number)
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow row = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(number));
        (row.RowKey, row.Number) = (ConsentEventRow.KeyOf(6), 6);
        await table.AddEntityAsync(row);

        Assert.Equal(new LedgerVerified(false, 5, 6), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_a_doubled_entry()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow row = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(2));
        row.RowKey = ConsentEventRow.KeyOf(2) + "0";
        await table.AddEntityAsync(row);

        Assert.Equal(new LedgerVerified(false, 2, 3), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_entries_that_changed_places()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        ConsentEventRow two = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(2));
        ConsentEventRow three = await table.GetEntityAsync<ConsentEventRow>(project.ToString(), ConsentEventRow.KeyOf(3));
        (two.RowKey, three.RowKey) = (three.RowKey, two.RowKey);
        (two.Number, three.Number) = (three.Number, two.Number);
        await table.UpdateEntityAsync(two, ETag.All, TableUpdateMode.Replace);
        await table.UpdateEntityAsync(three, ETag.All, TableUpdateMode.Replace);

        Assert.Equal(new LedgerVerified(false, 1, 2), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verify_finds_an_entry_put_behind_the_last()
    {
        var (stage, project, table) = await FiveEntriesAsync();
        var forged = LedgerEntry.After(await stage.Ledger.ReadHeadAsync(project, default), Recorded(project));
        await table.AddEntityAsync(ConsentEventRow.Of(forged));

        Assert.Equal(new LedgerVerified(false, 5, 6), await VerifyAsync(stage, project));
    }

    [Fact]
    public async Task Verifying_while_others_append_finds_nothing_wrong()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);
        var appending = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
                await stage.Ledger.AppendAsync(Recorded(project), default);
        });

        var looks = new List<LedgerVerified>();
        while (!appending.IsCompleted)
            looks.Add(await VerifyAsync(stage, project));
        await appending;

        Assert.All(looks, look => Assert.True(look.Valid));
        Assert.Equal(new LedgerVerified(true, 60), await VerifyAsync(stage, project));
    }

    private async Task<(Stage Stage, ProjectId Project, TableClient Table)> FiveEntriesAsync()
    {
        var stage = await Stage.SetAsync(azurite);
        var project = await AProjectAsync(stage);
        for (var i = 0; i < 5; i++)
            await stage.Ledger.AppendAsync(Recorded(project), default);
        Assert.Equal(new LedgerVerified(true, 5), await VerifyAsync(stage, project));
        return (stage, project, stage.Storage.Table(ConsentEventRow.Table));
    }

    private static async Task<ProjectId> AProjectAsync(Stage stage)
    {
        var project = Given.AProject();
        await stage.Projects.AddAsync(project, default);
        return project.Id;
    }

    private static ConsentEvent Recorded(ProjectId project) => new(
        project, new(Guid.NewGuid()), ConsentFact.ConsentRecorded, new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), LedgerParty.EngagementWorker, "{\"a\":1}");

    private static async Task<LedgerVerified> VerifyAsync(Stage stage, ProjectId project) =>
        (await stage.VerifyLedger.HandleAsync(project, default)).Value;
}
