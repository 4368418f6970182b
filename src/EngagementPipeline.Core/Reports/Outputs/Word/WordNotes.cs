using DocumentFormat.OpenXml;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Outputs.Word;

/// <summary>The last part: what each figure counts, what has changed since a year was frozen, and how to read the document.</summary>
internal sealed class WordNotes(Report report, WordTable tables)
{
    public IEnumerable<OpenXmlElement> Write() =>
    [
        WordParagraph.Of(WordParagraph.Part, "Definitions and notes").OnNewPage(),
        .. Corrections(),
        .. Later(),
        .. Definitions(),
        WordParagraph.Of(WordParagraph.Piece, "Notes"),
        .. Notes().Select(note => WordParagraph.Of(WordParagraph.Bullet, note)),
    ];

    private IEnumerable<OpenXmlElement> Definitions() => report.Figures is [] ? [] :
    [
        WordParagraph.Of(WordParagraph.Piece, "Definitions"),
        .. tables.Of(
            "What each figure counts",
            [new("Figure", 32), new("Definition", 56), new("Version", 12, Numbers: true)],
            report.Figures.Select(figure => (IReadOnlyList<WordCell>)
            [
                new(figure.Title), new(DefinitionOf(figure)), WordCell.Number(figure.Version),
            ])),
    ];

    private string DefinitionOf(ReportedFigure figure) => (figure.From, figure.To) == (report.Year.FirstDay, report.Year.LastDay)
        ? figure.Definition
        : $"{figure.Definition} Period: {WordSay.Period(figure.From, figure.To)}.";

    private IEnumerable<OpenXmlElement> Corrections() => report.Figures.All(figure => figure.Corrections is []) ? [] :
    [
        WordParagraph.Of(WordParagraph.Piece, "Corrections"),
        WordParagraph.Of(WordParagraph.Lead, "These figures were wrong. They stand as they were published; what is right is said here."),
        .. tables.Of(
            "What was wrong, and what is right",
            [new("Figure", 30), new("In this report", 16, Numbers: true), new("Corrected on", 18), new("Correction", 36)],
            from figure in report.Figures
            from one in figure.Corrections
            select (IReadOnlyList<WordCell>)[new(figure.Title), WordCell.Number(figure.Value), new(WordSay.Day(London.DayOf(one.At))), new(WordText.Line(one.Note))]),
    ];

    private IEnumerable<OpenXmlElement> Later() => report.Figures.All(figure => figure.Later is null || LaterDifferences.IsAdded(figure)) ? [] :
    [
        WordParagraph.Of(WordParagraph.Piece, "Counted again since"),
        WordParagraph.Of(WordParagraph.Lead, "The frozen figures stand. Counting again gives what follows; it takes no figure’s place."),
        .. tables.Of(
            "What counting again gives",
            [new("Figure", 32), new("In this report", 17, Numbers: true), new("Counted again", 17, Numbers: true), new("Why", 34)],
            from figure in report.Figures
            where figure.Later is not null && !LaterDifferences.IsAdded(figure)
            select (IReadOnlyList<WordCell>)[new(figure.Title), WordCell.Number(figure.Value), WordCell.Number(figure.Later!.Value), new(WhyOf(figure.Later!))]),
    ];

    private static string WhyOf(LaterValue later) => later.Stories is []
        ? later.Why
        : $"{later.Why} {string.Join("; ", later.Stories.Select(story => $"{story.Title}: {WordCell.Number(story.Frozen).Text}, now {WordCell.Number(story.Now).Text}"))}.";

    private IEnumerable<string> Notes()
    {
        yield return "The sentences are true as they stand, and can be used as they are: “over”, “almost” and the like are chosen by the exact value, which the tables have.";
        yield return "Page views are openings of a page, not people.";
        yield return $"A dash ({WordCell.Nothing}) stands where there was nothing to count, or nothing was recorded.";
        if (report.Provisional)
            yield return "A figure marked “provisional” has days in it that are not closed yet: it is not set beside the year before in words.";
        if (report.Figures.Any(figure => figure.Later is not null))
            yield return "A figure marked “counted again since” stands as it was frozen, and would be another if it were counted now.";
        if (report.Figures.Any(figure => FigureStatus.Of(figure, report) == FigureStatus.NotFrozen))
            yield return "A figure marked “not frozen” is not in the frozen file: it is told as it is counted now.";
        if (report.Frozen is not null)
            yield return "The SHA-256 on the first page is that of the frozen file. Whoever has that file can work it out, and so see that nothing in it was changed.";
        yield return "Charts can be edited in Word: choose the chart, then Chart Design, then Edit Data.";
    }
}
