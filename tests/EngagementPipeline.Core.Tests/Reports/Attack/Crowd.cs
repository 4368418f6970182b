using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Tests.Reports.Imports;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>What somebody did who answered, pledged or came.</summary>
internal enum Did
{
    VeryClearOnPage,
    ClearOnPage,
    UnclearOnPage,

    /// <summary>The same question, asked a second time in the story.</summary>
    ClearAgain,
    UnclearAgain,
    YesElsewhere,
    NoElsewhere,
    WordsElsewhere,
    MovedUp,
    Stayed,

    /// <summary>Chose something in a poll, of which no report tells.</summary>
    ChoseThis,
    ChoseThat,
    ChoseNeither,
    PledgedAtFirst,
    PledgedAtSecond,
    PledgedAtThird,

    /// <summary>Something else that the first story asks for.</summary>
    PledgedMoreAtFirst,
    Came,
}

/// <summary>So many who did the same in a year; some are counted only once the year is frozen.</summary>
internal sealed record Doing(Did Did, int Year, bool Late)
{
    public static IReadOnlyList<Doing> All { get; } =
    [
        .. from did in Enum.GetValues<Did>()
           from year in new[] { 2021, 2022 }
           from late in new[] { false, true }
           select new Doing(did, year, late),
    ];

    /// <summary>Which of them a number adds up: those who did one of these in one of these years, with those who are late in it or without.</summary>
    public static long[] SumOf(Did[] did, IEnumerable<(int Year, bool Late)> years)
    {
        var of = years.ToList();
        return [.. All.Select(some => did.Contains(some.Did) && of.Any(year => some.Year == year.Year && (year.Late || !some.Late)) ? 1L : 0)];
    }

    public static long Value(long[] sum, IReadOnlyList<int> counts) => sum.Zip(counts).Sum(pair => pair.First * pair.Second);
}

/// <summary>Who answered, pledged and came, on three stories' pages and elsewhere.</summary>
internal sealed class Crowd(IReadOnlyList<int> counts) : IResponseSums
{
    private readonly StoryBook _book = new();
    private readonly ImportsInMemory _imports = new();
    private readonly HashSet<int> _late = [];
    private readonly HashSet<int> _settled = [];
    private readonly HashSet<int> _begun = [2021];
    private StoryId[] _stories = [];

    public static string TitleOf(int story) => $"Story {story}";

    public async Task<IReadOnlyList<WorkedOutFigures>> StartAsync(Disclosure disclosure)
    {
        _stories = [.. Enumerable.Range(0, 3).Select(i => _book.Launch(TitleOf(i), "2020-06-01T09:00:00Z"))];
        foreach (var year in new[] { 2021, 2022 })
            await ImportAsync(year, late: false);
        return [new ReaderAnswers(_book, this, disclosure), new ImportedFeedback(_imports, disclosure)];
    }

    public void Begin(int year) => _begun.Add(year);

    /// <summary>What readers said at each story, over both years.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<CardResponses>>> ReadPagesAsync(Disclosure disclosure)
    {
        var pages = new StoryPage(_book, [StoryBook.Year("2021-22"), StoryBook.Year("2022-23")], this);
        var read = new List<IReadOnlyList<CardResponses>>();
        foreach (var story in _stories)
            read.Add(await pages.ReadAsync(story, disclosure));
        return read;
    }

    public ImportedFigures Attendance(Disclosure disclosure) => new(_imports, disclosure);

    /// <summary>
    /// From now on those count too who come late: by a file that is sent later; on the page only while the year is not <paramref name="settled"/>, as an answer counts on
    /// the day it comes, and a year is not frozen for good before its answers are added up.
    /// </summary>
    public async Task GoOnAsync(int year, bool settled)
    {
        if (settled)
            _settled.Add(year);
        if (_late.Add(year))
            await ImportAsync(year, late: true);
    }

    public Task<bool> IsOpenAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<StoryId>>(_stories.ToHashSet());

    public Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (year, at) = (from.Year, Array.IndexOf(_stories, story));
        var cards = new List<AnsweredCard> { Card(new PledgeCard("p", "I will ask first", []), (Cell.Pledged, Of(Did.PledgedAtFirst + at))) };
        if (at == 0)
        {
            cards.Add(Card(new PledgeCard("p2", "I will ask somebody else too", []), (Cell.Pledged, Of(Did.PledgedMoreAtFirst))));
            cards.Add(Card(
                new FeedbackCard("f", [new("q", FeedbackKind.Scale, "How clear was it?")]),
                ("q=5", Of(Did.VeryClearOnPage)), ("q=4", Of(Did.ClearOnPage)), ("q=2", Of(Did.UnclearOnPage))));
            cards.Add(Card(new FeedbackCard("f2", [new("q", FeedbackKind.Scale, "How clear was it?")]), ("q=5", Of(Did.ClearAgain)), ("q=2", Of(Did.UnclearAgain))));
            cards.Add(Card(new SliderCard("s", "How often?", "Never", "Always", 7, SliderTime.After, ""), ("2>4", Of(Did.MovedUp)), ("3>3", Of(Did.Stayed))));
            cards.Add(Card(
                new PollCard("o", "Which?", [new("this", "This"), new("that", "That"), new("neither", "Neither")]),
                ("this", Of(Did.ChoseThis)), ("that", Of(Did.ChoseThat)), ("neither", Of(Did.ChoseNeither))));
        }

        return Task.FromResult<IReadOnlyList<AnsweredCard>>([.. cards.Where(card => card.Sums.Answers > 0)]);

        long Of(Did did) => !_begun.Contains(year) ? 0 : Count(did, year, late: false) + (_late.Contains(year) && !_settled.Contains(year) ? Count(did, year, late: true) : 0);
    }

    private static AnsweredCard Card(Card card, params (string Cell, long Count)[] cells) =>
        new(card, new(cells.Sum(cell => cell.Count), cells.Where(cell => cell.Count > 0).ToDictionary(cell => cell.Cell, cell => cell.Count)));

    private long Count(Did did, int year, bool late) => Doing.All.Zip(counts).Where(some => some.First == new Doing(did, year, late)).Sum(some => (long)some.Second);

    private async Task ImportAsync(int year, bool late)
    {
        var day = new DateOnly(year, late ? 11 : 6, 1);
        var rows = new[]
        {
            Row(1, "feedback.was-it-useful", "Was it useful?", FeedbackCell.InFavour, Did.YesElsewhere), Row(2, "feedback.was-it-useful", "Was it useful?", FeedbackCell.Other, Did.NoElsewhere),
            Row(3, "feedback.what-else", "What else?", FeedbackCell.Words, Did.WordsElsewhere), Row(4, "events.attended", "Those who came", Kind("attendance"), Did.Came),
        }.Where(row => row.Value > 0).ToList();
        var import = new Import(ImportBatchId.From(new Guid(year, late ? (short)1 : (short)0, 0, new byte[8])), new('0', 64), default, Actor.System, rows.Count, [ReportingYear.Of(day)], Complete: true);
        await _imports.WriteAsync(import.Batch, rows, default);
        await _imports.CompleteAsync(import, (await _imports.ListAsync(default)).Mark!, default);

        ImportedFigure Row(int line, string key, string title, ImportedKind kind, Did did) => new(line, key, title, kind, day, day.AddDays(20), Count(did, year, late), "The sign-in sheets");
    }

    private static ImportedKind Kind(string name) => ImportedKind.TryParse(name, out var kind) ? kind : throw new FormatException(name);
}
