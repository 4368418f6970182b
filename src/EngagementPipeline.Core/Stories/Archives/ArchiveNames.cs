using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Archives;

/// <summary>What the parts of an archive are called, and the list of its pictures and sounds.</summary>
internal static class ArchiveNames
{
    public const string Story = "story.json";
    public const string Media = "media.json";

    public static string Of(MediaFile file) => "media/" + file.PublishedName;

    /// <summary>
    /// <c>[{id, full, small?, consents?}]</c>, by id; each names a file of the archive, and the consents of those whom it shows or lets be heard: where it is brought back, it
    /// hangs on them again.
    /// </summary>
    public static byte[] ListOf(IEnumerable<StoredMedia> media)
    {
        var list = new JsonArray();
        foreach (var kept in media.OrderBy(kept => kept.Id.ToString(), StringComparer.Ordinal))
        {
            var entry = new JsonObject { ["id"] = kept.Id.ToString(), ["full"] = Of(kept.Full) };
            if (kept.Small is { } small)
                entry["small"] = Of(small);
            if (kept.Consents.Count > 0)
                entry["consents"] = new JsonArray([.. kept.Consents.Select(consent => consent.ToString()).Order(StringComparer.Ordinal).Select(consent => JsonValue.Create(consent))]);
            list.Add(entry);
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(list);
    }
}
