namespace EngagementPipeline.Functions.Tests.Reports;

public sealed class WordingFunctionTests(ReportsApp app) : IClassFixture<ReportsApp>
{
    [Theory]
    [InlineData("value=312&kind=first-week", "over 300", "viewed over 300 times in its first week")]
    [InlineData("value=1&kind=first-week", "one", "viewed once in its first week")]
    [InlineData("value=0&kind=first-week", "none", "not viewed in its first week")]
    [InlineData("value=797", "797", "797")]
    [InlineData("value=985&kind=count", "just under 1,000", "just under 1,000")]
    [InlineData(
        "value=26134&previous=10600", "26,134", "26,134, almost two and a half times the number of the year before")]
    [InlineData(
        "value=26134&previous=10600&kind=ratio", "almost two and a half times", "almost two and a half times the number of the year before")]
    [InlineData("value=200&previous=100&kind=ratio", "doubled", "twice the number of the year before")]
    [InlineData("value=98&kind=share", "98%", "98%")]
    [InlineData("value=98.2&kind=share&previous=95", "98%", "98%, up from 95% the year before")]
    [InlineData("value=49&of=50&kind=share", "98%", "98%")]
    [InlineData("value=9&of=10&kind=share", "nine of ten", "nine of ten")]
    [InlineData("value=1234&kind=estimate", "about 1,200", "about 1,200")]
    public async Task Says_a_number_in_words(string query, string wording, string sentence)
    {
        var answer = await app.JsonAsync($"api/wording?{query}");

        Assert.Equal(wording, answer.GetProperty("wording").GetString());
        Assert.Equal(sentence, answer.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Claims_nothing_from_a_small_base_and_says_why()
    {
        var answer = await app.JsonAsync("api/wording?value=40&previous=4&kind=ratio");

        Assert.Equal("40, compared with four the year before", answer.GetProperty("wording").GetString());
        Assert.Empty(answer.GetProperty("also").EnumerateArray());
        Assert.Contains("too small", answer.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "value")]
    [InlineData("value=", "value")]
    [InlineData("value=many", "value")]
    [InlineData("value=-1", "value")]
    [InlineData("value=26,134", "value")]
    [InlineData("value=1.5", "value")]
    [InlineData("value=1&value=2", "value")]
    [InlineData("value=1000000000001", "value")]
    [InlineData("value=101&kind=share", "value")]
    [InlineData("value=-0.1&kind=share", "value")]
    [InlineData("value=1&kind=guess", "kind")]
    [InlineData("value=1&kind=ratio", "previous")]
    [InlineData("value=1&previous=x", "previous")]
    [InlineData("value=1&of=0&kind=share", "of")]
    [InlineData("value=11&of=10&kind=share", "of")]
    [InlineData("value=1&of=10", "of")]
    public async Task What_is_no_number_is_refused_by_its_field(string query, string field)
    {
        var problem = await app.JsonAsync($"api/wording?{query}", 400);

        Assert.Equal("bad-fields", problem.GetProperty("code").GetString());
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }
}
