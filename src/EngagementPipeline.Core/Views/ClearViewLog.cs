using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Views;

/// <summary>How long the raw view log is kept, in days. Less than a week would leave no time to look into a day that does not verify.</summary>
public sealed record ViewLogRetention
{
    public const int Shortest = 7;

    public static readonly ViewLogRetention Default = new(90);

    public ViewLogRetention(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, Shortest);
        Days = days;
    }

    public int Days { get; }
}

/// <summary>The log, from its old end.</summary>
public interface IOldViewLog
{
    /// <summary>Removes every segment of a date; false when there was none. Safe to repeat.</summary>
    Task<bool> DeleteAsync(DateOnly date, CancellationToken cancellationToken);
}

/// <summary>
/// What a run did. <paramref name="Differs"/> is the first day whose rows are not what its log comes to: nothing that it needs is
/// deleted before somebody has looked.
/// </summary>
public sealed record ViewLogCleared(int DaysVerified, int DatesDeleted, DateOnly? Differs);

/// <summary>
/// Deletes the raw log once it is old, and never before every day it can have a part in is closed and was worked out a second time,
/// from the log alone, to the same sums. Days are verified in order, so a date is free when the days up to two after it are
/// (<see cref="ViewsRollUp"/> reads two periods before a day; a period reaches into the next date).
/// </summary>
public sealed class ClearViewLogHandler(
    IViewLogReader log, IOldViewLog old, IViewSumStore sums, IPublishedStories stories, ViewLogRetention retention, TimeProvider clock)
{
    /// <summary>A day's last lines are filed under the next date, and may land there two hours late.</summary>
    private const int DatesUntilWhole = 3;

    public async Task<ViewLogCleared> HandleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (await log.FirstDateAsync(cancellationToken) is not { } first)
            return new(0, 0, null);

        var verified = await sums.VerifiedThroughAsync(cancellationToken) ?? first.AddDays(-2);
        var whole = Earlier(await sums.ClosedThroughAsync(cancellationToken) ?? verified, today.AddDays(-DatesUntilWhole));
        var (through, differs) = await VerifyAsync(verified.AddDays(1), whole, now, cancellationToken);

        var deleted = 0;
        for (var date = first; date < today.AddDays(-retention.Days) && date.AddDays(2) <= through; date = date.AddDays(1))
            deleted += await old.DeleteAsync(date, cancellationToken) ? 1 : 0;
        return new(through.DayNumber - verified.DayNumber, deleted, differs);
    }

    /// <summary>Holds three periods at a time, however many days there are to catch up with.</summary>
    private async Task<(DateOnly Through, DateOnly? Differs)> VerifyAsync(
        DateOnly from, DateOnly whole, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var work = new ViewsRollUp(from.AddDays(-2));
        var read = from.AddDays(-2);
        for (var day = from; day <= whole; day = day.AddDays(1))
        {
            for (; read <= day.AddDays(1); read = read.AddDays(1))
                await ReadAsync(work, read, cancellationToken);
            work.KnowsAll();
            if (!await HoldsAsync(work, day, cancellationToken))
                return (day.AddDays(-1), day);
            await sums.VerifyAsync(day, now, cancellationToken);
            work.ForgetBefore(day.AddDays(-1));
        }

        return (Later(whole, from.AddDays(-1)), null);
    }

    private async Task ReadAsync(ViewsRollUp work, DateOnly date, CancellationToken cancellationToken)
    {
        await foreach (var segment in log.ListAsync(date, cancellationToken))
            await work.AddAsync(log, segment, from: 0, cancellationToken);
    }

    private async Task<bool> HoldsAsync(ViewsRollUp work, DateOnly day, CancellationToken cancellationToken)
    {
        foreach (var (story, _) in work.Outstanding(day).Where(due => due.Day == day))
        {
            if (await stories.FindAsync(story, cancellationToken) is not { } facts)
                continue; // erased with its project; its lines go with the rest
            var found = work.Reckon(facts, day, provisional: false);
            var kept = await sums.ReadAsync(story, day, day, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            if (!SaysTheSame(found, kept) && await stories.FindAsync(story, cancellationToken) is not null)
                return false;
        }

        return true;
    }

    /// <summary>
    /// Which share and which card a view is told under depends on what the story was then; how many there were, and how they were read, does not.
    /// </summary>
    private static bool SaysTheSame(StoryDay found, StoryDay? kept) =>
        kept is { Provisional: false }
        && found.Received == kept.Received
        && found.Repeats == kept.Repeats
        && Enum.GetValues<Exclusion>().All(reason => found.Excluded.GetValueOrDefault(reason) == kept.Excluded.GetValueOrDefault(reason))
        && Totals(found) == Totals(kept);

    private static (long Views, long Completed, long Interactions, long Glances, long Quick, long Deep, long ActiveMs) Totals(StoryDay day)
    {
        var shares = day.Shares.Values.ToList();
        return (
            shares.Sum(s => s.Views), shares.Sum(s => s.Completed), shares.Sum(s => s.Interactions),
            shares.Sum(s => s.Glances), shares.Sum(s => s.QuickReads), shares.Sum(s => s.DeepReads), shares.Sum(s => s.ActiveTimes.TotalMs));
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
