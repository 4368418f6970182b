using System.Text.Json;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Tests.Responses;

public sealed class AnswerReaderTests
{
    private static readonly Dictionary<string, Card> Cards = new Card[]
    {
        new PollCard("poll", "?", [new("a", "A"), new("b", "B")]),
        new QuizCard("quiz", "?", [new("a", "A", true, "Because"), new("b", "B", false, "")]),
        new SliderCard("once", "?", "low", "high", 5, SliderTime.Once, ""),
        new SliderCard("after", "?", "low", "high", 5, SliderTime.After, ""),
        new PledgeCard("bare", "I will", []),
        new PledgeCard("pledge", "I will", [new("a", "A")]),
        new FeedbackCard("feedback", [new("q1", FeedbackKind.Scale, "?"), new("q2", FeedbackKind.Text, "?")]),
        new BranchCard("branch", "?", [new("A", "B")]),
        new HeadingCard("heading", "?", 2),
    }.ToDictionary(card => card.Id);

    [Theory]
    [InlineData("poll", """{"option":"b"}""", "b")]
    [InlineData("quiz", """{"option":"a"}""", "a")]
    [InlineData("once", """{"value":1}""", "1")]
    [InlineData("after", """{"value":5,"before":3}""", "3>5")]
    [InlineData("after", """{"value":5}""", "5")]
    [InlineData("after", """{"value":5,"before":null}""", "5")]
    [InlineData("bare", "{}", "+")]
    [InlineData("pledge", """{"option":"a"}""", "a")]
    [InlineData("feedback", """{"q1":4}""", "q1=4")]
    [InlineData("feedback", """{"q2":" Ask us. ","q1":5}""", "q1=5 q2")]
    [InlineData("feedback", """{"q2":"   ","q1":5}""", "q1=5")]
    public void Counts_an_answer_where_it_belongs(string card, string answer, string cells) =>
        Assert.Equal(cells, string.Join(' ', Read(card, answer).Value.Cells));

    [Fact]
    public void Keeps_words_trimmed_for_review() =>
        Assert.Equal(new AnswerText("q2", "Ask us.\nThen wait."), Assert.Single(Read("feedback", """{"q2":" Ask us.\nThen wait. "}""").Value.Texts));

    [Theory]
    [InlineData("poll", "\"b\"", 400, "answer")]
    [InlineData("poll", "{}", 400, "answer.option")]
    [InlineData("poll", """{"option":1}""", 400, "answer.option")]
    [InlineData("poll", """{"option":"\ud800"}""", 400, "answer.option")]
    [InlineData("poll", """{"option":"c"}""", 422, "answer.option")]
    [InlineData("poll", """{"option":"b","why":"x"}""", 400, "answer.why")]
    [InlineData("once", """{"value":0}""", 400, "answer.value")]
    [InlineData("once", """{"value":6}""", 400, "answer.value")]
    [InlineData("once", """{"value":2.5}""", 400, "answer.value")]
    [InlineData("once", """{"value":"3"}""", 400, "answer.value")]
    [InlineData("once", """{"value":1e300}""", 400, "answer.value")]
    [InlineData("once", """{}""", 400, "answer.value")]
    [InlineData("once", """{"value":3,"before":2}""", 400, "answer.before")]
    [InlineData("after", """{"value":3,"before":9}""", 400, "answer.before")]
    [InlineData("bare", """{"option":"a"}""", 400, "answer.option")]
    [InlineData("feedback", "{}", 400, "answer")]
    [InlineData("feedback", """{"q2":"  "}""", 400, "answer")]
    [InlineData("feedback", """{"q1":6}""", 400, "answer.q1")]
    [InlineData("feedback", """{"q1":"4"}""", 400, "answer.q1")]
    [InlineData("feedback", """{"q2":4}""", 400, "answer.q2")]
    [InlineData("feedback", """{"q2":"\u0000"}""", 400, "answer.q2")]
    [InlineData("feedback", """{"q2":"\ud800"}""", 400, "answer.q2")]
    [InlineData("feedback", """{"q3":4}""", 422, "answer.q3")]
    [InlineData("feedback", """{"q1":4,"\ud800":4}""", 422, "answer.?")]
    [InlineData("poll", """{"option":"b","\ud800":4}""", 400, "answer.?")]
    [InlineData("branch", "{}", 422, "card")]
    [InlineData("heading", "{}", 422, "card")]
    public void Names_what_it_does_not_take(string card, string answer, int status, string field)
    {
        var refusal = Read(card, answer).Refusal!;

        Assert.Equal((status, field), (refusal.Status, Assert.Single(refusal.Errors!.Keys)));
    }

    [Fact]
    public void Words_have_a_length()
    {
        Assert.True(Read("feedback", JsonSerializer.Serialize(new { q2 = new string('x', 1_000) })).Succeeded);
        Assert.Equal(["answer.q2"], Read("feedback", JsonSerializer.Serialize(new { q2 = new string('x', 1_001) })).Refusal!.Errors!.Keys);
    }

    private static Core.Shared.Result<Answer> Read(string card, string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return AnswerReader.Read(Cards[card], json.RootElement);
    }
}
