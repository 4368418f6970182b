using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Stories;

public sealed class CardCatalogueTests
{
    private const string AVoice = "0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f";

    [Theory]
    [InlineData("""{"id":"a","type":"heading","text":"What it looks like","level":3}""")]
    [InlineData("""{"id":"a","type":"text","text":"Some *words*\n\nand more"}""")]
    [InlineData("""{"id":"a","type":"quote","voice":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"}""")]
    [InlineData("""{"id":"a","type":"prompt","text":"سلام؟ 😀","minutes":60}""")]
    [InlineData("""{"id":"a","type":"prompt","text":""}""")]
    [InlineData("""{"id":"a","type":"timeline","items":[]}""")]
    [InlineData("""{"id":"a","type":"timeline","items":[{"when":"Year 7","text":"It began."},{"when":"","text":""}]}""")]
    [InlineData("""{"id":"a","type":"poll","question":"Why?","options":[{"id":"x","text":"Because"},{"id":"y_2","text":""}]}""")]
    [InlineData("""{"id":"a","type":"quiz","question":"Why?","options":[{"id":"x","text":"Because","correct":true,"why":"It is so."},{"id":"y","text":"No"}]}""")]
    [InlineData("""{"id":"a","type":"branch","situation":"You see it.","choices":[{"text":"Go","follows":"You are gone."}]}""")]
    [InlineData("""{"id":"a","type":"slider","question":"How?","min-label":"Low","max-label":"High","steps":7}""")]
    [InlineData("""{"id":"a","type":"slider","question":"How?","min-label":"","max-label":"","steps":3,"when":"after","pair":"b"}""")]
    [InlineData("""{"id":"a","type":"pledge","text":"I will."}""")]
    [InlineData("""{"id":"a","type":"pledge","text":"I will.","options":[{"id":"x","text":"ask"}]}""")]
    [InlineData("""{"id":"a","type":"feedback","questions":[{"id":"x","kind":"scale","text":"Useful?"},{"id":"y","kind":"text","text":"Why?"}]}""")]
    public void Writes_what_it_read(string card)
    {
        var read = Assert.Single(Read(card).Cards);

        Assert.Equal(JsonNode.Parse(card)!.ToJsonString(), CardCatalogue.ToJson(read).ToJsonString());
    }

    [Fact]
    public void A_heading_without_a_level_is_of_level_2() =>
        Assert.Equal(2, Assert.IsType<HeadingCard>(Assert.Single(Read("""{"id":"a","type":"heading","text":"x"}""").Cards)).Level);

    [Fact]
    public void Line_ends_are_all_written_alike() =>
        Assert.Equal("a\nb\nc", Assert.IsType<TextCard>(Assert.Single(Read("""{"id":"a","type":"text","text":"a\r\nb\rc"}""").Cards)).Text.Markdown);

