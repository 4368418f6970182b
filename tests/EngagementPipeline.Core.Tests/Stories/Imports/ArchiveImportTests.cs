using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Archives;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Tests.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories.Imports;

public sealed class ArchiveImportTests
{
    private static readonly MediaId Picture = new(Guid.Parse("bbbbbbbb-0000-4000-8000-000000000001"));
    private static readonly string File = $"media/{new string('a', 24)}.jpg";

    private readonly Importing _importing = new();

    [Fact]
    public async Task The_same_document_comes_back()
    {
        _importing.World.Release(1);
        var document = ADocument();

        var imported = (await _importing.TryAsync(Archive(document))).Value;

        Assert.Equal(StoryJson.Write(document), StoryJson.Write(DocumentOf(imported)));
        Assert.Equal((ImportKind.Archive, Picture), (imported.Kind, Assert.Single(imported.Media).Id));
        Assert.Empty(imported.Notes);
    }

    [Fact]
    public async Task Only_quotes_that_may_be_shown_come_back_and_no_words_ever()
    {
        var imported = (await _importing.TryAsync(Archive(ADocument(), more: ("index.html", "<blockquote>STOLEN WORDS</blockquote>")))).Value;

        Assert.Empty(DocumentOf(imported).Voices);
        Assert.Equal(["quote-not-usable"], Importing.Codes(imported));
        Assert.DoesNotContain("STOLEN", Encoding.UTF8.GetString(StoryJson.Write(DocumentOf(imported))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_somebody_wrote_into_a_quote_are_refused()
    {
        var story = JsonNode.Parse(StoryJson.Write(ADocument()))!;
        story["cards"]![1]!["words"] = "Words that nobody consented to";

        var refusal = await RefusedAsync(Archive(ADocument(), story: story.ToJsonString()));

        Assert.Equal(("bad-fields", "cards[1].words"), (refusal.Code, Assert.Single(refusal.Errors!).Key));
    }

    [Fact]
    public async Task A_picture_of_another_project_does_not_come()
    {
        _importing.World.Media.Rows[Picture] = new(Picture, new ProjectId(Guid.NewGuid()), new("image/jpeg", "x", "y", 12, 8, 100), null);

        var imported = (await _importing.TryAsync(Archive(ADocument()))).Value;

        Assert.Empty(imported.Media);
        Assert.Empty(imported.Cards.OfType<ImageCard>());
        Assert.Contains("media-missing", Importing.Codes(imported));
    }

    [Fact]
    public async Task A_picture_whose_id_stands_for_another_gets_a_new_one()
    {
        _importing.World.Media.Rows[Picture] = new(Picture, StoryWorld.Project, new("image/jpeg", "x", "y", 12, 8, 100), null);

        var imported = (await _importing.TryAsync(Archive(ADocument()))).Value;

        var kept = Assert.Single(imported.Media);
        Assert.NotEqual(Picture, kept.Id);
        Assert.Equal(StoryWorld.Project, kept.Project);
        Assert.Equal(kept.Id, imported.Cards.OfType<ImageCard>().Single().Picture);
    }

    [Fact]
    public async Task The_same_archive_again_keeps_its_pictures_once()
    {
        var archive = Archive(ADocument());

        var (first, again) = ((await _importing.TryAsync(archive)).Value, (await _importing.TryAsync(archive)).Value);

        Assert.Equal(first.Media, again.Media);
        Assert.Single(_importing.World.Media.Rows);
    }

    [Fact]
    public async Task A_picture_of_somebody_hangs_on_their_consent_again()
    {
        _ = _importing.World.People.Consent(1);
        var kept = new StoredMedia(Picture, StoryWorld.Project, new("image/jpeg", "x", new string('a', 64), 12, 8, 100), null) { Consents = [MemoryPeople.ConsentOf(1)] };
        var archive = Archive(ADocument(), media: Encoding.UTF8.GetString(ArchiveNames.ListOf([kept])));

        var imported = (await _importing.TryAsync(archive)).Value;

        Assert.Equal([MemoryPeople.ConsentOf(1)], Assert.Single(imported.Media).Consents);
        Assert.Contains((MemoryPeople.ConsentOf(1), Picture), _importing.World.Ties.Rows);

        // One that is there by now, and has lost what it hung on, hangs on it again too.
        _importing.World.Media.Rows[Picture] = _importing.World.Media.Rows[Picture] with { Consents = [] };
        Assert.Equal([MemoryPeople.ConsentOf(1)], Assert.Single((await _importing.TryAsync(archive)).Value.Media).Consents);

        await _importing.World.People.WithdrawAsync(1);
        await _importing.World.DrainAsync();
        var after = (await _importing.TryAsync(archive)).Value;
        Assert.Empty(after.Media);
        Assert.Empty(_importing.World.Media.Rows);
        Assert.Contains("consent-missing", Importing.Codes(after));
    }

    [Fact]
    public async Task A_picture_whose_consent_is_another_projects_does_not_come()
    {
        var imported = (await _importing.TryAsync(Archive(ADocument(), media: $"[{{\"id\":\"{Picture}\",\"full\":\"{File}\",\"consents\":[\"{Guid.NewGuid()}\"]}}]"))).Value;

        Assert.Empty(imported.Media);
        Assert.Contains("consent-missing", Importing.Codes(imported));
    }

    [Fact]
    public async Task A_picture_that_is_not_there_or_is_none_is_said_to_be_missing()
    {
        var without = (await _importing.TryAsync(Archive(ADocument(), picture: null))).Value;
        var other = (await _importing.TryAsync(Archive(ADocument(), picture: "<svg/>"u8.ToArray()))).Value;

        Assert.All([without, other], imported => Assert.Contains("media-missing", Importing.Codes(imported)));
        Assert.All([without, other], imported => Assert.Empty(imported.Cards.OfType<ImageCard>()));
    }

    [Theory]
    [InlineData("{", "import-broken", "story.json")]
    [InlineData("[]", "import-broken", "story.json")]
    [InlineData("{\"cards\":[{\"id\":\"a\",\"type\":\"carousel\"}]}", "bad-fields", "cards[0].type")]
    [InlineData("{\"theme\":1}", "bad-fields", "story.json")]
    [InlineData("{\"schemaVersion\":2}", "bad-fields", "schemaVersion")]
    [InlineData("{\"title\":\"a\\u0000b\"}", "bad-fields", "title")]
    public async Task A_document_that_is_none_is_refused_by_name(string story, string code, string field)
    {
        var refusal = await RefusedAsync(Archive(ADocument(), story: story));

        Assert.Equal(code, refusal.Code);
        Assert.Contains(field == "title" ? "slug" : field, refusal.Errors!.Keys);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"id\":\"bbbbbbbb-0000-4000-8000-000000000001\",\"full\":\"../../secret.jpg\"}]")]
    [InlineData("[{\"id\":\"bbbbbbbb-0000-4000-8000-000000000001\",\"full\":\"story.json\"}]")]
    [InlineData("[{\"id\":\"bbbbbbbb-0000-4000-8000-000000000001\",\"full\":\"media/aaaaaaaaaaaaaaaaaaaaaaaa.jpg\",\"consents\":[\"all of them\"]}]")]
    [InlineData("[{\"id\":\"bbbbbbbb-0000-4000-8000-000000000001\",\"full\":\"media/aaaaaaaaaaaaaaaaaaaaaaaa.jpg\",\"consents\":7}]")]
    [InlineData("[7]")]
    public async Task A_list_of_media_that_names_anything_else_is_refused(string list) =>
        Assert.Equal("import-broken", (await RefusedAsync(Archive(ADocument(), media: list))).Code);

    [Fact]
    public async Task A_document_that_becomes_too_large_and_a_name_that_leads_out_are_refused()
    {
        Assert.Equal("import-too-large", (await RefusedAsync(Archive(ADocument(), story: new string(' ', 40_000_000)))).Code);
        Assert.Equal("import-unsafe", (await RefusedAsync(Archive(ADocument(), more: ("../evil.html", "x")))).Code);
        var whole = Archive(ADocument());
        Assert.Equal("import-broken", (await RefusedAsync(whole[..(whole.Length / 2)])).Code);
    }

    private static StoryDocument ADocument() => StoryWorld.ADocument(1, 1) with
    {
        Cards = [new HeadingCard("h", "What they said", 2), new QuoteCard("q", StoryWorld.Voice(1)), new ImageCard("i", Picture, "A wet street", "", false), new SliderCard("s", "Where?", "a", "b", 5, SliderTime.Before, "")],
    };

    private static StoryDocument DocumentOf(StoryImported imported) =>
        new(imported.Project, imported.Slug!.Value, imported.Title, imported.Summary, imported.Language, imported.Audience!.Value, imported.Cards);

    private static byte[] Archive(StoryDocument document, string? story = null, string? media = null, (string Name, string Text)? more = null) =>
        Archive(document, AFile.Jpeg, story, media, more);

    private static byte[] Archive(StoryDocument document, byte[]? picture, string? story = null, string? media = null, (string Name, string Text)? more = null)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("story.json", story is null ? StoryJson.Write(document) : Encoding.UTF8.GetBytes(story));
            Write("media.json", Encoding.UTF8.GetBytes(media ?? $"[{{\"id\":\"{Picture}\",\"full\":\"{File}\"}}]"));
            if (picture is not null)
                Write(File, picture);
            if (more is { } part)
                Write(part.Name, Encoding.UTF8.GetBytes(part.Text));

            void Write(string name, byte[] bytes)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return zipped.ToArray();
    }

    private async Task<Refusal> RefusedAsync(byte[] archive)
    {
        var result = await _importing.TryAsync(archive);
        Assert.False(result.Succeeded);
        return result.Refusal!;
    }
}
