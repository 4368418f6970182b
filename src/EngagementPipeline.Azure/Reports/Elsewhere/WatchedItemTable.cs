using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports.Elsewhere;

internal sealed class WatchedItemRow : ITableEntity
{
    public const string Table = "WatchedItems";

    public const string Partition = "items";

    /// <summary>Begins the names of rows that keep a key, or a place, from being registered twice; they sort after every id.</summary>
    public const string Claim = "~";

    /// <summary>Begins the names of those that are watched no more.</summary>
    public const string Former = Claim + "was ";

    private const string DayFormat = "yyyy-MM-dd";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Key { get; set; } = "";

    public string Title { get; set; } = "";

    public string Drive { get; set; } = "";

    public string Item { get; set; } = "";

    public string Name { get; set; } = "";

    public string Link { get; set; } = "";

    public string From { get; set; } = "";

    public DateTimeOffset AddedAt { get; set; }

    public string AddedBy { get; set; } = "";

    public string State { get; set; } = "";

    public string? Trouble { get; set; }

    public string? LastDay { get; set; }

    public string? ReadThrough { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    public DateTimeOffset NextAt { get; set; }

    public string Kind { get; set; } = "";

    public string? Check { get; set; }

    public string Years { get; set; } = "";

    public string Gaps { get; set; } = "";

    public static WatchedItemRow Of(WatchedItem item) => new()
    {
        RowKey = item.Id.ToString(),
        Key = item.Key,
        Title = item.Title,
        Drive = item.Drive,
        Item = item.Item,
        Name = item.Name,
        Link = item.Link.AbsoluteUri,
        From = TextOf(item.From),
        AddedAt = item.AddedAt,
        AddedBy = item.AddedBy,
        State = Kebab.Of(item.State),
        Trouble = item.Trouble,
        LastDay = item.LastDay is { } last ? TextOf(last) : null,
        ReadThrough = item.ReadThrough is { } through ? TextOf(through) : null,
        ReadAt = item.ReadAt,
        NextAt = item.NextAt,
        Kind = item.Kind.Name,
        Check = item.Check is { } check ? JsonSerializer.Serialize(check) : null,
        Years = string.Join(' ', item.Years),
        Gaps = string.Join(' ', item.Gaps.Select(gap => $"{TextOf(gap.From)}/{TextOf(gap.To)}")),
    };

    public WatchedItem ToItem() =>
        new(new(Guid.ParseExact(RowKey.StartsWith(Former, StringComparison.Ordinal) ? RowKey[Former.Length..] : RowKey, "D")), Key, Title, Drive, Item, Name, new Uri(Link), DayOf(From), AddedAt, AddedBy)
        {
            Kind = ImportedKind.TryParse(Kind, out var kind) ? kind : ImportedKind.Views,
            Check = Check is { } check ? JsonSerializer.Deserialize<CrossCheck>(check) : null,
            State = Kebab.Parse<WatchState>(State),
            Trouble = Trouble,
            LastDay = LastDay is { } last ? DayOf(last) : null,
            ReadThrough = ReadThrough is { } through ? DayOf(through) : null,
            ReadAt = ReadAt,
            NextAt = NextAt,
            Years = [.. Years.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ImportedFigureRow.YearOf)],
            Gaps = [.. Gaps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(gap => gap.Split('/')).Select(gap => new Gap(DayOf(gap[0]), DayOf(gap[1])))],
        };

    private static string TextOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);
}

public sealed class WatchedItemTable(Storage storage) : IWatchedItems
{
    private readonly TableClient _items = storage.Table(WatchedItemRow.Table);

    public async Task<IReadOnlyList<WatchedItem>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await _items.ReadAllAsync<WatchedItemRow>($"PartitionKey eq {WatchedItemRow.Partition} and RowKey lt {WatchedItemRow.Claim}", cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToItem()).OrderBy(item => item.AddedAt).ThenBy(item => item.Id.Value)];
    }

    public async Task<Versioned<WatchedItem>?> FindAsync(WatchedId id, CancellationToken cancellationToken) =>
        await _items.FindAsync<WatchedItemRow>(WatchedItemRow.Partition, id.ToString(), cancellationToken) is { } row ? new(row.ToItem(), row.ETag.ToString()) : null;

    public async Task<string?> TrySaveAsync(WatchedItem item, string? mark, CancellationToken cancellationToken)
    {
        var row = WatchedItemRow.Of(item);
        try
        {
            if (mark is not null)
                return (await _items.UpdateEntityAsync(row, new ETag(mark), TableUpdateMode.Replace, cancellationToken)).Headers.ETag?.ToString();
            // All of it or nothing: of two who register the same, one does.
            var all = ClaimsOf(item).Select(claim => new TableTransactionAction(TableTransactionActionType.Add, claim)).Prepend(new(TableTransactionActionType.Add, row));
            var done = await _items.SubmitTransactionAsync(all, cancellationToken);
            return done.Value[0].Headers.ETag?.ToString();
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public async Task<bool> StopAsync(WatchedItem item, string mark, CancellationToken cancellationToken)
    {
        var former = WatchedItemRow.Of(item);
        former.RowKey = WatchedItemRow.Former + former.RowKey;
        try
        {
            var all = new List<TableTransactionAction>
            {
                new(TableTransactionActionType.Delete, new TableEntity(WatchedItemRow.Partition, item.Id.ToString()), new ETag(mark)),
                new(TableTransactionActionType.UpsertReplace, former),
            };
            // One that an app before this one began to stop has lost some of them.
            foreach (var claim in ClaimsOf(item))
            {
                if (await _items.FindAsync<TableEntity>(claim.PartitionKey, claim.RowKey, cancellationToken) is not null)
                    all.Add(new(TableTransactionActionType.Delete, claim, ETag.All));
            }

            await _items.SubmitTransactionAsync(all, cancellationToken);
            return true;
        }
        catch (RequestFailedException moved) when (moved.Status is 404 or 412)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<WatchedItem>> FormerAsync(CancellationToken cancellationToken)
    {
        var end = WatchedItemRow.Former + WatchedItemRow.Claim;
        return await _items.ReadAllAsync<WatchedItemRow>($"PartitionKey eq {WatchedItemRow.Partition} and RowKey gt {WatchedItemRow.Former} and RowKey lt {end}", cancellationToken)
            .Select(row => row.ToItem()).ToListAsync(cancellationToken);
    }

    private static IEnumerable<TableEntity> ClaimsOf(WatchedItem item)
    {
        var place = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{item.Drive}\n{item.Item}")));
        return new[] { $"key {item.Key}", $"place {place}" }.Select(name => new TableEntity(WatchedItemRow.Partition, WatchedItemRow.Claim + name));
    }
}
