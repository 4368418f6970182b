using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Outputs;
using EngagementPipeline.Pages.Reports;
using EngagementPipeline.Pages.Tests.Desk;
using EngagementPipeline.Pages.Tests.Story;
using EngagementPipeline.Testing.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace EngagementPipeline.Pages.Tests.Reports;

public sealed class ReportHtmlTests(Chromium chromium, Gallery gallery)
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DESK_PICTURES");

    public static TheoryData<string> Names => [.. InventedReports.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Says_every_figure_of_the_report_and_no_other_number(string name)
    {
        var report = InventedReports.All[name];

        var page = await ReadAsync(report);

        var rows = page.QuerySelectorAll("table:not(.numbers, .stories) tbody tr:not(.later)").Select(row => row.Children.Take(4).Select(TextOf).ToList()).ToList();
        Assert.Equal(
            ReportSection.Of(report).SelectMany(section => section.Figures).Select(f => $"{f.Title}|{N(f.Value)}{Mark(f)}|{N(f.Previous)}|{(f.Provisional ? "–" : N(f.Ratio))}"),
            rows.Select(row => string.Join('|', row)));
        Assert.Equal(
            ReportSection.Of(report).SelectMany(section => section.Figures).Select(f => f.Sentence + Mark(f)),
            page.QuerySelectorAll(".sentences li").Select(TextOf));
        Assert.Equal(report.Figures.Select(f => f.Key), page.QuerySelectorAll(".definitions > div").Select(d => d.Id));
        Assert.Equal(
            report.Figures.Count(f => f.Later is not null && !LaterDifferences.IsAdded(f)) + report.Figures.Sum(f => f.Corrections.Count), page.QuerySelectorAll("tr.later").Length);
        Assert.All(report.Figures.SelectMany(f => f.Corrections), one => Assert.Contains(one.Said, page.QuerySelectorAll("tr.later").Select(TextOf)));
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Has_every_chart_with_its_numbers_every_story_and_every_decision(string name)
    {
        var report = InventedReports.All[name];

        var page = await ReadAsync(report);

        foreach (var chart in ReportCharts.Of(report))
        {
            var figure = page.GetElementById($"chart-{chart.Key}")!.Closest("figure")!;
            Assert.Equal(chart.Says, TextOf(figure.QuerySelector("figcaption p")!));
            Assert.Equal(
                chart.Categories.Select((_, i) => string.Join('|', chart.Series.Select(series => N(series.Values[i])))),
                figure.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(TextOf))));
            Assert.All(figure.QuerySelectorAll("svg"), svg => Assert.Contains(chart.Says, svg.GetAttribute("aria-label"), StringComparison.Ordinal));
        }

        Assert.Equal(ReportCharts.Of(report).Count, page.QuerySelectorAll("figure").Length);
        Assert.Equal(
            report.Stories.Select(s => $"{s.Title}|{N(s.Views)}|{N(s.FirstWeekViews)}"),
            page.QuerySelectorAll(".stories tbody tr").Select(row => $"{TextOf(row.Children[0])}|{TextOf(row.Children[3])}|{TextOf(row.Children[4])}"));
        Assert.Equal(report.Decided.Select(d => d.WeDid), page.QuerySelectorAll(".decided li p:last-child").Select(TextOf));
    }

    [Fact]
    public async Task Says_whether_it_is_provisional_sample_or_frozen()
    {
        Assert.Contains(new string('7', 64), TextOf((await ReadAsync(InventedReports.Frozen)).QuerySelector("header")!), StringComparison.Ordinal);
        var provisional = TextOf((await ReadAsync(InventedReports.Provisional)).QuerySelector("header")!);
        Assert.Contains("Provisional.", provisional, StringComparison.Ordinal);
        Assert.Contains("invented sample project", provisional, StringComparison.Ordinal);
        Assert.Equal("engagement-2025-26-with-sample.html", ReportHtml.FileName(InventedReports.Provisional));
        Assert.Equal("engagement-2025-26.html", ReportHtml.FileName(InventedReports.Frozen));
        Assert.Empty((await ReadAsync(InventedReports.Full)).QuerySelectorAll(".notice, .mark"));
    }

    [Fact]
    public async Task The_same_report_gives_the_same_bytes() =>
        Assert.Equal(await BytesAsync(InventedReports.Frozen), await BytesAsync(InventedReports.Frozen));

    [Fact]
    public async Task Runs_nothing_and_asks_for_nothing_that_anybody_wrote()
    {
        foreach (var payload in Payloads.All)
        {
            var page = await ReadAsync(InventedReports.Full with
            {
                Stories = [.. InventedReports.Full.Stories.Select(story => story with { Title = payload })],
                Decided = [new(new(2025, 6, 1), payload, payload, payload)],
                Figures = [.. InventedReports.Full.Figures.Select(figure => figure with { Title = payload, Sentence = payload, Definition = payload })],
            });

            Assert.Empty(page.QuerySelectorAll("script, link, img, iframe, object, embed, form, base, [style], [onload], [onerror], [src]"));
            Assert.All(page.QuerySelectorAll("a"), a => Assert.StartsWith("#", a.GetAttribute("href"), StringComparison.Ordinal));
            Assert.Single(page.QuerySelectorAll("style"));
        }
    }

    [Theory]
    [InlineData("provisional")]
    [InlineData("frozen")]
    public async Task Opens_in_a_browser_at_every_width_with_nothing_that_axe_finds_fault_with(string name)
    {
        List<string> complaints = [];
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var context = await chromium.NewContextAsync(o => (o.BypassCSP, o.ColorScheme) = (true, scheme));
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{gallery.Address}/report-files/{name}");

            var found = await page.RunAxe();

            Assert.Empty(found.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(", ", v.Nodes.Select(n => n.Target))}"));
        }

        // As it comes, with its policy: its style is worn, nothing is complained of, and no width scrolls sideways.
        await using var plain = await chromium.NewContextAsync();
        var file = await plain.NewPageAsync();
        file.Console += (_, message) => complaints.Add(message.Text);
        await file.GotoAsync($"{gallery.Address}/report-files/{name}");
        foreach (var width in Chromium.Widths.Prepend(320))
        {
            await file.SetViewportSizeAsync(width, 900);
            Assert.Equal(0, await file.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            if (Pictures is not null)
                await file.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"file-{name}-{width}.png"), FullPage = true });
        }

        if (Pictures is not null)
            await file.PdfAsync(new() { Path = Path.Combine(Pictures, $"file-{name}.pdf"), PreferCSSPageSize = true, PrintBackground = false });
        Assert.DoesNotContain(complaints, text => !text.Contains("favicon", StringComparison.Ordinal));
        Assert.Equal("0px", await file.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).marginTop"));
    }

    private static string Mark(ReportedFigure figure) => LaterDifferences.IsAdded(figure) ? " Not frozen" : figure.Corrections is not [] ? " Corrected" : figure.Provisional ? " Provisional" : "";

    private static string N(decimal? number) => number is { } n ? n.ToString("#,0.##", CultureInfo.InvariantCulture) : "–";

    private static string TextOf(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IHtmlDocument> ReadAsync(Report report) =>
        new HtmlParser().ParseDocument(Encoding.UTF8.GetString(await BytesAsync(report)));

    private static async Task<byte[]> BytesAsync(Report report)
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await new ReportHtml(services.GetRequiredService<IServiceScopeFactory>(), NullLoggerFactory.Instance).WriteAsync(report);
    }
}
