using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// A document as it is kept: JSON with a schema version, always the same bytes for the same document, and so always the same hash.
/// </summary>
public static class StoryJson
{
    public const int SchemaVersion = 1;

    // The file is read by programs only, never put into a page, so letters of every script may stand as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(StoryDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var json = new JsonObject
        {
            ["schemaVersion"] = SchemaVersion,
            ["project"] = document.Project.ToString(),
            ["slug"] = document.Slug.Value,
            ["title"] = document.Title,
            ["summary"] = document.Summary,
            ["language"] = document.Language.Value,
            ["audience"] = Kebab.Of(document.Audience),
            ["cards"] = new JsonArray([.. document.Cards.Select(CardCatalogue.ToJson)]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(json, Plain);
    }

    /// <summary>SHA-256 of the kept bytes, as 64 lower-case hex digits: the document's name.</summary>
    public static string HashOf(byte[] written) => Convert.ToHexStringLower(SHA256.HashData(written));

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is a fault, not a refusal.</summary>
    public static StoryDocument Read(ReadOnlyMemory<byte> written)
    {
        using var json = JsonDocument.Parse(written);
        var fields = new Fields();
        var cards = CardCatalogue.Read([.. json.RootElement.GetProperty("cards").EnumerateArray()], fields, kept: true);
        return fields.HasErrors ? throw Unreadable(written) : About(json.RootElement, written) with { Cards = cards };
    }

    /// <summary>
    /// Reads what <see cref="Write"/> of this or an earlier release wrote. A card of a type that is no longer known, or that no longer reads, is told
    /// apart from the rest instead of being a fault.
    /// </summary>
    public static OldDocument ReadOld(ReadOnlyMemory<byte> written)
    {
        using var json = JsonDocument.Parse(written);
        var (cards, lost) = (new List<Card>(), new List<LostCard>());
        foreach (var kept in json.RootElement.GetProperty("cards").EnumerateArray())
        {
            var fields = new Fields();
            if (CardCatalogue.Read([kept], fields, kept: true) is [var card] && !fields.HasErrors)
                cards.Add(card);
            else
                lost.Add(new(kept.GetProperty("id").GetString()!, kept.GetProperty("type").GetString()!));
        }

        return new(About(json.RootElement, written) with { Cards = cards }, lost);
    }

    /// <summary>Everything but the cards.</summary>
    private static StoryDocument About(JsonElement root, ReadOnlyMemory<byte> written)
    {
        if (root.GetProperty("schemaVersion").GetInt32() is var version and (< 1 or > SchemaVersion))
            throw version > SchemaVersion ? new NewerVersionException("A story document", version, SchemaVersion) : Unreadable(written);

        var fields = new Fields();
        var project = fields.Id<ProjectId>(Text("project"), "project");
        var slug = fields.Slug(Text("slug"), "slug");
        if (fields.HasErrors || !LanguageTag.TryParse(Text("language"), out var language))
            throw Unreadable(written);
        return new StoryDocument(project, slug, Text("title"), Text("summary"), language, Kebab.Parse<Audience>(Text("audience")), []);

        string Text(string name) => root.GetProperty(name).GetString()!;
    }

    private static FormatException Unreadable(ReadOnlyMemory<byte> written) =>
        new(string.Create(CultureInfo.InvariantCulture, $"A kept story document of {written.Length} bytes can't be read."));
}

/// <summary>A document as an earlier release may have kept it: what reads today, and the cards that do not.</summary>
public sealed record OldDocument(StoryDocument Document, IReadOnlyList<LostCard> Lost);

/// <summary>A card that this release cannot read.</summary>
public sealed record LostCard(string Id, string Type);
