using Azure.Data.Tables;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Tests.Voices;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Azure.Tests.Voices;

public sealed class VoiceListTests(AzuriteFixture azurite)
{
    private static readonly VoiceFilter[] Filters =
    [
        new(VoiceStatus.Pending), new(VoiceStatus.Approved), new(VoiceStatus.Erased), new(Theme: "BELONGING"), new(Theme: "nobody's"),
        new(VoiceStatus.Approved, Audience.National), new(VoiceStatus.Approved, Audience.Local, Purpose.Training), new(Purpose: Purpose.Story, Theme: "home"),
        new(VoiceStatus.Approved, Day: Given.Today), new(Day: Given.Today.AddDays(1)),
    ];

    [Fact]
    public async Task Finds_what_reading_every_voice_would_find_whatever_is_asked_and_after_every_change()
    {
        var stage = await Stage.SetAsync(azurite);
        var voices = AField();
        await Parallel.ForEachAsync(voices, async (voice, token) => Assert.True(await stage.Voices.AddAsync(voice, token)));
        await AssertAllFiltersAsync(stage, voices[0].Project);

        await Parallel.ForEachAsync(voices, async (voice, token) => await ChangeAsync(stage, voice, token));

        var now = await AssertAllFiltersAsync(stage, voices[0].Project);
        Assert.Equal(40, now.Count(voice => voice.Status == VoiceStatus.Erased));
        Assert.All(Enumerable.Range(0, VoiceList.Parts), part => Assert.NotNull(PartAsync(stage, voices[0].Project, part).Result));
    }

    [Fact]
    public async Task Goes_on_from_where_one_left_off()
    {
        var stage = await Stage.SetAsync(azurite);
        var voices = AField();
        await Parallel.ForEachAsync(voices, async (voice, token) => await stage.Voices.AddAsync(voice, token));
        var pending = await stage.Voices.ReadAsync(voices[0].Project, null, new(VoiceStatus.Pending), default).Select(v => v.Id).ToListAsync();

        var rest = await stage.Voices.ReadAsync(voices[0].Project, pending[9], new(VoiceStatus.Pending), default).Select(v => v.Id).ToListAsync();

        Assert.Equal(pending.Skip(10), rest);
    }

    [Fact]
    public async Task Many_who_write_at_once_leave_nobody_out_and_the_same_voice_stands_once()
    {
        var stage = await Stage.SetAsync(azurite);
        var consent = Given.AConsent();
        var voices = Enumerable.Range(0, 24).Select(_ => Given.AVoice(consent)).ToList();
        var stores = Enumerable.Range(0, 3).Select(_ => new VoiceStore(stage.Storage)).ToList();

        var added = await Task.WhenAll(voices.SelectMany(voice => stores.Select(store => Task.Run(() => store.AddAsync(voice, default)))));

        Assert.Equal(24, added.Count(first => first));
        Assert.Equal(
            voices.Select(v => v.Id.ToString()).Order(StringComparer.Ordinal),
            (await stage.Voices.ReadAsync(consent.Project, null, new(VoiceStatus.Approved), default).ToListAsync()).Select(v => v.Id.ToString()));
    }

    [Fact]
    public async Task A_part_that_is_missing_is_made_from_the_voices_that_are_there()
    {
        var stage = await Stage.SetAsync(azurite);
        var voices = AField();
        await Parallel.ForEachAsync(voices, async (voice, token) => await stage.Voices.AddAsync(voice, token));
        var (project, table) = (voices[0].Project, stage.Storage.Table(VoiceRow.Table));
        for (var part = 0; part < VoiceList.Parts; part++)
            await table.DeleteEntityAsync(project.ToString(), VoiceListRow.KeyOf(part));
        await AssertAllFiltersAsync(stage, project);

        foreach (var voice in voices.Take(60))
            await ChangeAsync(stage, voice, default);

        await AssertAllFiltersAsync(stage, project);
        Assert.NotNull(await PartAsync(stage, project, 0));
    }

    [Fact]
    public async Task An_entry_keeps_nothing_of_an_erased_voice_but_that_it_is_erased()
    {
        var stage = await Stage.SetAsync(azurite);
        var voice = Given.AVoice(Given.AConsent());
        await stage.Voices.AddAsync(voice, default);

        await ChangeAsync(stage, voice, default, erase: true);

        var part = await PartAsync(stage, voice.Project, VoiceListEntry.PartOf(voice.Id));
        var entry = Assert.Single(VoiceListEntry.Read(part!));
        Assert.Equal((VoiceStatus.Erased, 0), (entry.Status, entry.Themes.Count));
    }

