using System.Globalization;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;

namespace EngagementPipeline.Core.Reports;

/// <summary>
/// Young people heard, in all and by band; sessions; consents. A count of few people is left out, and others with it from which it would
/// follow. The whole has its rows by project, where that tells of nobody; a band has one row: projects by band would be a table of few.
/// </summary>
public sealed class PeopleFigures(ICountEngagement engagement, Disclosure disclosure) : IFigureSource
{
    private const string Others = "Other projects, put together";
    private const string AllProjects = "All projects";

    public async Task<SourceReading> ReadAsync(ReportingYear year, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counted = await engagement.CountAsync(year.FirstDay, year.LastDay, cancellationToken);
        if (counted is [])
            return SourceReading.None;
        var before = await engagement.CountAsync(year.Previous.FirstDay, year.Previous.LastDay, cancellationToken);
        var (told, toldBefore) = (RowsOf(counted, year), RowsOf(before, year.Previous));
        var (sample, sampleBefore) = (counted.Any(IsSample), before.Any(IsSample));
        return new(
        [
            .. from about in PeopleAbout.All
               where told.ContainsKey(about.Key)
               select new FigureReading(
                   about,
                   year.FirstDay,
                   year.LastDay,
                   SumOf(told[about.Key], sample),
                   Settling.IsOpen(year, now),
                   before is not [] && toldBefore.TryGetValue(about.Key, out var rows) ? SumOf(rows, sampleBefore) : null,
                   []),
        ]);
    }

    public async Task<FigureAbout?> FindAsync(string key, ReportingYear year, CancellationToken cancellationToken) =>
        PeopleAbout.All.FirstOrDefault(about => about.Key == key) is { } found && (await RowsAsync(year, cancellationToken)).ContainsKey(key) ? found : null;

    public Result<IAsyncEnumerable<TracedRow>> Trace(string key, ReportingYear year, string? place, CancellationToken cancellationToken) =>
        RowPlace.Parse(place).Map(after => RowPlace.After(after, async token => (await RowsAsync(year, token)).GetValueOrDefault(key, []), cancellationToken));

    private async Task<Dictionary<string, IReadOnlyList<TraceRow>>> RowsAsync(ReportingYear year, CancellationToken cancellationToken) =>
        await engagement.CountAsync(year.FirstDay, year.LastDay, cancellationToken) is { Count: > 0 } counted ? RowsOf(counted, year) : [];

    /// <summary>The rows of every figure that may be told.</summary>
    private Dictionary<string, IReadOnlyList<TraceRow>> RowsOf(IReadOnlyList<ProjectEngagement> counted, ReportingYear year)
    {
        var rows = new Dictionary<string, IReadOnlyList<TraceRow>>(StringComparer.Ordinal)
        {
            [PeopleAbout.Sessions.Key] = ByProject(counted.Where(project => project.Sessions > 0).Select(project => (project.Title, project.Sessions)), year),
        };
        var people = counted.SelectMany(project => project.Heard).ToList();
        AddHeard();
        AddConsents(counted.Sum(project => project.ConsentsGiven), counted.Sum(project => project.ConsentsWithdrawn));
        AddBands(PeopleAbout.ByAge, Enum.GetValues<AgeBand>(), person => person.Age);
        AddBands(PeopleAbout.ByPhase, Enum.GetValues<Phase>(), person => person.Session?.Phase);
        AddBands(PeopleAbout.BySetting, Enum.GetValues<Setting>(), person => person.Session?.Setting);
        return rows;

        void AddHeard()
        {
            if (!IsNoneOrEnough(people.Count))
                return;
            var told = FewPeople.Together<(string Title, long Count)>(
                [.. counted.Where(project => project.Heard.Count > 0).Select(project => (project.Title, (long)project.Heard.Count))],
                disclosure,
                row => row.Count,
                few => (Others, few.Sum(row => row.Count)));
            rows[PeopleAbout.Heard.Key] = ByProject(told, year);
        }

        // In one row: beside the young people heard, a project's consents would tell of the few who took theirs back.
        void AddConsents(long given, long withdrawn)
        {
            if (IsNoneOrEnough(withdrawn))
                rows[PeopleAbout.ConsentsWithdrawn.Key] = InOneRow(withdrawn);
            if (IsNoneOrEnough(given) && MayStandBeside(given - people.Count, withdrawn))
                rows[PeopleAbout.ConsentsGiven.Key] = InOneRow(given);
        }

        // The whole is told where it is enough. Somebody of no known band counts towards it, so the unknown are a band too, which is never told.
        void AddBands<T>(IReadOnlyList<FigureAbout> abouts, T[] bands, Func<YoungPersonHeard, T?> bandOf)
            where T : struct, Enum
        {
            var counts = bands.Select(band => people.LongCount(person => Nullable.Equals(bandOf(person), band))).ToList();
            var told = disclosure.Hide([.. counts, people.Count - counts.Sum()]);
            foreach (var (about, count) in abouts.Zip(told))
                if (count is { } shown)
                    rows[about.Key] = InOneRow(shown);
        }

        List<TraceRow> InOneRow(long count) => ByProject(count == 0 ? [] : [(AllProjects, count)], year);
    }

    private bool IsNoneOrEnough(long count) => disclosure.MayShowWhole([count]);

    /// <summary>
    /// What the consents given are more than the young people heard are those who took theirs back, and those who gave one and said nothing: so
    /// neither of the two, nor both together, may be few. Where it is not told how many took theirs back, they need enough to hide among.
    /// </summary>
    private bool MayStandBeside(long unheard, long withdrawn) => IsNoneOrEnough(withdrawn)
        ? IsNoneOrEnough(Math.Abs(unheard)) && IsNoneOrEnough(Math.Abs(unheard - withdrawn))
        : unheard == 0 || disclosure.Enough(Math.Abs(unheard) - 1);

    private static List<TraceRow> ByProject(IEnumerable<(string Title, long Count)> rows, ReportingYear year) =>
        [.. rows.Select(row => new TraceRow(row.Title, year.FirstDay, row.Count) { Until = year.LastDay })];

    private static FigureSum SumOf(IReadOnlyList<TraceRow> rows, bool sample) => rows.Aggregate(FigureSum.None, (sum, row) => sum.Add(row, sample));

    private static bool IsSample(ProjectEngagement count) => count.Project == Sample.Project;
}
