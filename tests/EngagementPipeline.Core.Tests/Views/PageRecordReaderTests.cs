using System.Text;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

public sealed class PageRecordReaderTests
{
    private const string Opening = """{"id":"abcdefghijklmnopqrst","story":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f","version":3,"seq":0}""";

    private const string Full =
        """{"id":"abcdefghijklmnopqrst","story":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f","version":3,"seq":4,"via":"board","activeMs":61500,"cards":[0,1,4],"done":true,"interactions":2}""";

    [Fact]
    public void Reads_an_opening()
    {
        var record = Assert.Single(Read(Opening));

        Assert.Equal(new(A.Id("abcdefghijklmnopqrst"), A.Story, 3, 0, "", 0, default, false, 0), record);
    }

    [Fact]
    public void Reads_everything_a_page_may_say()
    {
        var record = Assert.Single(Read(Full));

        Assert.Equal(new(A.Id("abcdefghijklmnopqrst"), A.Story, 3, 4, "board", 61_500, CardSet.Of(0, 1, 4), true, 2), record);
    }

    [Fact]
    public void Reads_up_to_fifty_at_once() =>
        Assert.Equal(50, Read($"[{string.Join(',', Enumerable.Repeat(Full, 50))}]").Count);

    [Fact]
    public void Reads_names_and_values_that_are_escaped() =>
        Assert.Equal("board", Assert.Single(Read(Full.Replace("\"via\":\"board\"", "\"vi\\u0061\":\"bo\\u0061rd\"", StringComparison.Ordinal))).Via);

    /// <summary>A typo in a link does not lose the view.</summary>
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"ab\"")]
    [InlineData("\"Board\"")]
    [InlineData("\"a_b\"")]
    [InlineData("\"abcdefghijklmnopqrstuvwxyz0123456\"")]
    public void What_is_no_share_code_is_no_share(string via) =>
        Assert.Equal("", Assert.Single(Read(Full.Replace("\"board\"", via, StringComparison.Ordinal))).Via);

    [Fact]
    public void Nor_is_a_text_longer_than_any() =>
        Assert.Equal("", Assert.Single(Read(Full.Replace("\"board\"", $"\"{new string('a', 1_000)}\"", StringComparison.Ordinal))).Via);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("{\"id\":}")]
    [InlineData("\uFEFF{}")]
    [InlineData("/* */{}")]
    [InlineData(Opening + Opening)]
    [InlineData("[" + Opening + "] 1")]
    [InlineData("[" + Opening + ",]")]
    public void What_is_no_JSON_is_malformed(string body) =>
        Assert.Equal("malformed-json", Refused(body).Code);

    [Theory]
    [InlineData("id", "\"abcdefghijklmno\"")]
    [InlineData("id", "\"abcdefghijklmnopqrstuvw\"")]
    [InlineData("id", "\"abcdefghijklmno+\"")]
    [InlineData("id", "7")]
    [InlineData("id", "null")]
    [InlineData("story", "\"0190d3a47c1e7cc398c4dc0c0c07398f\"")]
    [InlineData("story", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("story", "[]")]
    [InlineData("version", "0")]
    [InlineData("version", "-1")]
    [InlineData("version", "1.5")]
    [InlineData("version", "99999999999999999999")]
    [InlineData("version", "\"3\"")]
    [InlineData("seq", "-1")]
    [InlineData("seq", "1000001")]
    [InlineData("via", "\"\\uD800abc\"")]
    [InlineData("activeMs", "-1")]
    [InlineData("activeMs", "86400001")]
    [InlineData("activeMs", "1e3")]
    [InlineData("cards", "{}")]
    [InlineData("cards", "[200]")]
    [InlineData("cards", "[-1]")]
    [InlineData("cards", "[1,1]")]
    [InlineData("cards", "[[1]]")]
    [InlineData("done", "1")]
    [InlineData("interactions", "-1")]
    public void A_wrong_value_is_named_by_its_field(string field, string value)
    {
        var at = Full.IndexOf($"\"{field}\":", StringComparison.Ordinal);
        var end = at + field.Length + 3;
        var next = field == "interactions" ? Full.Length - 1 : Full.IndexOf(",\"", end, StringComparison.Ordinal);

        var refusal = Refused(Full[..end] + value + Full[next..]);

        Assert.Equal("bad-fields", refusal.Code);
        Assert.Equal(field, Assert.Single(refusal.Errors!).Key);
    }

    [Theory]
    [InlineData("\"id\":\"abcdefghijklmnopqrst\",", "id")]
    [InlineData(",\"seq\":0", "seq")]
    [InlineData("\"version\":3,", "version")]
    public void A_field_that_is_missing_is_named(string without, string field) =>
        Assert.Equal(field, Assert.Single(Refused(Opening.Replace(without, "", StringComparison.Ordinal)).Errors!).Key);

    [Theory]
    [InlineData("\"seq\":0", "\"seq\":0,\"seq\":0", "seq")]
    [InlineData("\"seq\":0", "\"seq\":0,\"nonsense\":0", "body")]
    public void Fields_that_stand_twice_or_are_not_known_are_refused(string what, string instead, string field) =>
        Assert.Equal(field, Assert.Single(Refused(Opening.Replace(what, instead, StringComparison.Ordinal)).Errors!).Key);

    [Fact]
    public void Within_an_array_the_record_is_named_too() =>
        Assert.Equal("[1].version", Assert.Single(Refused($"[{Opening},{Opening.Replace(":3", ":0", StringComparison.Ordinal)}]").Errors!).Key);

    [Theory]
    [InlineData("[]")]
    [InlineData("[7]")]
    [InlineData("[[[[[[1]]]]]]")]
    [InlineData("7")]
    [InlineData("null")]
    public void Only_records_and_arrays_of_records_are_taken(string body) =>
        Assert.Equal("bad-fields", Refused(body).Code);

    [Fact]
    public void Fifty_one_are_refused() =>
        Assert.Equal("bad-fields", Refused($"[{string.Join(',', Enumerable.Repeat(Opening, 51))}]").Code);

    [Fact]
    public void What_was_sent_is_never_said_back() =>
        Assert.DoesNotContain("whisper", Refused(Opening.Replace("seq", "whisper", StringComparison.Ordinal)).ToString(), StringComparison.Ordinal);

    /// <summary>Seeded, so that a failure comes again: bytes changed, dropped and doubled at random.</summary>
    [Fact]
    public void Mutated_records_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 50_000; round++)
        {
            var body = Encoding.UTF8.GetBytes(Full).ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(body.Count);
                switch (random.Next(3))
                {
                    case 0: body[at] = (byte)random.Next(256); break;
                    case 1: body.RemoveAt(at); break;
                    default: body.InsertRange(at, body.GetRange(0, Math.Min(8, body.Count))); break;
                }
            }

            var result = PageRecordReader.Read([.. body]);

            Assert.True(result.Succeeded || result.Refusal.Status == 400);
        }
    }

    private static IReadOnlyList<PageRecord> Read(string body) => PageRecordReader.Read(Encoding.UTF8.GetBytes(body)).Value;

    private static Core.Shared.Refusal Refused(string body) => PageRecordReader.Read(Encoding.UTF8.GetBytes(body)).Refusal!;
}
