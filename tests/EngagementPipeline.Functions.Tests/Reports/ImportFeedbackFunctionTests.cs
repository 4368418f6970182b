using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>On the whole app. Answers are shared by all tests: each has a question of its own, in a year that no other test freezes.</summary>
public sealed class ImportFeedbackFunctionTests(AppFixture app)
{
    private const string Author = "report-author";
    private readonly string _question = $"q{AzuriteFixture.UniqueName()}";

    [Fact]
    public async Task Answers_stand_in_the_report_as_a_share_until_they_are_undone()
    {
        var rows = string.Concat(Enumerable.Repeat($"Form,{_question},2019-11-05,Yes\n", 45).Concat(Enumerable.Repeat($"Form,{_question},2019-11-06,No\n", 15)));

        var dry = await ImportAsync(rows, 200, "?dryRun=true");
        Assert.False(dry.TryGetProperty("batch", out _));
        Assert.Null(await FigureAsync());

        var imported = await ImportAsync(rows, 201);
        var question = Assert.Single(imported.GetProperty("questions").EnumerateArray());
        Assert.Equal(("yes-or-no", 60, 45), (question.GetProperty("answeredWith").GetString(), question.GetProperty("answers").GetInt32(), question.GetProperty("inFavour").GetInt32()));
        Assert.Equal(75, (await FigureAsync())!.Value.GetProperty("value").GetDecimal());
        Assert.Equal("already-imported", (await ImportAsync(rows, 409)).GetProperty("code").GetString());

        await app.JsonAsync("DELETE", $"api/imports/{imported.GetProperty("batch").GetString()}", Author, status: 204);
        Assert.Null(await FigureAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_line_and_column()
    {
        var problem = await ImportAsync($"Form,{_question},yesterday,Yes\n", 400);

        Assert.Equal("line 2, answered-on", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    private Task<JsonElement> ImportAsync(string rows, int status, string query = "")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("source,question,answered-on,answer\n" + rows));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        return app.JsonAsync("POST", $"api/imports/feedback{query}", Author, content, status);
    }

    private async Task<JsonElement?> FigureAsync()
    {
        var figures = (await app.JsonAsync("GET", "api/reports/2019-20", Author)).GetProperty("figures").EnumerateArray();
        return figures.Where(f => f.GetProperty("key").GetString() == $"feedback.{_question}").Select(f => (JsonElement?)f).SingleOrDefault();
    }
}
