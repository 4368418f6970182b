using System.Text.Json;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>A report that is made from what is kept of closed days is the same, to the byte, as one that reads every day.</summary>
public sealed class KeptViewsTests
{
    private static readonly string[] Years = ["2020-21", "2021-22", "2022-23"];

    [Fact]
    public void A_report_is_the_same_from_what_is_kept_and_from_the_days() =>
        Prop.ForAll(Happenings().ToArbitrary(), happenings =>
        {
            var (keeping, reading) = (ABook(), ABook());
            foreach (var (day, story, views, asked) in happenings.OrderBy(happening => happening.Day))
            {
                var on = StoryBook.Day("2020-06-01").AddDays(day);
                var today = on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                keeping.Kept.Closed = on.AddDays(-1);
                foreach (var book in new[] { keeping, reading })
                    book.View(Story(story), on, views, share: views % 3 == 0 ? "a" : views % 3 == 1 ? "b" : "", visitors: views / 2, completed: views / 3, provisional: false);
                foreach (var year in Years.Where(year => StoryBook.Year(year).FirstDay <= on).Take(asked))
                    Assert.Equal(Said(reading, year, today), Said(keeping, year, today));
            }

            keeping.Kept.Closed = StoryBook.Day("2023-06-01");
            foreach (var year in Years.Concat(Years))
                Assert.Equal(Said(reading, year, "2023-06-12"), Said(keeping, year, "2023-06-12"));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Years_that_are_closed_are_not_read_again()
    {
        var book = ABook();
        book.View(Story(0), "2021-06-01", 5);
        book.Kept.Closed = StoryBook.Day("2022-06-01");

        await book.ReportAsync("2021-22", "2022-06-12");
        var first = book.Reads;
        await book.ReportAsync("2021-22", "2022-06-12");

        Assert.Equal((2, 3), (first, book.Reads)); // the third week of March 2022 runs on past the end of the year, and those days are read
        Assert.Equal(4, book.Kept.Count);
    }

    [Fact]
    public async Task Once_a_day_has_closed_it_is_added_up_before_anybody_asks()
    {
        var book = ABook();
        book.View(Story(0), "2021-06-01", 5);
        var handler = new KeepClosedDaysHandler(book, book, book.Kept, book);
        await handler.HandleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (book.Reads, book.Kept.Count)); // none has closed

        book.Kept.Closed = StoryBook.Day("2021-06-10");
        await handler.HandleAsync(TestContext.Current.CancellationToken);
        var added = book.Reads;
        await handler.HandleAsync(TestContext.Current.CancellationToken);
        var report = await book.ReportAsync("2021-22", "2021-06-11");

        Assert.Equal(5, report.Months[2].Views);
        Assert.InRange(added, 1, int.MaxValue);
        Assert.Equal(added, book.Reads);
    }

    [Fact]
    public async Task A_closed_day_that_changes_is_seen_at_once()
    {
        var book = ABook();
        book.View(Story(0), "2021-06-01", 5);
        book.Kept.Closed = StoryBook.Day("2022-06-01");
        await book.ReportAsync("2021-22", "2022-06-12");

        book.View(Story(0), "2021-06-02", 7).Kept.Void(Story(0), StoryBook.Day("2021-06-02"));

        Assert.Equal(12, (await book.ReportAsync("2021-22", "2022-06-12")).Months[2].Views);
    }

    /// <summary>A day may be replaced while a report is adding the days up; then what it found is not kept.</summary>
    [Fact]
    public async Task What_changed_while_it_was_added_up_is_not_kept()
    {
        var book = ABook();
        book.View(Story(0), "2021-06-01", 5);
        book.Kept.Closed = StoryBook.Day("2022-06-01");
        book.WhileReading = () =>
        {
            book.WhileReading = null;
            book.Kept.Void(Story(0), StoryBook.Day("2021-06-02"));
        };

        await book.ReportAsync("2021-22", "2022-06-12");
        book.View(Story(0), "2021-06-02", 7);

        Assert.Equal(12, (await book.ReportAsync("2021-22", "2022-06-12")).Months[2].Views);
    }

    [Fact]
    public async Task A_provisional_day_is_not_kept()
    {
        var book = ABook();
        book.View(Story(0), "2021-06-01", 5, provisional: true);
        book.Kept.Closed = StoryBook.Day("2022-06-01");

        await book.ReportAsync("2021-22", "2022-06-12");

        Assert.DoesNotContain(Story(0), (await book.Kept.ReadAsync(StoryBook.Year("2021-22"), default)).Keys);
    }

    private static StoryId Story(int number) => new(new Guid(number + 1, 0, 0, new byte[8]));

    private static StoryBook ABook()
    {
        var book = new StoryBook();
        book.Launch("First", "2020-06-01T09:00:00Z", shares: [("a", Audience.Local)]);
        book.Launch("On the edge", "2022-03-29T09:00:00Z", shares: [("b", Audience.National)]);
        return book;
    }

    private static string Said(StoryBook book, string year, string today)
    {
        var report = book.ReportAsync(year, today).Result;
        return JsonSerializer.Serialize(new { report.Figures, report.Months, report.Stories });
    }

    private static Gen<List<(int Day, int Story, long Views, int Asked)>> Happenings() =>
        (from day in Gen.Frequency((3, Gen.Choose(0, 1_000)), (2, Gen.Choose(660, 680)))
         from story in Gen.Choose(0, 1)
         from views in Gen.Choose(1, 40)
         from asked in Gen.Choose(0, 3)
         select (day, story, (long)views, asked)).ListOf();
}
