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

        Assert.All(keys, one => Assert.Equal(keys[0].Current, one.Current));
        Assert.All(keys, one => Assert.False(one.SomeMissing || one.Former.Count > 0));
        Assert.Equal(32, keys[0].Current.Length);
        Assert.NotEqual(keys[0].Current, other.Current);
    }

    [Fact]
    public async Task A_key_that_is_configured_is_the_key_and_must_be_long_enough()
    {
        var name = AzuriteFixture.UniqueName();

        Assert.Equal(Key(7), (await RingAsync(name, Key(7))).Current);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RingAsync(name, new byte[31]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RingAsync(name, Key(7), new byte[31]));
    }

    [Fact]
    public async Task A_setting_takes_the_place_of_the_key_that_the_app_made_and_that_one_stays_on_the_ring()
    {
        var name = AzuriteFixture.UniqueName();
        var made = (await RingAsync(name)).Current;

        var ring = await RingAsync(name, Key(1));

        Assert.Equal(Key(1), ring.Current);
        Assert.Equal([made], ring.Former);
        Assert.False(ring.SomeMissing);
    }

    [Fact]
    public async Task A_key_that_was_in_use_and_is_not_on_the_ring_is_noticed_until_it_is_back()
    {
        var name = AzuriteFixture.UniqueName();
        Assert.False((await RingAsync(name, Key(1))).SomeMissing);
        Assert.False((await RingAsync(name, Key(1), Key(2))).SomeMissing); // the next one is known before it is used
        Assert.False((await RingAsync(name, Key(2), Key(1))).SomeMissing);
        Assert.True((await RingAsync(name, Key(2))).SomeMissing);
        Assert.True((await RingAsync(name, Key(3), Key(2))).SomeMissing);

        var ring = await RingAsync(name, Key(3), Key(2), Key(1));

        Assert.False(ring.SomeMissing);
        Assert.Equal([Key(2), Key(1)], ring.Former);
    }

    [Fact]
    public async Task A_card_from_before_two_rotations_still_finds_its_consent_and_new_cards_depend_on_the_new_key_only()
    {
        var storage = (await Stage.SetAsync(azurite)).Storage;
        var cards = new List<(WithdrawalCode Code, CodeOwner Owner)>();
        for (byte key = 1; key <= 3; key++)
        {
            cards.Add((WithdrawalCode.Random(), new(new(Guid.NewGuid()), new(Guid.NewGuid()))));
            await CodesOf(storage, key, [.. Enumerable.Range(1, key - 1).Select(former => (byte)former)]).AddAsync(cards[^1].Code, cards[^1].Owner, default);
        }

        var rotated = CodesOf(storage, 3, [2, 1]);
        foreach (var (code, owner) in cards)
            Assert.Equal(owner, await rotated.FindAsync(code, default));
        Assert.Null(await rotated.FindAsync(WithdrawalCode.Random(), default));
        Assert.Null(await CodesOf(storage, 1, [2]).FindAsync(cards[2].Code, default));

        // With a key lost, what is found is found, and nobody is told that their code is wrong.
        var lost = CodesOf(storage, 3, [2], someMissing: true);
        Assert.Equal(cards[1].Owner, await lost.FindAsync(cards[1].Code, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => lost.FindAsync(cards[0].Code, default));
    }

    private static byte[] Key(byte last)
    {
        var key = new byte[32];
        key[31] = last;
        return key;
    }

    private static WithdrawalCodes CodesOf(Azure.Shared.Storage storage, byte current, byte[] former, bool someMissing = false) =>
        new(storage, new FixedKeys(new(Key(current), [.. former.Select(Key)], someMissing)));

    private async Task<Keys> RingAsync(string name, byte[]? current = null, params byte[][] former)
    {
        var storage = (await Stage.SetAsync(azurite)).Storage;
        var settings = TestStorage.Configuration(
            azurite, ($"{name}:Key", current is null ? null : Convert.ToBase64String(current)), ($"{name}:FormerKeys", string.Join(", ", former.Select(Convert.ToBase64String))));
        return await new KeyRing(storage, settings).GetAsync(name, default);
    }

    private sealed class FixedKeys(Keys keys) : IKeyRing
    {
        public Task<Keys> GetAsync(string name, CancellationToken cancellationToken) => Task.FromResult(keys);
    }
}
