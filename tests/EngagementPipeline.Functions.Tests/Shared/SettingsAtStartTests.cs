using EngagementPipeline.Functions.Shared;
using EngagementPipeline.LocalHost;
using EngagementPipeline.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Tests.Shared;

/// <summary>A setting that is wrong is told to whoever deploys the app, and not to whoever first needs it.</summary>
public sealed class SettingsAtStartTests(AppFixture app)
{
    /// <summary>31 bytes, one less than a key has; and what a reference looks like that nobody could follow.</summary>
    private const string TooShort = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==";

    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("WithdrawalCodes:Key", TooShort)]
    [InlineData("WithdrawalCodes:Key", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/cards)")]
    [InlineData("WithdrawalCodes:FormerKeys", Key + ", " + TooShort)]
    [InlineData("WithdrawalCodes:FormerKeys", Key + ";" + Key)]
    [InlineData("Responses:Threshold", "1")]
    [InlineData("Responses:Threshold", "many")]
    [InlineData("Review:RareBelow", "1")]
    [InlineData("Views:KeepLogDays", "6")]
    [InlineData("Views:KeepLogDays", "a week")]
    [InlineData("Site:BaseUrl", "stories.example.org")]
    [InlineData("Graph:PieceBytes", "1000")]
    [InlineData("Graph:Endpoint", "http://graph.example/v1.0")]
    public async Task One_that_is_wrong_keeps_the_app_from_starting_and_is_named_without_what_stands_there(string name, string value)
    {
        var wrong = await Assert.ThrowsAsync<WrongSettingsException>(() => StartAsync((name, value)));

        Assert.Contains(name.Replace("Graph:", "Graph__", StringComparison.Ordinal), wrong.Message, StringComparison.Ordinal);
        if (value.Length > 20)
            Assert.DoesNotContain(value[^20..], wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_wrong_are_told_at_once()
    {
        var wrong = await Assert.ThrowsAsync<WrongSettingsException>(
            () => StartAsync(("WithdrawalCodes:FormerKeys", $"{Key},{TooShort}"), ("Review:RareBelow", "0"), ("Views:KeepLogDays", "0")));

        Assert.Equal(4, wrong.Message.Split('\n').Length);
        Assert.Contains("Key 2 of the setting WithdrawalCodes:FormerKeys", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Those_that_are_right_are_in_nobodys_way() =>
        StartAsync(
            ("WithdrawalCodes:Key", Key), ("WithdrawalCodes:FormerKeys", $"{Key}, {Key}"), ("Responses:Threshold", "2"), ("Review:RareBelow", "2"), ("Views:KeepLogDays", "7"),
            ("Site:BaseUrl", "https://stories.example.org"), ("Graph:PieceBytes", "327680"));

    [Fact]
    public async Task The_whole_app_does_not_start_with_one()
    {
        var settings = LocalServerSettings.ForTheApp(app.ConnectionString) with { AppSettings = new Dictionary<string, string?> { ["WithdrawalCodes:Key"] = TooShort } };

        var wrong = await Assert.ThrowsAsync<WrongSettingsException>(() => LocalServer.StartAsync(settings, Token));

        Assert.Contains("WithdrawalCodes:Key must be 32 bytes or more in base64", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task StartAsync(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true"), .. settings.Select(one => new KeyValuePair<string, string?>(one.Name, one.Value))])
            .Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddFeatures().BuildServiceProvider();

        await new SettingsAtStart(services.GetServices<SettingAtStart>(), services).StartAsync(Token);
    }
}
