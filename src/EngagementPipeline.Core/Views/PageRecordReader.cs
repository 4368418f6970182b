using System.Buffers.Text;
using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Reads the body of <c>POST /api/views</c>: one record or an array of up to 50, all of them right or none taken. By hand on
/// <see cref="Utf8JsonReader"/>, because every view passes here: no reflection, and nothing allocated but the records.
/// Refuses with <c>malformed-json</c> or, naming the first wrong field (<c>[3].seq</c> in an array), with <c>bad-fields</c>.
/// </summary>
public static class PageRecordReader
{
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 4, CommentHandling = JsonCommentHandling.Disallow };

    public static Result<IReadOnlyList<PageRecord>> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Strict);
        var index = -1;
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                index = 0;
                return ReadArray(ref reader, ref index);
            }

            var record = ReadRecord(ref reader);
            End(ref reader);
            return new[] { record };
        }
        catch (JsonException malformed)
        {
            return Refusals.MalformedJson($"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            // The reader's way of saying that a name is no text: half of a surrogate pair, say.
            return Refusals.MalformedJson("A name is not well-formed text.");
        }
        catch (BadRecordException bad)
        {
            return Refusals.BadPageRecord(index, bad.Field, bad.Message);
        }
    }

    private static PageRecord[] ReadArray(ref Utf8JsonReader reader, ref int index)
    {
        var records = new List<PageRecord>(4);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index == PageRecord.MaxRecords)
                throw new BadRecordException("", $"At most {PageRecord.MaxRecords} records go in one request.");
            records.Add(ReadRecord(ref reader));
            index++;
        }

        End(ref reader);
        index = -1;
        return records.Count > 0 ? [.. records] : throw new BadRecordException("", "Send at least one record.");
    }

    private static PageRecord ReadRecord(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new BadRecordException("", "Must be an object.");

        PageRecord record = new() { Via = "" };
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (field, bit) = FieldOf(ref reader);
            if ((seen & bit) != 0)
                throw new BadRecordException(field, "Stands twice.");
            seen |= bit;
            reader.Read();
            record = field switch
            {
                "id" => record with { Id = ReadId(ref reader) },
                "story" => record with { Story = ReadStory(ref reader) },
                "version" => record with { Version = ReadNumber(ref reader, field, 1, PageRecord.MaxVersion) },
                "seq" => record with { Seq = ReadNumber(ref reader, field, 0, PageRecord.MaxSeq) },
                "via" => record with { Via = ReadVia(ref reader) },
                "activeMs" => record with { ActiveMs = ReadNumber(ref reader, field, 0, PageRecord.MaxActiveMs) },
                "cards" => record with { Cards = ReadCards(ref reader) },
                "done" => record with { Done = ReadFlag(ref reader) },
                _ => record with { Interactions = ReadNumber(ref reader, field, 0, PageRecord.MaxInteractions) },
            };
        }

        foreach (var (field, bit) in Required)
            if ((seen & bit) == 0)
                throw new BadRecordException(field, "Is required.");
        return record;
    }

    private static readonly (string Field, int Bit)[] Required = [("id", 1), ("story", 2), ("version", 4), ("seq", 8)];

    private static (string Field, int Bit) FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? ("id", 1)
        : reader.ValueTextEquals("story"u8) ? ("story", 2)
        : reader.ValueTextEquals("version"u8) ? ("version", 4)
        : reader.ValueTextEquals("seq"u8) ? ("seq", 8)
        : reader.ValueTextEquals("via"u8) ? ("via", 16)
        : reader.ValueTextEquals("activeMs"u8) ? ("activeMs", 32)
        : reader.ValueTextEquals("cards"u8) ? ("cards", 64)
        : reader.ValueTextEquals("done"u8) ? ("done", 128)
        : reader.ValueTextEquals("interactions"u8) ? ("interactions", 256)
        : throw new BadRecordException("", "Has a field that is not known here.");

    private static ViewId ReadId(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[LongestText];
        return ViewId.TryParse(text[..Text(ref reader, text, "id")], out var id)
            ? id
            : throw new BadRecordException("id", "Must be 16 to 22 characters of base64url.");
    }

    private static StoryId ReadStory(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[LongestText];
        var length = Text(ref reader, text, "story");
        return Utf8Parser.TryParse(text[..length], out Guid story, out var read, 'D') && read == length && story != Guid.Empty
            ? new(story)
            : throw new BadRecordException("story", "Must be a UUID.");
    }

    // It is what somebody typed or cut short in a link, and no mistake of the page: the view counts, through no share (docs/views.md).
    private static string ReadVia(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > LongestText)
            return "";
        Span<byte> text = stackalloc byte[LongestText];
        var via = text[..Text(ref reader, text, "via")];
        return PageRecord.IsShareCode(via) ? System.Text.Encoding.ASCII.GetString(via) : "";
    }

    private static CardSet ReadCards(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new BadRecordException("cards", "Must be a list of numbers.");

        var cards = default(CardSet);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var card = ReadNumber(ref reader, "cards", 0, CardSet.Limit - 1);
            if (cards.Has(card))
                throw new BadRecordException("cards", "Names a card twice.");
            cards = cards.With(card);
        }

        return cards;
    }

    private static int ReadNumber(ref Utf8JsonReader reader, string field, int least, int most) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw new BadRecordException(field, $"Must be a whole number from {least} to {most}.");

    private static bool ReadFlag(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False
            ? reader.GetBoolean()
            : throw new BadRecordException("done", "Must be true or false.");

    // Room for 36 characters, each escaped (\u0061); what is longer is no id and no share code.
    private const int LongestText = 36 * 6;

    private static int Text(ref Utf8JsonReader reader, scoped Span<byte> to, string field) =>
        reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length <= to.Length
            ? CopyText(ref reader, to, field)
            : throw new BadRecordException(field, "Must be a text, and not so long.");

    private static int CopyText(ref Utf8JsonReader reader, scoped Span<byte> to, string field)
    {
        try
        {
            return reader.CopyString(to);
        }
        catch (InvalidOperationException)
        {
            throw new BadRecordException(field, "Is not well-formed UTF-8.");
        }
    }

    /// <summary>Whatever follows the one value of a body is malformed, and throws here.</summary>
    private static void End(ref Utf8JsonReader reader) => reader.Read();

    private sealed class BadRecordException(string field, string message) : Exception(message)
    {
        public string Field { get; } = field;
    }
}
