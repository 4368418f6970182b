using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using EngagementPipeline.Testing;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>The runbook "A wrong figure, found after publication" (docs/operations.md), from end to end. The years are nobody else's.</summary>
public sealed class WrongFigureTests(AppFixture app)
{
    private const string Author = "report-author";
    private const string Note = "Two schools were counted twice: 40 people, not 61.";

    [Fact]
    public async Task The_source_is_put_right_and_every_form_says_so_beside_what_was_published()
    {
        await app.JsonAsync("PUT", $"api/reports/2008-09/corrections/{Guid.NewGuid()}", Author, Body(), 409);
        var wrong = await ImportAsync(61);
        var frozen = await app.JsonAsync("POST", "api/reports/2008-09/freeze", Author);
        var before = await BytesAsync("api/reports/2008-09/snapshot");

        // The source first, then what is said of it.
        await app.JsonAsync("DELETE", $"api/imports/{wrong}", Author, status: 204);
        await ImportAsync(40);
        var id = Guid.NewGuid();
        await app.JsonAsync("PUT", $"api/reports/2008-09/corrections/{id}", Author, Body(), 201);
        await app.JsonAsync("PUT", $"api/reports/2008-09/corrections/{id}", Author, Body());
        await app.JsonAsync("PUT", $"api/reports/2008-09/corrections/{id}", Author, Body("Something else."), 409);

        var report = await app.JsonAsync("GET", "api/reports/2008-09", Author);
        var figure = report.GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("key").GetString() == "training.leaflets");
        Assert.Equal(61, figure.GetProperty("value").GetInt32());
        Assert.Equal(40, figure.GetProperty("later").GetProperty("value").GetInt32());
        Assert.Equal(Note, Assert.Single(figure.GetProperty("corrections").EnumerateArray()).GetProperty("note").GetString());
        Assert.Equal(frozen.GetRawText(), report.GetProperty("frozen").GetRawText());
        Assert.Equal(before, await BytesAsync("api/reports/2008-09/snapshot"));

        foreach (var path in new[] { "api/reports/2008-09.csv", "api/reports/2008-09.html", "reports/2008-09", "reports/2008-09/figures/training.leaflets", "reports/compare?years=2007-08,2008-09" })
            Assert.Contains(Note, WebUtility.HtmlDecode(Encoding.UTF8.GetString(await BytesAsync(path))), StringComparison.Ordinal);
        foreach (var path in new[] { "api/reports/2008-09.xlsx", "api/reports/2008-09.docx" })
            Assert.Contains(await TextsAsync(path), text => text.Contains(Note, StringComparison.Ordinal));
        var compared = await app.JsonAsync("GET", "api/reports/compare?years=2007-08,2008-09", Author);
        Assert.Contains(Note, compared.GetRawText(), StringComparison.Ordinal);
        Assert.Contains((await app.JsonAsync("GET", "api/reports/2009-10", Author)).GetProperty("notes").EnumerateArray(), note => note.GetString()!.EndsWith(Note, StringComparison.Ordinal));
        Assert.Equal(await BytesAsync("api/reports/2008-09.xlsx"), await BytesAsync("api/reports/2008-09.xlsx"));

        using (var gone = await app.SendAsync("DELETE", $"api/reports/2008-09/corrections/{id}", Author))
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.DoesNotContain(Note, Encoding.UTF8.GetString(await BytesAsync("api/reports/2008-09.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("next", "training.leaflets", "A note.")]
    [InlineData("2006-07", null, "A note.")]
    [InlineData("2006-07", "training.leaflets", " ")]
    [InlineData("2006-07", "training.leaflets", "with \u0007 in it")]
    public async Task What_cannot_be_a_correction_is_refused(string year, string? figure, string note) =>
        await app.JsonAsync("PUT", $"api/reports/{year}/corrections/{Guid.NewGuid()}", Author, new { figure, note }, 400);

    [Theory]
    [InlineData("comms")]
    [InlineData("safeguarding-lead")]
    public async Task Only_report_authors_correct(string roles)
    {
        await app.JsonAsync("PUT", $"api/reports/2006-07/corrections/{Guid.NewGuid()}", roles, Body(), 403);
        await app.JsonAsync("DELETE", $"api/reports/2006-07/corrections/{Guid.NewGuid()}", roles, status: 403);
    }

    private static object Body(string note = Note) => new { figure = "training.leaflets", note };

    private async Task<string> ImportAsync(int value)
    {
        var csv = $"key,title,kind,period-start,period-end,value,source\r\ntraining.leaflets,Leaflets given out,count,2008-06-01,2008-06-30,{value},An invented list\r\ntraining.leaflets,Leaflets given out,count,2009-06-01,2009-06-30,70,An invented list\r\n";
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");
        return (await app.JsonAsync("POST", "api/imports/figures", Author, file, 201)).GetProperty("batch").GetString()!;
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await app.SendAsync("GET", path, Author);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}.");
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string path)
    {
        await using var zip = new ZipArchive(new MemoryStream(await BytesAsync(path)));
        var texts = new List<string>();
        foreach (var part in zip.Entries.Where(part => part.Name.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(await part.OpenAsync(TestContext.Current.CancellationToken));
            texts.Add(WebUtility.HtmlDecode(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
        }

        return texts;
    }
}
