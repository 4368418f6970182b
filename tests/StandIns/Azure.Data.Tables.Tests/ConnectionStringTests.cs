namespace Azure.Data.Tables.Tests;

public sealed class ConnectionStringTests
{
    private const string Key = "a2V5c2VjcmV0"; // "keysecret", invented

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData(
        "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://azurite",
        "http://azurite:10002/devstoreaccount1",
        "devstoreaccount1")]
    [InlineData($"AccountName=acc;AccountKey={Key}", "https://acc.table.core.windows.net/", "acc")]
    [InlineData(
        $"DefaultEndpointsProtocol=http;AccountName=acc;AccountKey={Key};EndpointSuffix=core.example",
        "http://acc.table.core.example/",
        "acc")]
    [InlineData(
        $"accountname=acc; accountkey={Key}; BlobEndpoint=https://b.example; TableEndpoint=https://t.example/acc;",
        "https://t.example/acc",
        "acc")]
    public void Says_where_the_tables_are_and_whose(string text, string endpoint, string account)
    {
        var service = new TableServiceClient(text);

        Assert.Equal((endpoint, account), (service.Uri.AbsoluteUri, service.AccountName));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("=x")]
    [InlineData($"AccountKey={Key}")]
    [InlineData("AccountName=acc;BlobEndpoint=https://b.example")]
    [InlineData($"AccountName=acc;AccountName=acc;AccountKey={Key}")]
    [InlineData($"AccountName=acc;AccountKey={Key};TableEndpoint=nowhere")]
    [InlineData("AccountName=acc;AccountKey=keysecret!")]
    public void Refuses_what_it_cannot_read_without_showing_the_key(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => new TableServiceClient(text));

        Assert.DoesNotContain(Key, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("keysecret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_none() => Assert.Throws<ArgumentException>(() => new TableClient("", "anyTable"));
}
