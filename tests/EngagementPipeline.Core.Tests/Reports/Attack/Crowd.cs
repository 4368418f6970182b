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
    ClearOnPage,
    UnclearOnPage,
    YesElsewhere,
    NoElsewhere,
    WordsElsewhere,
    MovedUp,
    Stayed,
    PledgedAtFirst,
    PledgedAtSecond,
    PledgedAtThird,
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
}

/// <summary>Who answered, pledged and came, on three stories' pages and elsewhere.</summary>
internal sealed class Crowd(IReadOnlyList<int> counts) : IResponseSums
{
    private readonly StoryBook _book = new();
    private readonly ImportsInMemory _imports = new();
    private readonly HashSet<int> _late = [];
    private StoryId[] _stories = [];

    public static string TitleOf(int story) => $"Story {story}";

    public async Task<IReadOnlyList<WorkedOutFigures>> StartAsync(Disclosure disclosure)
    {
        _stories = [.. Enumerable.Range(0, 3).Select(i => _book.Launch(TitleOf(i), "2020-06-01T09:00:00Z"))];
        foreach (var year in new[] { 2021, 2022 })
            await ImportAsync(year, late: false);
        return [new ReaderAnswers(_book, this, disclosure), new ImportedFeedback(_imports, disclosure)];
    }

    public ImportedFigures Attendance(Disclosure disclosure) => new(_imports, disclosure);

    /// <summary>From now on those count too who come late.</summary>
    public async Task GoOnAsync(int year)
    {
        if (_late.Add(year))
            await ImportAsync(year, late: true);
    }

    public Task<IReadOnlySet<StoryId>> StoriesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<StoryId>>(_stories.ToHashSet());

    public Task<IReadOnlyList<AnsweredCard>> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (year, at) = (from.Year, Array.IndexOf(_stories, story));
        var cards = new List<AnsweredCard> { Card(new PledgeCard("p", "I will ask first", []), (Cell.Pledged, Of(Did.PledgedAtFirst + at))) };
        if (at == 0)
        {
            cards.Add(Card(new FeedbackCard("f", [new("q", FeedbackKind.Scale, "How clear was it?")]), ("q=5", Of(Did.ClearOnPage)), ("q=2", Of(Did.UnclearOnPage))));
            cards.Add(Card(new SliderCard("s", "How often?", "Never", "Always", 7, SliderTime.After, ""), ("2>4", Of(Did.MovedUp)), ("3>3", Of(Did.Stayed))));
        }

        return Task.FromResult<IReadOnlyList<AnsweredCard>>([.. cards.Where(card => card.Sums.Answers > 0)]);

        long Of(Did did) => Count(did, year, late: false) + (_late.Contains(year) ? Count(did, year, late: true) : 0);
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
