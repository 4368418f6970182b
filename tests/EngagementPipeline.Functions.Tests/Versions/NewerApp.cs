using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Versions;

/// <summary>
/// Plays a newer version of the app that runs on the same store: it has put a column of its own into rows, and of some says a version that nobody here knows.
/// </summary>
internal sealed class NewerApp(AppFixture app)
{
    public const string Column = "WhatANewerAppKnows";

    private readonly TableServiceClient _tables = new(app.ConnectionString);

    /// <summary>Puts its column into every row that has one of these texts in a key or a column. Gives what it has seen to.</summary>
    public async Task<IReadOnlyDictionary<Place, string>> WriteAsync(params string[] about)
    {
        var written = new Dictionary<Place, string>();
        await foreach (var (place, row) in RowsAsync(about))
        {
            var table = _tables.GetTableClient(place.Table);
            await table.UpdateEntityAsync(new TableEntity(place.Partition, place.Key) { [Column] = place.ToString() }, ETag.All, TableUpdateMode.Merge);
            written[place] = (await table.GetEntityAsync<TableEntity>(place.Partition, place.Key)).Value.ETag.ToString();
        }

        return written;
    }

    /// <summary>Makes one row a row of its own version.</summary>
    public Task TakeOverAsync(Place place) =>
        _tables.GetTableClient(place.Table).UpdateEntityAsync(new TableEntity(place.Partition, place.Key) { ["V"] = 9, [Column] = "9" }, ETag.All, TableUpdateMode.Merge);

    public async Task<TableEntity> ReadAsync(Place place) => (await _tables.GetTableClient(place.Table).GetEntityAsync<TableEntity>(place.Partition, place.Key)).Value;

    public async IAsyncEnumerable<(Place Place, TableEntity Row)> RowsAsync(params string[] about)
    {
        await foreach (var table in _tables.QueryAsync())
        {
            await foreach (var row in _tables.GetTableClient(table.Name).QueryAsync<TableEntity>())
            {
                if (row.Any(column => column.Value is string text && about.Any(one => text.Contains(one, StringComparison.Ordinal))))
                    yield return (new(table.Name, row.PartitionKey, row.RowKey), row);
            }
        }
    }
}

internal sealed record Place(string Table, string Partition, string Key)
{
    public override string ToString() => $"{Table}/{Partition}/{Key}";
}
