using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Tests.Shared;

public sealed class FieldsTests
{
    private readonly Fields _fields = new();

    [Fact]
    public void Tells_everything_that_is_wrong_at_once()
    {
        _fields.Id<VoiceId>("not-an-id", "voice");
        _fields.Name<Audience>("everywhere", "audience");
        _fields.Text(" ", "words", 10);
        _fields.Day("31/03/2026", "on");

        var refusal = _fields.Build(() => "never made").Refusal!;

        Assert.Equal((400, "bad-fields"), (refusal.Status, refusal.Code));
        Assert.Equal(["audience", "on", "voice", "words"], refusal.Errors!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Must be one of: local, regional, national."], refusal.Errors["audience"]);
    }

    [Fact]
    public void Never_repeats_what_was_sent()
    {
        _fields.Text(new string('q', 11), "words", 10);
        _fields.Name<Audience>("my secret", "audience");

        var said = string.Join(' ', _fields.Build(() => 1).Refusal!.Errors!.SelectMany(e => e.Value));

        Assert.DoesNotContain("qqq", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("0190d3a47c1e7cc398c4dc0c0c07398f")]
    [InlineData("{0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f}")]
    [InlineData("")]
    public void An_id_is_a_hyphenated_uuid_and_not_the_empty_one(string text)
    {
        _fields.Id<VoiceId>(text, "voice");
        Assert.True(_fields.HasErrors);
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\u001bb")]
    public void Text_that_cannot_be_shown_is_refused(string text)
    {
        _fields.Text(text, "words", 100);
        Assert.True(_fields.HasErrors);
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        // Not inline data: attributes are kept in UTF-8, which has no halves.
        Assert.All(["a\ud83d", "\ude00a", "\ud83da"], text =>
        {
            var fields = new Fields();
            fields.Text(text, "words", 100);
            Assert.True(fields.HasErrors);
        });
    }

    [Theory]
    [InlineData("  Hello \n there\t ", "Hello \n there")]
    [InlineData("سلام 😀", "سلام 😀")]
    public void Text_keeps_its_letters_and_loses_its_edges(string text, string kept)
    {
        Assert.Equal(kept, _fields.Text(text, "words", 100));
        Assert.False(_fields.HasErrors);
    }

    [Theory]
    [InlineData("2026-03-31T09:30:00Z", true)]
    [InlineData("2026-03-31T09:30:00.123+01:00", true)]
    [InlineData("2026-03-31T09:30:00", false)] // whose clock?
    [InlineData("2026-03-31", false)]
    [InlineData("1926-03-31T09:30:00Z", false)]
    [InlineData("yesterday", false)]
    public void An_instant_says_its_offset(string text, bool good)
    {
        _fields.Instant(text, "capturedAt");
        Assert.Equal(good, !_fields.HasErrors);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh-Hant-HK", true)]
    [InlineData("e", false)]
    [InlineData("en--GB", false)]
    [InlineData("en\"><script>", false)]
    public void A_language_is_a_tag(string text, bool good)
    {
        _fields.Language(text, "language");
        Assert.Equal(good, !_fields.HasErrors);
    }

    [Fact]
    public void A_list_of_names_is_sorted_and_says_each_once()
    {
        Assert.Equal([Audience.Local, Audience.National], _fields.Names<Audience>(["national", "local"], "audiences"));
        Assert.False(_fields.HasErrors);

        _fields.Names<Audience>(["local", "local"], "audiences");
        Assert.True(_fields.HasErrors);
    }

    [Theory]
    [InlineData("😀", 2000, true)]
    [InlineData("😀", 2001, false)]
    [InlineData("a", 2000, true)]
    [InlineData("a", 2001, false)]
    public void Characters_are_counted_as_people_count_them(string character, int times, bool fits)
    {
        var fields = new Fields();

        fields.Text(string.Concat(Enumerable.Repeat(character, times)), "words", 2_000);

        Assert.Equal(fits, fields.Build(() => "").Succeeded);
    }

    [Theory]
    [InlineData("\u200b\u200b")]
    [InlineData(" \u2060 \ufeff")]
    [InlineData("\u00ad")]
    public void A_text_with_nothing_to_see_in_it_is_missing(string text)
    {
        var fields = new Fields();

        fields.Text(text, "title", 100);

        Assert.Equal(["Is required."], fields.Build(() => "").Refusal!.Errors!["title"]);
        Assert.Null(new Fields().OptionalText(text, "credit", 100));
    }
}
