using EngagementPipeline.Testing;

namespace Azure.Data.Tables.Tests;

/// <summary>Tables to test on.</summary>
internal static class Tables
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TableClient> ATableAsync(this AzuriteFixture azurite, TableClientOptions? options = null)
    {
        var table = new TableClient(azurite.ConnectionString, AzuriteFixture.UniqueName(), options);
        await table.CreateAsync(Token);
        return table;
    }

    /// <summary>Retries without waiting, and attempts that fail as told.</summary>
    public static TableClientOptions With(FaultTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    /// <summary>An error as the service words it.</summary>
    public static Fault Refusal(int status, string code, string message = "No.") => Fault.Answer(status, ErrorBody(code, message));

    public static string ErrorBody(string code, string message)
        => $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{message}}}}"}}}""";

    public static async Task<TableEntity> ReadAsync(this TableClient table, string partitionKey, string rowKey)
        => (await table.GetEntityAsync<TableEntity>(partitionKey, rowKey, cancellationToken: Token)).Value;

    public static async Task<List<string>> RowKeysAsync(this TableClient table, string? filter = null)
    {
        List<string> keys = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: Token))
            keys.Add(row.RowKey);
        return keys;
    }
}
