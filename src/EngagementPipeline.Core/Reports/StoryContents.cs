using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>What one story has in a report besides its part of each figure, from the same reading of its days.</summary>
public sealed record StoryContents(StoryInYear? InYear, IReadOnlyList<StoryMonth> Months, IReadOnlyList<StoryMonth> Before)
{
    private const int MonthsInYear = 12;

    public static StoryContents Of(StoryDays story, ReportingYear year, DateTimeOffset now)
    {
        var months = MonthsOf(story, year);
        var inYear = year.Contains(story.LaunchedOn) || months.Any(month => month.Views > 0)
            ? new StoryInYear(
                story.Story.Id,
                story.Story.Title,
                story.LaunchedOn,
                months.Sum(month => month.Views),
                FirstWeekOf(story, year, now),
                [.. story.Story.Shares.Where(share => year.Contains(share.Day)).Select(share => share.Level).Distinct().Order()])
            : null;
        return new(inYear, months, MonthsOf(story, year.Previous));
    }

    /// <summary>All stories' months together: those that have begun, and any later one in which something is counted already.</summary>
    public static MonthReading Together(IReadOnlyList<StoryContents> stories, DateOnly? firstLaunch, ReportingYear year, DateTimeOffset now)
    {
        var months = Enumerable.Range(0, MonthsInYear)
            .Select(i => (First: year.FirstDay.AddMonths(i), Of: stories.Select(story => story.Months[i]).ToList()))
            .Select(month => new MonthOfViews(
                month.First,
                month.Of.Sum(of => of.Views),
                Previous: null,
                Settling.IsOpen(month.First.AddMonths(1).AddDays(-1), now) || month.Of.Any(of => of.Provisional)))
            .ToList();
        var begun = months.FindLastIndex(month => month.Month <= London.DayOf(now) || month.Views > 0) + 1;
        return new(months[..begun], [.. Enumerable.Range(0, MonthsInYear).Select(i => Before(i))]);

        long? Before(int i)
        {
            var views = stories.Sum(story => story.Before[i].Views);
            return firstLaunch < year.FirstDay && (views > 0 || firstLaunch < year.Previous.FirstDay.AddMonths(i + 1)) ? views : null;
        }
    }

    private static StoryMonth[] MonthsOf(StoryDays story, ReportingYear year)
    {
        var months = new StoryMonth[MonthsInYear];
        foreach (var day in story.Days.Where(day => year.Contains(day.Day)))
        {
            ref var month = ref months[(day.Day.Month + 8) % MonthsInYear];
            month = new(month.Views + day.Views, month.Provisional || day.Provisional);
        }

        return months;
    }

    private static long? FirstWeekOf(StoryDays story, ReportingYear year, DateTimeOffset now)
    {
        var week = FirstWeek.Of(story.Story);
        if (!year.Contains(week.From) || Settling.IsOpen(week.To, now))
            return null;
        var days = story.Days.Where(day => week.Contains(day.Day)).ToList();
        return days.Exists(day => day.Provisional) ? null : days.Sum(day => day.Views);
    }
}

/// <summary>One story's page views in one month.</summary>
public readonly record struct StoryMonth(long Views, bool Provisional);
