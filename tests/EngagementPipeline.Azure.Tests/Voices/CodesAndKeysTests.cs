using Azure.Data.Tables;
using EngagementPipeline.Azure.Tests.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

public sealed class CodesAndKeysTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_code_finds_its_consent_and_stands_nowhere_in_storage()
    {
        var stage = await Stage.SetAsync(azurite);
        var scene = await stage.ASceneAsync();

        var owner = await stage.Codes.FindAsync(WithdrawalCode.Read(scene.Code.ToShow())!, default);
        Assert.Equal(new CodeOwner(scene.Project, scene.Consent), owner);

        var shown = scene.Code.ToShow();
        foreach (var table in new[] { WithdrawalCodeRow.Table, ConsentRow.Table, ConsentEventRow.Table, "Audit" })
        {
            await foreach (var row in stage.Storage.Table(table).QueryAsync<TableEntity>())
            {
                var text = string.Join('|', row.Select(column => column.Value));
                Assert.DoesNotContain(shown, text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(shown.Replace("-", "", StringComparison.Ordinal), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_key_is_made_once_whoever_asks_first_and_differs_by_name()
    {
        var stage = await Stage.SetAsync(azurite);
        var name = AzuriteFixture.UniqueName();

        var keys = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            new KeyRing(stage.Storage, TestStorage.Configuration(azurite)).GetAsync(name, default)));
        var other = await new KeyRing(stage.Storage, TestStorage.Configuration(azurite)).GetAsync(name + "b", default);

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(32, keys[0].Length);
        Assert.NotEqual(keys[0], other);
    }

    [Fact]
    public async Task A_key_that_is_configured_is_the_key_and_must_be_long_enough()
    {
        var stage = await Stage.SetAsync(azurite);
        var key = new byte[32];
        key[31] = 7;
        KeyRing Ring(byte[] configured) =>
            new(stage.Storage, TestStorage.Configuration(azurite, ("Codes:Key", Convert.ToBase64String(configured))));

        Assert.Equal(key, await Ring(key).GetAsync("Codes", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ring(new byte[31]).GetAsync("Codes", default));
    }
}
