using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

public enum TextStatus
{
    /// <summary>Nobody but a reviewer sees it.</summary>
    Pending,
    Approved,
}

/// <summary>What a reader wrote, as its reviewer and, once approved, others see it.</summary>
public sealed record ReaderText(ResponseId Response, string Card, string Question, string Words, DateOnly Day, TextStatus Status);

/// <summary>Where answers are kept, each once.</summary>
public interface IResponseStore
{
    /// <summary>
    /// Durable when it completes, all of it or nothing. When an answer of this id is there already nothing changes. Comes to the day on which it was first received.
    /// </summary>
    Task<DateOnly> AddAsync(Response response, CancellationToken cancellationToken);

    /// <summary>Which cells each answer of a day counts in, by card.</summary>
    IAsyncEnumerable<(string Card, IReadOnlyList<string> Cells)> OfDayAsync(StoryId story, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Oldest day first, up to <paramref name="size"/> at a time.</summary>
    Task<Page<ReaderText>> TextsAsync(StoryId story, TextStatus status, string? after, int size, CancellationToken cancellationToken);

    /// <summary>The texts of one answer that are still there.</summary>
    Task<IReadOnlyList<ReaderText>> TextsOfAsync(StoryId story, ResponseId response, CancellationToken cancellationToken);

    /// <summary>Shows a text to others. False when it is not as it was given any more.</summary>
    Task<bool> ApproveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken);

    /// <summary>Removes the words for good; that there was an answer stays counted. False when it is not as it was given any more.</summary>
    Task<bool> RemoveAsync(StoryId story, ReaderText text, CancellationToken cancellationToken);

    Task EraseAsync(StoryId story, CancellationToken cancellationToken);

    /// <summary>Of all the project's stories, whether or not the stories themselves are still there.</summary>
    Task EraseAsync(ProjectId project, CancellationToken cancellationToken);
}

/// <summary>A day of a story whose sums may not hold all of its answers.</summary>
public sealed record DueDay(StoryId Story, DateOnly Day, string Mark);

public interface IResponsesDue
{
    /// <summary>Comes after the answer is kept, so that whoever finds the mark finds the answer.</summary>
    Task MarkAsync(StoryId story, DateOnly day, CancellationToken cancellationToken);

    Task<IReadOnlyList<DueDay>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Takes the mark away, unless it was set again since it was listed.</summary>
    Task SettledAsync(DueDay due, CancellationToken cancellationToken);
}

/// <summary>What the answers to one card of one day add up to.</summary>
public sealed record DaySum(StoryId Story, ProjectId Project, DateOnly Day, string Card, AnswerSums Sums);

/// <summary>
/// What the answers to one card add up to in each reporting year, and what of it the public page is told. <paramref name="Told"/> is an earlier state of
/// <see cref="Counted"/>; it moves on only in steps (<see cref="Disclosure.IsDue"/>).
/// </summary>
public sealed record CardTotal(StoryId Story, ProjectId Project, string Card, IReadOnlyDictionary<ReportingYear, AnswerSums> Years, AnswerSums? Told)
{
    public long Answers => Years.Values.Sum(year => year.Answers);

    /// <summary>From the days of one card.</summary>
    public static IReadOnlyDictionary<ReportingYear, AnswerSums> YearsOf(IEnumerable<DaySum> days) =>
        days.GroupBy(day => ReportingYear.Of(day.Day)).ToDictionary(year => year.Key, year => AnswerSums.Of(year.Select(day => day.Sums)));

    /// <summary>
    /// What counts in anything that is told of more than a year. A year in which few answered does not: beside the other years' reports it would be what is
    /// left over (docs/figures.md, "Answers").
    /// </summary>
    public AnswerSums Counted(Disclosure disclosure) => AnswerSums.Of(Years.Values.Where(year => disclosure.Enough(year.Answers)));
}

public interface IResponseSumStore
{
    /// <summary>Puts this in place of what was found before, unless that looked at more answers.</summary>
    Task ReplaceAsync(DaySum sum, CancellationToken cancellationToken);

    /// <summary>By day and card.</summary>
    IAsyncEnumerable<DaySum> ReadAsync(StoryId story, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Puts these sums in place of the total found before, unless that looked at more, and lets the public know when it is due.</summary>
    Task ReplaceTotalAsync(CardTotal total, Disclosure disclosure, CancellationToken cancellationToken);

    /// <summary>A story's cards; as many rows as cards, however many answers.</summary>
    Task<IReadOnlyList<CardTotal>> TotalsAsync(StoryId story, CancellationToken cancellationToken);

    Task EraseAsync(StoryId story, CancellationToken cancellationToken);

    Task EraseAsync(ProjectId project, CancellationToken cancellationToken);
}
