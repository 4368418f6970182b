using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Archives;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>A picture or sound as an archive lists it: under which id the story shows it, in which parts of the file it stands, and with whose consent it was shown.</summary>
internal sealed record ArchivedMedia(MediaId Id, string Full, string? Small, IReadOnlyList<ConsentId> Consents);

/// <summary>
/// Archives of stories. Only the document and its media are read, as strictly as when somebody sends them by hand; the page in the archive, with its quotes' words, never is.
/// </summary>
internal static class ArchiveFile
{
    private static readonly string[] Known = ["schemaVersion", "project", "slug", "title", "summary", "language", "audience", "cards"];

    public static bool Is(PackedFile file) => file.Has(ArchiveNames.Story) && file.Has(ArchiveNames.Media);

    public static Result<StoryDocument> ReadDocument(PackedFile file, ProjectId project)
    {
        using var json = Parse(file, ArchiveNames.Story);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return Refusals.ImportBroken(ArchiveNames.Story, "Must be a story.");

        var fields = new Fields();
        foreach (var other in root.EnumerateObject().Where(property => !Known.Contains(property.Name)).Take(5))
            fields.Error(ArchiveNames.Story, $"Has a field that no story has: {(other.Name.Length <= 40 ? other.Name : other.Name[..40] + "…")}.");
        if (!root.TryGetProperty("schemaVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != StoryJson.SchemaVersion)
            fields.Error("schemaVersion", "Is of a release that this one does not know.");
        var slug = fields.Slug(Text("slug"), "slug");
        var title = fields.OptionalText(Text("title"), "title", StoryLimits.Title) ?? "";
        var summary = fields.OptionalText(Text("summary"), "summary", StoryLimits.Summary) ?? "";
        var language = LanguageTag.TryParse(fields.Language(Text("language"), "language"), out var tag) ? tag : LanguageTag.English;
        var audience = fields.Name<Audience>(Text("audience"), "audience");
        var cards = CardCatalogue.Read(root.TryGetProperty("cards", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : null, fields);
        return fields.Build(() => new StoryDocument(project, slug, title, summary, language, audience, cards));

        string? Text(string name) => root.TryGetProperty(name, out var value) && StoryText.TryRead(value, out var text) ? text : null;
    }

    public static IReadOnlyDictionary<MediaId, ArchivedMedia> ReadMedia(PackedFile file)
    {
        using var json = Parse(file, ArchiveNames.Media);
        var read = new Dictionary<MediaId, ArchivedMedia>();
        if (json.RootElement.ValueKind != JsonValueKind.Array)
            throw new ImportFault(Refusals.ImportBroken(ArchiveNames.Media, "Must be a list."));
        foreach (var entry in json.RootElement.EnumerateArray().Take(ImportLimits.Parts))
        {
            if (entry.ValueKind != JsonValueKind.Object || !Id.TryParse<MediaId>(Text(entry, "id"), out var id) || PartIn(entry, "full") is not { } full || ConsentsIn(entry) is not { } consents)
                throw new ImportFault(Refusals.ImportBroken(ArchiveNames.Media, "Names something that is no picture and no sound."));
            read.TryAdd(id, new(id, full, PartIn(entry, "small"), consents));
        }

        return read;
    }

    /// <summary>The type of a part by its name, which is one of ours; what it really is, its bytes say when it is cleaned.</summary>
    public static string TypeOf(string part) => Path.GetExtension(part) switch
    {
        ".jpg" => "image/jpeg",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".mp3" => "audio/mpeg",
        _ => "audio/mp4",
    };

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && StoryText.TryRead(value, out var text) ? text : null;

    private static string? PartIn(JsonElement entry, string name) =>
        Text(entry, name) is { } part && part.StartsWith("media/", StringComparison.Ordinal) && MediaFile.IsPublishedName(part["media/".Length..]) ? part : null;

    /// <summary>None in archives from before they said so; null for anything that is no list of consents.</summary>
    private static List<ConsentId>? ConsentsIn(JsonElement entry)
    {
        var consents = new List<ConsentId>();
        if (!entry.TryGetProperty("consents", out var list))
            return consents;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > PutMedia.MostConsents)
            return null;
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.String || !Id.TryParse<ConsentId>(one.GetString(), out var consent))
                return null;
            consents.Add(consent);
        }

        return consents;
    }

    private static JsonDocument Parse(PackedFile file, string part)
    {
        if (!file.TryRead(part, (int)StoryLimits.Body, out var bytes))
            throw new ImportFault(Refusals.ImportTooLarge(part, "Is larger than any story."));
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException)
        {
            throw new ImportFault(Refusals.ImportBroken(part, "Is not well-formed JSON."));
        }
    }
}
