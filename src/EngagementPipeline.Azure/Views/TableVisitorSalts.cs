using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>
/// Each day's secret, in a table: a deleted row of a table is gone, where a blob may live on under soft delete, versions or
/// snapshots that somebody switches on for the account.
/// </summary>
public sealed class TableVisitorSalts(TableClient table, TimeProvider clock) : IVisitorSalts, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile Held? _held;

    public ValueTask<byte[]> OfAsync(DateOnly day, CancellationToken cancellationToken) =>
        _held is { } held && held.Day == day ? new(held.Salt) : new(FetchAsync(day, cancellationToken));

    public async Task DestroyThroughAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (_held is { } held && held.Day <= day)
            Forget(held);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {VisitorSaltRow.Partition} and RowKey le {VisitorSaltRow.KeyOf(day)}");
        await foreach (var row in table.QueryAsync<VisitorSaltRow>(filter, cancellationToken: cancellationToken))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    public void Dispose()
    {
        _one.Dispose();
        if (_held is { } held)
            Forget(held);
    }

    private async Task<byte[]> FetchAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_held is { } held && held.Day == day)
                return held.Salt;

            var salt = await ReadAsync(day, cancellationToken) ?? await MakeAsync(day, cancellationToken);
            if (_held is { } old)
                Forget(old);
            var fresh = new Held(day, salt);

            // Whoever destroys the stored secret can't reach into other processes: each forgets its own when the day closes.
            var left = ViewDays.ClosingOf(day) - clock.GetUtcNow();
            fresh.Forgetting = clock.CreateTimer(_ => Forget(fresh), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            _held = fresh;
            return salt;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<byte[]?> ReadAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<VisitorSaltRow>(VisitorSaltRow.Partition, VisitorSaltRow.KeyOf(day), cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.Salt : null;
    }

    private async Task<byte[]> MakeAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var row = new VisitorSaltRow { RowKey = VisitorSaltRow.KeyOf(day), Salt = RandomNumberGenerator.GetBytes(32) };
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return row.Salt;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return await ReadAsync(day, cancellationToken) ?? throw new InvalidOperationException("The day's secret was destroyed while it was asked for.", there);
        }
    }

    private void Forget(Held held)
    {
        held.Forgetting?.Dispose();
        if (ReferenceEquals(_held, held))
            _held = null;
    }

    private sealed class Held(DateOnly day, byte[] salt)
    {
        public DateOnly Day { get; } = day;

        public byte[] Salt { get; } = salt;

        public ITimer? Forgetting { get; set; }
    }
}

/// <summary>docs/tables/VisitorSalts.md</summary>
internal sealed class VisitorSaltRow : ITableEntity
{
    public const string Table = "VisitorSalts";

    public const string Partition = "salt";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public byte[] Salt { get; set; } = [];

    public static string KeyOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
