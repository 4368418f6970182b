using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>What the document says, from its title to its notes.</summary>
internal sealed class WordBody(Report report, MainDocumentPart main)
{
    private readonly WordTable _tables = new(WordPage.TextWidth);

    public IEnumerable<OpenXmlElement> Write() =>
    [
        WordParagraph.Of(WordParagraph.Title, WordSay.Title),
        WordParagraph.Of(WordParagraph.Subtitle, WordSay.Subtitle(report)),
        .. WordState.Of(report),
        .. ReportSection.Of(report).SelectMany(PartOf),
        .. new WordNotes(report, _tables).Write(),
    ];

    private IEnumerable<OpenXmlElement> PartOf(ReportSection section) =>
    [
        WordParagraph.Of(WordParagraph.Part, section.Title),
        .. section.Figures is [] ? [WordParagraph.Of(WordParagraph.Body, NothingOf(section.Part))] : section.Figures.Select(figure => WordParagraph.Of(WordParagraph.Bullet, figure.Sentence, WordSay.MarkOf(figure, report))),
        .. section.Figures is [] ? [] : FiguresOf(section),
        .. section.Part switch
        {
            Part.Published => Charts().Concat(Stories()),
            Part.Used => Decided(),
            _ => [],
        },
    ];

    private static string NothingOf(Part part) => part switch
    {
        Part.Published => "This report has no figures about stories.",
        Part.Heard => "This report has no figures about who was heard.",
        Part.Used => "This report has no figures about voices and what came of them.",
        _ => "This report has no figures about what difference it made.",
    };

    private IEnumerable<OpenXmlElement> FiguresOf(ReportSection section)
    {
        var (now, before) = (report.Year.Printed, report.Year.Previous.Printed);
        return _tables.Of(
            section.Title,
            [new("Figure", 43), new("Counted in", 21), new(now, 18, Numbers: true), new(before, 18, Numbers: true)],
            section.Figures.Select(figure => (IReadOnlyList<WordCell>)
            [
                new(figure.Title, WordSay.MarkOf(figure, report)), new(figure.Unit), WordCell.Number(figure.Value), WordCell.Number(figure.Previous),
            ]));
    }

    private IEnumerable<OpenXmlElement> Charts()
    {
        foreach (var (i, chart) in ReportCharts.Of(report).Index())
        {
            yield return WordParagraph.Of(WordParagraph.Piece, chart.Title);
            yield return WordParagraph.Of(WordParagraph.Lead, chart.Says);
            yield return WordChart.Add(main, chart, i + 1);
            foreach (var element in _tables.Of(
                $"{chart.Title}, in {chart.Unit}",
                [new(chart.Category, 40), .. chart.Series.Select(series => new WordColumn(Name(series), 30, Numbers: true))],
                chart.Categories.Select((category, row) => (IReadOnlyList<WordCell>)
                [
                    new(category, MarkOf(chart, row)), .. chart.Series.Select(series => WordCell.Number(series.Values[row])),
                ])))
                yield return element;
        }
    }

    /// <summary>A month says so itself; levels and reading depths are parts of all page views.</summary>
    private string? MarkOf(ReportChart chart, int row) =>
        (chart.OverTime ? report.Months[row].Provisional : report.Figures.Any(figure => figure is { Key: "stories.views", Provisional: true })) ? "provisional" : null;

    private static string Name(ChartSeries series) => series.Name.Replace('-', '–');

    private IEnumerable<OpenXmlElement> Stories() => report.Stories is [] ? [] :
    [
        WordParagraph.Of(WordParagraph.Piece, "The stories"),
        .. _tables.Of(
            "Stories published or read in the year, in page views",
            [new("Story", 38), new("Published on", 21), new("Shared", 15), new("First week", 12, Numbers: true), new("Page views", 14, Numbers: true)],
            report.Stories.Select(story => (IReadOnlyList<WordCell>)
            [
                new(WordText.Line(story.Title)), new(WordSay.Day(story.LaunchedOn)), new(WordSay.Levels(story.Levels)), WordCell.Number(story.FirstWeekViews),
                WordCell.Number(story.Views),
            ])),
    ];

    private IEnumerable<OpenXmlElement> Decided() => report.Decided is [] ?
    [
        WordParagraph.Of(WordParagraph.Piece, "The decisions"),
        WordParagraph.Of(WordParagraph.Body, "This report holds no decision of the year."),
    ] :
    [
        WordParagraph.Of(WordParagraph.Piece, "The decisions"),
        .. _tables.Of(
            "What was decided in the year because of what young people said",
            [new("Decided on", 21), new("What was done", 45), new("It answers", 17), new("Decided by", 17)],
            report.Decided.Select(decided => (IReadOnlyList<WordCell>)
            [
                new(WordSay.Day(decided.On)), new(decided.WeDid), new(decided.Theme is { } theme ? $"The theme “{theme}”" : "Single voices"), new(decided.By ?? WordCell.Nothing),
            ])),
    ];
}
