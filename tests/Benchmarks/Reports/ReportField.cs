using System.Globalization;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.Configuration;

namespace Benchmarks.Reports;

/// <summary>
/// Ten years of stories, each read every day through four shares and none. Days from <paramref name="from"/> to today are written one by one, as the
/// roll-up leaves them; of the days before there is what a report keeps of them, which is all that the next report reads.
/// </summary>
internal sealed class ReportField(string connectionString, int stories, long views, DateOnly from, DateOnly today)
{
    private const int WritesAtOnce = 8;
    private static readonly string[] Codes = ["", "board", "heads", "region", "teams"];
    private static readonly ProjectId Project = new(new Guid(1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    private readonly Storage _storage = new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connectionString)]).Build());

    public DateOnly FirstLaunch => new(today.Year - 10, 4, 1);

    public async Task FillAsync()
    {
        var days = _storage.Table("ViewsByDay");
        var sums = new SumStoreWithOpenDays(
            new TableViewSumStore(days, _storage.Table("ViewDays"), _storage.Table("ViewsByYear")), new TableOpenViews(_storage.Table("ViewsOfOpenDays")));
        var kept = new TableKeptViews(_storage.Table("ViewsByYear"), sums);
        var (live, shares) = (new LiveStoryTable(_storage), new ShareTable(_storage));
        await Parallel.ForAsync(0, stories, new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce }, async (number, token) =>
        {
            var story = new StoryId(new Guid(number + 1, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0));
            var launched = FirstLaunch.AddDays((int)((long)number * (from.DayNumber - FirstLaunch.DayNumber) / stories));
            await live.PutAsync(Live(story, number, launched), onlyIf: null, token);
            for (var i = 1; i < Codes.Length; i++)
                await shares.AddAsync(new(story, Code(Codes[i]), (Audience)(i % 3), "An invented team", SharedVia.Email, launched), token);
            await KeepAsync(kept, story, launched, token);
            await WriteDaysAsync(days, story, token);
            await sums.ReplaceAsync(Today(story), token);
        });
        await sums.CloseAsync(new(today.AddDays(-1), DateTimeOffset.UnixEpoch, 0), default);
    }

    /// <summary>As the roll-up leaves the day that goes on.</summary>
    private StoryDay Today(StoryId story) => new(
        story, Project, today, views * Codes.Length, Provisional: true, Received: views * Codes.Length, Repeats: 0, new Dictionary<Exclusion, long>(),
        Codes.ToDictionary(
            code => code,
            _ => new ViewSums
            {
                Views = views,
                Completed = views / 3,
                Interactions = 0,
                Glances = views,
                QuickReads = 0,
                DeepReads = 0,
                ActiveTimes = new(),
                Visitors = new(),
                Cards = [views],
                Versions = new Dictionary<int, long>(),
            },
            StringComparer.Ordinal));

    private async Task KeepAsync(TableKeptViews kept, StoryId story, DateOnly launched, CancellationToken cancellationToken)
    {
        for (var year = ReportingYear.Of(launched); year.FirstDay < from; year = ReportingYear.Of(year.LastDay.AddDays(1)))
        {
            var through = from.AddDays(-1) < year.LastDay ? from.AddDays(-1) : year.LastDay;
            var begins = Enumerable.Range(0, 12).Select(month => year.FirstDay.AddMonths(month)).Where(month => month <= through && month.AddMonths(1) > launched);
            var months = begins.SelectMany(month => Codes.Select(code => Sum(story, month < launched ? launched : month, code, 30)));
            await kept.KeepAsync(year, new(story, Project, through, [.. months]), mark: null, cancellationToken);
        }
    }

    private DailyViews Sum(StoryId story, DateOnly day, string code, long rows) =>
        new(story, day, code, views * rows, views * rows / 2, views * rows / 3, views * rows * 20, Provisional: false)
        {
            Rows = rows,
            Glances = views * rows / 2,
            QuickReads = views * rows / 4,
            DeepReads = (views * rows) - (views * rows / 2) - (views * rows / 4),
        };

    private async Task WriteDaysAsync(TableClient table, StoryId story, CancellationToken cancellationToken)
    {
        var sketch = new byte[8 * 25];
        for (var day = from; day < today; day = day.AddDays(20))
        {
            var rows = Enumerable.Range(0, 20).Select(day.AddDays).Where(on => on < today)
                .SelectMany(on => Codes.Select(code => Row(Sum(story, on, code, 1), sketch)));
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
        }
    }

    private static TableEntity Row(DailyViews sum, byte[] sketch) => new(sum.Story.ToString(), string.Create(CultureInfo.InvariantCulture, $"{sum.Day:yyyy-MM-dd}_{sum.Share}"))
    {
        ["Project"] = Project.ToString(),
        ["Provisional"] = false,
        ["Views"] = sum.Views,
        ["Visitors"] = sum.Visitors,
        ["Completed"] = sum.Completed,
        ["Interactions"] = 0L,
        ["ActiveMs"] = sum.ActiveSeconds * 1000,
        ["Glances"] = sum.Glances,
        ["QuickReads"] = sum.QuickReads,
        ["DeepReads"] = sum.DeepReads,
        ["Cards"] = "12,9,4,1",
        ["Versions"] = "1=12",
        ["VisitorSketch"] = sketch,
        ["ActiveTimes"] = sketch,
    };

    private static LiveStory Live(StoryId story, int number, DateOnly launched) => new()
    {
        Story = story,
        Project = Project,
        Slug = Slug.TryParse(string.Create(CultureInfo.InvariantCulture, $"story-{number:000}"), out var slug) ? slug : default,
        Title = "Invented",
        Version = 1,
        Document = new string('0', 64),
        CardCount = 4,
        OnWithdrawal = OnWithdrawal.RemoveQuote,
        Live = true,
        Publication = 1,
        Confirmed = true,
        PublishedAt = London.At(launched, new(9, 0)),
        LaunchedAt = London.At(launched, new(9, 0)),
        Voices = [],
        Media = [],
    };

    private static ShareCode Code(string code) => ShareCode.TryParse(code, out var parsed) ? parsed : throw new FormatException(code);
}