    [Theory]
    [InlineData("""{"id":"a","type":"carousel"}""", "cards[0].type")]
    [InlineData("""{"id":"a","type":"Quote","voice":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f"}""", "cards[0].type")]
    [InlineData("""{"id":"a","type":null}""", "cards[0].type")]
    [InlineData("""{"id":"a"}""", "cards[0].type")]
    [InlineData("""{"type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":"","type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":7,"type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":"a b","type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":"a\n","type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":"\"><script>","type":"heading","text":"x"}""", "cards[0].id")]
    [InlineData("""{"id":"a","type":"heading"}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"heading","text":null}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"heading","text":["x"]}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"heading","text":"a\u0000b"}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"heading","text":"a\ud800"}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"heading","text":"x","level":1}""", "cards[0].level")]
    [InlineData("""{"id":"a","type":"heading","text":"x","level":4}""", "cards[0].level")]
    [InlineData("""{"id":"a","type":"heading","text":"x","level":2.5}""", "cards[0].level")]
    [InlineData("""{"id":"a","type":"heading","text":"x","level":"2"}""", "cards[0].level")]
    [InlineData("""{"id":"a","type":"heading","text":"x","Level":2}""", "cards[0].Level")]
    [InlineData("""{"id":"a","type":"heading","text":"x","colour":"red"}""", "cards[0].colour")]
    [InlineData("""{"id":"a","type":"heading","text":"x","text":"y"}""", "cards[0].text")]
    [InlineData("""{"id":"a","type":"quote"}""", "cards[0].voice")]
    [InlineData("""{"id":"a","type":"quote","voice":"somebody"}""", "cards[0].voice")]
    [InlineData("""{"id":"a","type":"quote","voice":"00000000-0000-0000-0000-000000000000"}""", "cards[0].voice")]
    [InlineData("""{"id":"a","type":"quote","voice":"0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f","words":"copied"}""", "cards[0].words")]
    [InlineData("""{"id":"a","type":"prompt","text":"x","minutes":0}""", "cards[0].minutes")]
    [InlineData("""{"id":"a","type":"prompt","text":"x","minutes":61}""", "cards[0].minutes")]
    [InlineData("""{"id":"a","type":"prompt","text":"x","minutes":1e99}""", "cards[0].minutes")]
    [InlineData("""{"id":"a","type":"timeline"}""", "cards[0].items")]
    [InlineData("""{"id":"a","type":"timeline","items":{}}""", "cards[0].items")]
    [InlineData("""{"id":"a","type":"timeline","items":["x"]}""", "cards[0].items[0]")]
    [InlineData("""{"id":"a","type":"timeline","items":[{"when":"x","text":"y"},{"when":"x"}]}""", "cards[0].items[1].text")]
    [InlineData("""{"id":"a","type":"timeline","items":[{"when":"x","text":"y","colour":"red"}]}""", "cards[0].items[0].colour")]
    [InlineData("""{"id":"a","type":"timeline","items":[{"when":"x","text":"y","text":"z"}]}""", "cards[0].items[0].text")]
    [InlineData("""{"id":"a","type":"poll","question":"x","options":[{"id":"x","text":"y"},{"id":"z"}]}""", "cards[0].options[1].text")]
    [InlineData("""{"id":"a","type":"poll","question":"x","options":[{"id":"x y","text":"z"}]}""", "cards[0].options[0].id")]
    [InlineData("""{"id":"a","type":"poll","question":"x","options":[{"id":"x","text":"y"},{"id":"x","text":"z"}]}""", "cards[0].options[1].id")]
    [InlineData("""{"id":"a","type":"poll","question":"x","options":[{"id":"x","text":"y","correct":true}]}""", "cards[0].options[0].correct")]
    [InlineData("""{"id":"a","type":"quiz","question":"x","options":[{"id":"x","text":"y","correct":"yes"}]}""", "cards[0].options[0].correct")]
    [InlineData("""{"id":"a","type":"branch","situation":"x","choices":[{"text":"y"}]}""", "cards[0].choices[0].follows")]
    [InlineData("""{"id":"a","type":"slider","question":"x","min-label":"y","max-label":"z","steps":2}""", "cards[0].steps")]
    [InlineData("""{"id":"a","type":"slider","question":"x","min-label":"y","max-label":"z","when":"later"}""", "cards[0].when")]
    [InlineData("""{"id":"a","type":"pledge","text":"x","options":[{"id":"","text":"y"}]}""", "cards[0].options[0].id")]
    [InlineData("""{"id":"a","type":"feedback","questions":[{"id":"x","kind":"essay","text":"y"}]}""", "cards[0].questions[0].kind")]
    [InlineData("""{"id":"a","type":"feedback","questions":[{"id":"x","text":"y"}]}""", "cards[0].questions[0].kind")]
    [InlineData("\"quote\"", "cards[0]")]
    [InlineData("null", "cards[0]")]
    [InlineData("[]", "cards[0]")]
    public void Refuses_by_name(string card, string field)
    {
        var refusal = Read(card).Refusal;

        Assert.Equal(400, refusal?.Status);
        Assert.Equal([field], refusal!.Errors!.Keys);
    }

    [Fact]
    public void Names_every_card_that_is_wrong()
    {
        var refusal = Read("""{"id":"a","type":"no-such"}""", """{"id":"b","type":"heading","text":"x"}""", """{"id":"b","type":"prompt"}""").Refusal;

        Assert.Equal(["cards[0].type", "cards[2].id", "cards[2].text"], refusal!.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("heading", "text", 120)]
    [InlineData("text", "text", 10_000)]
    [InlineData("prompt", "text", 300)]
    public void Text_has_a_length(string type, string field, int max)
    {
        Assert.Null(Read(Card(max)).Refusal);
        Assert.Equal([$"cards[0].{field}"], Read(Card(max + 1)).Refusal!.Errors!.Keys);

        string Card(int length) => $$"""{"id":"a","type":"{{type}}","{{field}}":"{{new string('x', length)}}"}""";
    }

    [Fact]
    public void A_story_has_200_cards_at_most()
    {
        Assert.Null(Read(Headings(200)).Refusal);
        Assert.Equal(["cards"], Read(Headings(201)).Refusal!.Errors!.Keys);
        Assert.Equal(["cards"], Read(Headings(10_000)).Refusal!.Errors!.Keys);
    }

    [Fact]
    public void A_hostile_document_is_refused_in_a_few_words()
    {
        var fields = string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"f{i}\":1"));
        var refusal = Read($$"""{"id":"a","type":"heading","text":"x",{{fields}}}""", $$"""{"id":"b","type":"heading","{{new string('y', 5_000)}}":1}""").Refusal!;

