using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Azure.Stories;

/// <summary>docs/tables/AskedCards.md.</summary>
internal sealed class AskedCardRow : ITableEntity
{
    public const string Table = "AskedCards";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Version { get; set; }

    public int Place { get; set; }

    public string Card { get; set; } = "";

    // Read by programs only, never put into a page: letters of every script may stand as they are, and fit.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AskedCardRow Of(StoryId story, Card card, int version, int place)
    {
        var json = CardCatalogue.ToJson(card).ToJsonString(Plain);
        return new()
        {
            PartitionKey = story.ToString(),
            RowKey = string.Create(CultureInfo.InvariantCulture, $"{card.Id}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 8))}"),
            Version = version,
            Place = place,
            Card = json,
        };
    }

    public AskedCard ToAskedCard()
    {
        using var json = JsonDocument.Parse(Card);
        var fields = new Fields();
        return CardCatalogue.Read([json.RootElement], fields, kept: true) is [var card] && !fields.HasErrors
            ? new AskedCard(card, Version, Place)
            : throw new FormatException("A kept question can't be read.");
    }
}

public sealed class AskedCardTable(Storage storage) : IAskedCards
{
    private readonly TableClient _asked = storage.Table(AskedCardRow.Table);

    public async Task RecordAsync(StoryId story, int version, IReadOnlyList<Card> cards, CancellationToken cancellationToken)
    {
        // By key: a card that reads the same as before keeps its row, and the row says that this version has it too.
        var rows = cards.Index().Where(card => card.Item is IAsks).Select(card => AskedCardRow.Of(story, card.Item, version, card.Index));
        foreach (var some in rows.Chunk(100))
            await _asked.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
    }

    public async Task<IReadOnlyList<AskedCard>> ReadAsync(StoryId story, CancellationToken cancellationToken)
    {
        var rows = await _asked.ReadAllAsync<AskedCardRow>($"PartitionKey eq {story.ToString()}", cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.OrderByDescending(row => row.Version).ThenBy(row => row.Place).ThenBy(row => row.RowKey, StringComparer.Ordinal).Select(row => row.ToAskedCard())];
    }

    public async Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) =>
        await _asked.QueryAsync<TableEntity>(select: ["PartitionKey"], cancellationToken: cancellationToken)
            .Select(row => StoryId.From(Guid.Parse(row.PartitionKey)))
            .ToHashSetAsync(cancellationToken: cancellationToken);

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => _asked.DeletePartitionAsync(story.ToString(), cancellationToken);
}
