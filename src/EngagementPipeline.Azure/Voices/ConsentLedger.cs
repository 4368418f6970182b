using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// A project's ledger is one partition. An append is one entity group transaction of the entry, the fact's place and the head:
/// all of it or nothing, and nothing when the head has moved on since it was read.
/// </summary>
public sealed class ConsentLedger(Storage storage) : IConsentLedger
{
    private readonly TableClient _ledger = storage.Table(ConsentEventRow.Table);

    public async Task<LedgerEntry> AppendAsync(ConsentEvent happened, CancellationToken cancellationToken)
    {
        var partition = happened.Project.ToString();
        var fact = ConsentFactRow.KeyOf(happened);
        for (var attempt = 0; ; attempt++)
        {
            if (await _ledger.FindAsync<ConsentFactRow>(partition, fact, cancellationToken) is { } place)
                return await ReadAsync(partition, place.Number, cancellationToken);

            var head = await _ledger.FindAsync<LedgerHeadRow>(partition, LedgerHeadRow.Key, cancellationToken);
            var entry = LedgerEntry.After(HeadOf(head), happened);
            if (await TryAppendAsync(entry, fact, head, cancellationToken))
                return entry;

            await Task.Delay(RandomNumberGenerator.GetInt32(1, 10 * Math.Min(attempt + 2, 20)), cancellationToken);
        }
    }

    public IAsyncEnumerable<LedgerEntry> ReadAsync(ProjectId project, long after, CancellationToken cancellationToken) =>
        _ledger.QueryAsync<ConsentEventRow>(
            Between(project, ConsentEventRow.KeyOf(after), ConsentEventRow.EndOfKeys), cancellationToken: cancellationToken).Select(row => row.ToEntry());

    public async Task<IReadOnlyList<LedgerEntry>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var facts = await _ledger.QueryAsync<ConsentFactRow>(
                Between(project, ConsentFactRow.StartOfKeysOf(consent), ConsentFactRow.EndOfKeysOf(consent)), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        var entries = await _ledger.FindAllAsync<ConsentEventRow>(
            project.ToString(), facts.Select(place => ConsentEventRow.KeyOf(place.Number)), cancellationToken);
        return entries.Select(row => row.ToEntry()).OrderBy(entry => entry.Number).ToList();
    }

    public async Task<LedgerHead> ReadHeadAsync(ProjectId project, CancellationToken cancellationToken) =>
        HeadOf(await _ledger.FindAsync<LedgerHeadRow>(project.ToString(), LedgerHeadRow.Key, cancellationToken));

    private async Task<bool> TryAppendAsync(LedgerEntry entry, string fact, LedgerHeadRow? head, CancellationToken cancellationToken)
    {
        var partition = entry.Project.ToString();
        var moved = new LedgerHeadRow { PartitionKey = partition, Number = entry.Number, Hash = entry.Hash };
        try
        {
            await _ledger.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, ConsentEventRow.Of(entry)),
                    new(
                        TableTransactionActionType.Add,
                        new ConsentFactRow { PartitionKey = partition, RowKey = fact, Number = entry.Number }),
                    head is null
                        ? new(TableTransactionActionType.Add, moved)
                        : new(TableTransactionActionType.UpdateReplace, moved, head.ETag),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<LedgerEntry> ReadAsync(string partition, long number, CancellationToken cancellationToken) =>
        (await _ledger.FindAsync<ConsentEventRow>(partition, ConsentEventRow.KeyOf(number), cancellationToken))?.ToEntry()
        ?? throw new InvalidOperationException($"Entry {number} of the ledger of project {partition} is missing: the ledger is broken.");

    private static string Between(ProjectId project, string after, string before) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()} and RowKey gt {after} and RowKey lt {before}");

    private static LedgerHead HeadOf(LedgerHeadRow? row) => row is null ? LedgerHead.OfNothing : new(row.Number, row.Hash);
}
