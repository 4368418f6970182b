using System.Globalization;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Reports;

/// <summary>Stories and their daily views in memory: stands in for what the Stories and Views features keep.</summary>
internal sealed class StoryBook : IPublishedStories, IViewSums, IOpenViews
{
    private readonly List<PublishedStory> _stories = [];
    private readonly List<DailyViews> _days = [];

    /// <summary>Nothing is kept as long as no day is closed.</summary>
    public KeptInMemory Kept { get; } = new();

    public FreezerInMemory Frozen { get; } = new();

    public CorrectionsInMemory Corrections { get; } = new();

    public AuditInMemory Audit { get; } = new();

    /// <summary>How many ranges were read, for tests of what a report costs.</summary>
    public int Reads { get; private set; }

    public void Forget() => _days.Clear();

    /// <summary>Happens once a range has been read, before anything is made of it.</summary>
    public Action? WhileReading { get; set; }

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static ReportingYear Year(string year) =>
        ReportingYear.TryParse(year, out var parsed) ? parsed : throw new FormatException(year);

    public StoryId Launch(string title, string instant, ProjectId? project = null, params (string Code, Audience Level)[] shares)
    {
        var number = _stories.Count + 1;
        var id = new StoryId(new Guid(number, 0, 0, new byte[8]));
        _stories.Add(new(
            id,
            project ?? new ProjectId(new Guid(1, 2, 3, new byte[8])),
            Slug.TryParse($"story-{number:000}", out var slug) ? slug : throw new FormatException(),
            title,
            Version: 1,
            CardCount: 5,
            DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
            Live: true,
            shares.ToDictionary(s => s.Code, s => s.Level)));
        return id;
    }

    /// <summary>Gives a story on: its views through the code belong to the level from then on.</summary>
    public StoryBook Share(StoryId story, string code, Audience level, string day)
    {
        var at = _stories.FindIndex(s => s.Id == story);
        var shared = _stories[at];
        _stories[at] = shared with
        {
            ShareCodes = new Dictionary<string, Audience>(shared.ShareCodes) { [code] = level },
            Shares = [.. shared.Shares, new(code, level, Day(day))],
        };
        return this;
    }

    public StoryBook Read(StoryId story, string day, long glances, long quick, long deep)
    {
        _days.Add(new(story, Day(day), "", glances + quick + deep, 0, 0, 0, Provisional: false) { Glances = glances, QuickReads = quick, DeepReads = deep });
        return this;
    }

    public StoryBook View(
        StoryId story, string day, long views, string share = "", long visitors = 0, long completed = 0, bool provisional = false) =>
        View(story, Day(day), views, share, visitors, completed, provisional);

    public StoryBook View(
        StoryId story, DateOnly day, long views, string share = "", long visitors = 0, long completed = 0, bool provisional = false)
    {
        _days.Add(new(story, day, share, views, visitors, completed, ActiveSeconds: views * 10, provisional));
        return this;
    }

    public StoryFigures Figures() => new(this, this, Kept, this);

    public async Task<Report> ReportAsync(string year, string today) =>
        (await ReadReport(today).HandleAsync(Year(year), TestContext.Current.CancellationToken)).Value;

    public ReadReportHandler ReadReport(string today) => new(new([Figures()]), Frozen, Corrections, new StoppedClock(today));

    public FreezeReportHandler FreezeReport(string today) => new(new([Figures()]), Frozen, Audit, new StoppedClock(today));

    public Task<Result<Trace>> TraceAsync(string key, string year, string today, string? place = null) =>
        new ReadTraceHandler([Figures()], [], Frozen, new StoppedClock(today))
            .HandleAsync(key, Year(year), place, TestContext.Current.CancellationToken);

    public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) =>
        Task.FromResult(_stories.FirstOrDefault(s => s.Id == story));

    public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PublishedStory>>(_stories.OrderByDescending(s => s.LaunchedAt).ToList());

    public async IAsyncEnumerable<DailyViews> ReadAsync(
        StoryId story, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        lock (_days)
            Reads++;
        await Task.Yield();
        var range = _days.Where(d => d.Story == story && d.Day >= from && d.Day <= to);
        foreach (var day in range.OrderBy(d => d.Day).ThenBy(d => d.Share, StringComparer.Ordinal))
            yield return day;
        WhileReading?.Invoke();
    }

    /// <summary>A story of two shares a day and more counts as one of too many.</summary>
    public Task<OpenViews> ReadAsync(DateOnly after, CancellationToken cancellationToken)
    {
        var open = _days.Where(day => day.Day > after).OrderBy(day => day.Day).ThenBy(day => day.Share, StringComparer.Ordinal).ToList();
        var beside = open.GroupBy(day => (day.Story, day.Day)).Where(day => day.Count() > 1).Select(day => day.Key.Story).ToHashSet();
        return Task.FromResult(new OpenViews(open.Where(day => !beside.Contains(day.Story)).ToLookup(day => day.Story), beside));
    }

    /// <summary>One instant, for ever: the one given, or noon in London where it is a day.</summary>
    internal sealed class StoppedClock(string when) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            when.Contains('T', StringComparison.Ordinal)
                ? DateTimeOffset.Parse(when, CultureInfo.InvariantCulture)
                : London.At(Day(when), new TimeOnly(12, 0));
    }
}
