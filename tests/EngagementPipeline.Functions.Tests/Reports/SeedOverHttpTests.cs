using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Functions.Tests.Reports;

/// <summary>
/// Every figure of the real report that this serves, out of the whole app: its value, the rows behind it and its words, in each file that a report author downloads.
/// </summary>
public sealed partial class SeedOverHttpTests(SeedApp app) : IClassFixture<SeedApp>
{
    private const string Met = "feedback.the-contents-met-my-training-needs";
    private const string Delivery = "feedback.the-delivery-was-right-for-me";

    public static TheoryData<string, string, string, string, int> Figures => new()
    {
        { "tool.accesses", "797", "797", "Tool and virtual training: accessed 797 times.", 6 },
        { "briefings.views", "26134", "26,134", "Virtual briefings: viewed 26,134 times, almost two and a half times the number of the year before.", 12 },
        { "training.attendance", "988", "just under 1,000", "Training: just under 1,000 people attended.", 4 },
        { Met, "98", "98%", "98% of 500 answers to “The contents met my training needs” said yes, agreed or gave 4 or 5 of 5.", 1 },
        { Delivery, "97", "97%", "97% of 500 answers to “The delivery was right for me” said yes, agreed or gave 4 or 5 of 5.", 1 },
        { "stories.first-week-views", "312", "over 300", "Stories launched in the year were viewed over 300 times in their first week.", 7 },
        { "stories.shared.local", "1", "one", "One story was shared at local level in the year.", 1 },
        { "stories.shared.regional", "1", "one", "One story was shared at regional level in the year.", 1 },
        { "stories.shared.national", "1", "one", "One story was shared at national level in the year.", 1 },
        { "reviews.published", "2", "two", "Case reviews: two publications.", 1 },
    };

    public static TheoryData<string, string, string, string> Told => [.. Figures.Select(figure => (figure.Data.Item1, figure.Data.Item2, figure.Data.Item3, figure.Data.Item4))];

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task The_api_tells_it_and_its_rows(string key, string value, string wording, string sentence, int rows)
    {
        var report = await app.JsonAsync("api/reports/2021-22");
        var figure = report.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("key").GetString() == key);
        var trace = await app.JsonAsync(figure.GetProperty("trace").GetProperty("url").GetString()!.TrimStart('/'));

        Assert.False(report.GetProperty("provisional").GetBoolean());
        Assert.Equal(value, figure.GetProperty("value").GetDecimal().ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((wording, sentence), (figure.GetProperty("wording").GetString(), figure.GetProperty("sentence").GetString()));
        Assert.Equal((rows, rows), (figure.GetProperty("trace").GetProperty("rows").GetInt32(), trace.GetProperty("rows").GetArrayLength()));
        Assert.Equal(figure.GetProperty("value").GetDecimal(), trace.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("value").GetDecimal()));
    }

    [Theory]
    [MemberData(nameof(Told))]
    public async Task Every_file_tells_it(string key, string value, string wording, string sentence)
    {
        var csv = Encoding.UTF8.GetString(await app.GetAsync("api/reports/2021-22.csv"));
        var line = csv.Split("\r\n").Single(l => l.TrimStart('\uFEFF').StartsWith(key + ",", StringComparison.Ordinal));

        Assert.Contains($",{value},", line, StringComparison.Ordinal);
        Assert.Contains(wording, line, StringComparison.Ordinal);
        Assert.Contains(sentence, TextOf(Encoding.UTF8.GetString(await app.GetAsync("api/reports/2021-22.html"))), StringComparison.Ordinal);
        Assert.Contains(sentence, TextOf(Part(await app.GetAsync("api/reports/2021-22.docx"), "word/document.xml")), StringComparison.Ordinal);
        Assert.Contains(sentence, await WorkbookAsync(), StringComparison.Ordinal);
    }

    private async Task<string> WorkbookAsync()
    {
        var file = await app.GetAsync("api/reports/2021-22.xlsx");
        using var zip = new ZipArchive(new MemoryStream(file));
        return string.Join('\n', zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry => TextOf(Part(file, entry.FullName))));
    }

    private static string Part(byte[] package, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static string TextOf(string markup) => WebUtility.HtmlDecode(Tag().Replace(markup, ""));

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Tag();
}
