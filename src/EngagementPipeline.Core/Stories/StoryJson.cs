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
        var root = json.RootElement;
        if (root.GetProperty("schemaVersion").GetInt32() != SchemaVersion)
            throw new FormatException("A story document of a schema version that this release does not know.");

        var fields = new Fields();
        var project = fields.Id<ProjectId>(Text("project"), "project");
        var slug = fields.Slug(Text("slug"), "slug");
        var cards = CardCatalogue.Read([.. root.GetProperty("cards").EnumerateArray()], fields);
        if (fields.HasErrors || !LanguageTag.TryParse(Text("language"), out var language))
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A kept story document of {written.Length} bytes can't be read."));

        return new StoryDocument(project, slug, Text("title"), Text("summary"), language, Kebab.Parse<Audience>(Text("audience")), cards);

        string Text(string name) => root.GetProperty(name).GetString()!;
    }
}