    [Fact]
    public void Entries_go_over_into_the_next_property_and_read_back_as_they_were()
    {
        var consent = Given.AConsent() with { ExpiresOn = Given.Today };
        var entries = Enumerable.Range(0, 9_000)
            .Select(i => VoiceListEntry.Of(Given.AVoice(consent) with { Themes = i % 2 == 0 ? ["belonging", "home"] : [], Status = (VoiceStatus)(i % 5) }))
            .OrderBy(entry => entry.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        var row = new VoiceListRow { PartitionKey = "p", RowKey = VoiceListRow.KeyOf(0) };

        VoiceListEntry.Write(entries, row);

        Assert.NotNull(row.Entries3);
        Assert.All(new[] { row.Entries0, row.Entries1, row.Entries2, row.Entries3 }, bytes => Assert.InRange(bytes!.Length, 1, 65_536));
        var read = VoiceListEntry.Read(row).ToList();
        Assert.Equal(entries.Select(e => (e.Id, e.Status, e.Covers, e.Until)), read.Select(e => (e.Id, e.Status, e.Covers, e.Until)));
        Assert.All(entries.Zip(read), pair => Assert.Equal(pair.First.Themes, pair.Second.Themes));
    }

    private static List<Voice> AField()
    {
        var consent = Given.AConsent();
        return Enumerable.Range(0, 120)
            .Select(i => Given.AVoice(consent with
            {
                Audiences = i % 4 == 0 ? [Audience.Local, Audience.National] : [Audience.Local],
                Purposes = i % 5 == 0 ? [Purpose.Story, Purpose.Training] : [Purpose.Story],
            }) with
            {
                Status = i % 3 == 0 ? VoiceStatus.Pending : VoiceStatus.Approved,
                Themes = i % 2 == 0 ? ["Belonging"] : i % 7 == 0 ? ["home", "school"] : [],
                ConsentedUntil = i % 6 == 0 ? Given.Today.AddDays((i % 3) - 1) : null,
            })
            .ToList();
    }

    private static async Task ChangeAsync(Stage stage, Voice voice, CancellationToken cancellationToken, bool? erase = null)
    {
        var read = (await stage.Voices.FindAsync(voice.Project, voice.Id, cancellationToken))!;
        var changed = erase ?? voice.Status == VoiceStatus.Pending ? read.Value.Erase(stage.Clock.Now) : read.Value.Reject(Signature.Of(Stage.Worker, stage.Clock.Now), null);
        Assert.True(await stage.Voices.ReplaceAsync(read with { Value = changed }, cancellationToken));
    }

    private static async Task<IReadOnlyList<Voice>> AssertAllFiltersAsync(Stage stage, ProjectId project)
    {
        var all = await stage.Voices.ReadAsync(project, null, new(), default).ToListAsync();
        foreach (var filter in Filters)
        {
            var found = await stage.Voices.ReadAsync(project, null, filter, default).Select(v => v.Id).ToListAsync();
            Assert.Equal(all.Where(voice => Fits(voice, filter)).Select(v => v.Id), found);
        }

        return all;
    }

    /// <summary>The filter, said a second time.</summary>
    private static bool Fits(Voice voice, VoiceFilter filter) =>
        (filter.Status is null || voice.Status == filter.Status)
        && (filter.Audience is null || voice.ConsentedAudiences.Contains(filter.Audience.Value))
        && (filter.Purpose is null || voice.ConsentedPurposes.Contains(filter.Purpose.Value))
        && (filter.Theme is null || voice.Themes.Contains(filter.Theme, StringComparer.OrdinalIgnoreCase))
        && (filter.Day is null || voice.ConsentedUntil is null || voice.ConsentedUntil >= filter.Day);

    private static async Task<VoiceListRow?> PartAsync(Stage stage, ProjectId project, int part)
    {
        var found = await stage.Storage.Table(VoiceRow.Table).GetEntityIfExistsAsync<VoiceListRow>(project.ToString(), VoiceListRow.KeyOf(part));
        return found.HasValue ? found.Value : null;
    }
}