        Assert.InRange(refusal.Errors!.Count, 1, 60);
        Assert.All(refusal.Errors.Keys, key => Assert.InRange(key.Length, 1, 60));
    }

    [Fact]
    public void A_list_has_a_length()
    {
        Assert.Null(Read(Timeline(20)).Refusal);
        Assert.Equal(["cards[0].items"], Read(Timeline(21)).Refusal!.Errors!.Keys);
        Assert.Equal(["cards[0].items"], Read(Timeline(10_000)).Refusal!.Errors!.Keys);

        static string Timeline(int moments) =>
            $$"""{"id":"a","type":"timeline","items":[{{string.Join(',', Enumerable.Repeat("""{"when":"x","text":"y"}""", moments))}}]}""";
    }

    [Theory]
    [InlineData("text", "text", "")]
    [InlineData("reveal", "text", ",\"question\":\"Why?\"")]
    [InlineData("audio", "transcript", ",\"title\":\"x\"")]
    public void A_text_of_marks_alone_is_refused_by_name_and_one_that_was_kept_still_reads(string type, string field, string more)
    {
        var card = $$"""{"id":"a","type":"{{type}}","{{field}}":"{{string.Concat(Enumerable.Repeat("*a_", 1_600))}}"{{more}}}""";

        var refused = Read(card).Refusal!;
        var fields = new Fields();
        CardCatalogue.Read([JsonDocument.Parse(card).RootElement], fields, kept: true);

        Assert.Equal($"cards[0].{field}", Assert.Single(refused.Errors!.Keys));
        Assert.Contains("500 marks", Assert.Single(refused.Errors![$"cards[0].{field}"]), StringComparison.Ordinal);
        Assert.False(fields.HasErrors);
    }

    [Fact]
    public void Cards_left_out_altogether_are_asked_for()
    {
        var fields = new Fields();
        CardCatalogue.Read(null, fields);

        Assert.Equal(["cards"], fields.Build(() => 1).Refusal!.Errors!.Keys);
    }

    [Fact]
    public void Only_a_quote_names_a_voice_and_none_holds_words()
    {
        var quote = Assert.Single(Read($$"""{"id":"a","type":"quote","voice":"{{AVoice}}"}""").Cards);

        Assert.Equal([VoiceId.From(Guid.Parse(AVoice))], quote.Voices);
        Assert.Equal("", quote.Words);
    }

    [Theory]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("https://bank.example@example.org/")]
    [InlineData("http://@example.org/a?b=c@d")]
    [InlineData("https://example.org/\\u202Egnp.exe")]
    [InlineData("https:\\\\\\\\example.org/")]
    [InlineData("https://example.org/\\u0007")]
    public void An_address_that_leads_elsewhere_than_it_seems_is_refused_in_every_field_that_takes_one(string address)
    {
        Assert.Equal(["cards[0].items[0].url"], Read($$"""{"id":"a","type":"links","items":[{"text":"x","url":"{{address}}"}]}""").Refusal!.Errors!.Keys);
        Assert.Equal(
            ["cards[0].captions", "cards[0].url"],
            Read($$"""{"id":"a","type":"video","url":"{{address}}","title":"x","captions":"{{address}}"}""").Refusal!.Errors!.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A page from before that rule must still read, or it could not come down.</summary>
    [Fact]
    public void One_that_was_kept_still_reads()
    {
        var fields = new Fields();

        CardCatalogue.Read([JsonDocument.Parse("""{"id":"a","type":"links","items":[{"text":"x","url":"https://user@example.org/"}]}""").RootElement], fields, kept: true);

        Assert.False(fields.HasErrors);
        Assert.Null(Read("""{"id":"a","type":"links","items":[{"text":"x","url":"mailto:a@example.org"},{"text":"y","url":"https://example.org/@somebody"}]}""").Refusal);
    }

    private static string[] Headings(int count) => [.. Enumerable.Range(0, count).Select(i => $$"""{"id":"c{{i}}","type":"heading","text":"x"}""")];

    private static (IReadOnlyList<Card> Cards, Refusal? Refusal) Read(params string[] cards)
    {
        var fields = new Fields();
        var read = CardCatalogue.Read([.. cards.Select(card => JsonDocument.Parse(card).RootElement)], fields);
        return (read, fields.Build(() => 1).Refusal);
    }
}
