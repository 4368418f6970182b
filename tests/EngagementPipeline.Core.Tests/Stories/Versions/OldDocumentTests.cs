using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Stories.Versions;

/// <summary>
/// <c>oldest-document.json</c> is what the first release kept. It is never rewritten: stories are brought back from it for as long as there are any.
/// </summary>
public sealed class OldDocumentTests
{
    private static readonly string Oldest = File.ReadAllText(Path.Combine(Folder(), "oldest-document.json"));

    [Fact]
    public void The_oldest_form_still_reads_whole()
    {
        var read = StoryJson.ReadOld(Encoding.UTF8.GetBytes(Oldest));

        Assert.Empty(read.Lost);
        Assert.Equal(17, read.Document.Cards.Select(card => card.GetType()).Distinct().Count());
        Assert.Equal(StoryJson.Write(StoryJson.Read(Encoding.UTF8.GetBytes(Oldest))), StoryJson.Write(read.Document));
        Assert.True(JsonNode.DeepEquals(Sorted(JsonNode.Parse(Oldest)!), Sorted(JsonNode.Parse(StoryJson.Write(read.Document))!)), Encoding.UTF8.GetString(StoryJson.Write(read.Document)));
    }

    [Fact]
    public void A_card_of_a_type_that_is_gone_or_that_no_longer_reads_is_told_and_the_rest_stays()
    {
        var json = JsonNode.Parse(Oldest)!.AsObject();
        var cards = json["cards"]!.AsArray();
        var count = cards.Count;
        cards.Insert(1, new JsonObject { ["id"] = "old-map", ["type"] = "map", ["place"] = "Anyshire" });
        cards.Insert(0, new JsonObject { ["id"] = "old-heading", ["type"] = "heading", ["text"] = "A heading of level 9", ["level"] = 9 });
        var written = Encoding.UTF8.GetBytes(json.ToJsonString());

        var read = StoryJson.ReadOld(written);

        Assert.Equal([new LostCard("old-heading", "heading"), new LostCard("old-map", "map")], read.Lost);
        Assert.Equal(count, read.Document.Cards.Count);
        Assert.Throws<FormatException>(() => StoryJson.Read(written));
    }

    [Fact]
    public void Texts_of_marks_that_were_kept_before_they_were_refused_still_read_and_change_nothing()
    {
        var json = JsonNode.Parse(Oldest)!.AsObject();
        json["cards"] = new JsonArray([.. Enumerable.Range(0, 95).Select(i => new JsonObject
        {
            ["id"] = $"t{i}",
            ["type"] = "text",
            ["text"] = string.Concat(Enumerable.Repeat("*a_", 3_300)),
        })]);
        var written = Encoding.UTF8.GetBytes(json.ToJsonString());

        var read = StoryJson.Read(written);

        Assert.Empty(StoryJson.ReadOld(written).Lost);
        Assert.Equal(95, read.Cards.OfType<TextCard>().Count(card => card.Text.TooCostly is not null));
        Assert.Equal(StoryJson.Write(read), StoryJson.Write(StoryJson.Read(StoryJson.Write(read))));
    }

    [Theory]
    [InlineData(0, typeof(FormatException))]
    [InlineData(StoryJson.SchemaVersion + 1, typeof(NewerVersionException))]
    public void A_form_that_no_release_before_this_one_wrote_is_a_fault(int version, Type fault)
    {
        var json = JsonNode.Parse(Oldest)!.AsObject();
        json["schemaVersion"] = version;

        Assert.Throws(fault, () => StoryJson.ReadOld(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    // The order of an object's fields says nothing.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject entry => new JsonObject(entry.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
