using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class PeopleFiguresTests
{
    private static readonly ReportingYear Year = ReportingYear.Of(new(2021, 6, 1));
    private static readonly DateTimeOffset Now = new(2023, 1, 12, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Says_how_many_young_people_were_heard_in_all_and_by_band()
    {
        var report = await ReportAsync([AProject("Being judged", 12, AgeBand.Under13, 8, AgeBand.From13To15)]);

        Assert.Equal(20, Value(report, "voices.young-people"));
        Assert.Equal(12, Value(report, "voices.young-people.age.under-13"));
        Assert.Equal(8, Value(report, "voices.young-people.age.13-15"));
        Assert.Equal(0, Value(report, "voices.young-people.age.16-17"));
        Assert.Equal(20, Value(report, "voices.young-people.phase.secondary"));
        Assert.Equal(20, Value(report, "voices.young-people.setting.school"));
        Assert.Equal("20 young people were heard in the year.", report.Figures.Single(figure => figure.Key == "voices.young-people").Sentence);
    }

    [Fact]
    public async Task A_band_of_few_is_left_out_and_with_it_the_one_that_would_tell_of_it()
    {
        var report = await ReportAsync([AProject("Being judged", 12, AgeBand.Under13, 4, AgeBand.From13To15), AProject("Feeling safe", 9, AgeBand.From16To17)]);

        Assert.Null(Value(report, "voices.young-people.age.13-15"));
        Assert.Null(Value(report, "voices.young-people.age.16-17"));
        Assert.Equal(12, Value(report, "voices.young-people.age.under-13"));
        Assert.Equal(25, Value(report, "voices.young-people"));
    }

    [Fact]
    public async Task A_band_that_is_left_out_has_no_trace_either()
    {
        var source = Source([AProject("Being judged", 12, AgeBand.Under13, 4, AgeBand.From13To15)]);

        Assert.Null(await source.FindAsync("voices.young-people.age.13-15", Year, default));
        Assert.Empty(await source.Trace("voices.young-people.age.13-15", Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Somebody_of_no_known_band_is_a_hidden_part_of_the_whole()
    {
        var project = AProject("Being judged", 12, AgeBand.Under13, 8, AgeBand.From13To15);
        var report = await ReportAsync([project with { Heard = [.. project.Heard, new(null, null)] }]);

        Assert.Equal(21, Value(report, "voices.young-people"));
        Assert.Null(Value(report, "voices.young-people.age.13-15")); // 8 and 1 are hidden together
        Assert.Equal(12, Value(report, "voices.young-people.age.under-13"));
    }

    [Fact]
    public async Task Sessions_are_no_people_and_stay_exact_and_consents_of_few_are_left_out()
    {
        var report = await ReportAsync([AProject("Being judged", 12, AgeBand.Under13) with { Sessions = 2, ConsentsGiven = 18, ConsentsWithdrawn = 3 }]);

        Assert.Equal(2, Value(report, "sessions.held"));
        Assert.Equal(18, Value(report, "consents.given"));
        Assert.Null(Value(report, "consents.withdrawn"));
    }

    /// <summary>Twelve were heard.</summary>
    [Theory]
    [InlineData(14, 0, false)] // two said nothing
    [InlineData(14, 2, false)] // two took theirs back
    [InlineData(17, 2, false)] // the five might be two and three
    [InlineData(18, 2, true)]
    [InlineData(19, 6, false)] // one said nothing
    [InlineData(18, 6, true)]
    [InlineData(12, 0, true)]
    [InlineData(10, 0, false)]
    public async Task Consents_given_are_told_where_those_that_came_to_nothing_are_not_few(int given, int withdrawn, bool told)
    {
        var report = await ReportAsync([AProject("Being judged", 12, AgeBand.Under13) with { ConsentsGiven = given, ConsentsWithdrawn = withdrawn }]);

        Assert.Equal(told ? given : null, (int?)Value(report, "consents.given"));
        Assert.Equal(12, Value(report, "voices.young-people"));
    }

    [Fact]
    public async Task Every_figure_is_the_sum_of_its_rows()
    {
        var source = Source([AProject("A", 12, AgeBand.Under13, 7, AgeBand.From18To25), AProject("B", 3, AgeBand.Under13), AProject("C", 9, AgeBand.Under13)]);

        foreach (var reading in (await source.ReadAsync(Year, Now, default)).Figures)
        {
            var rows = await source.Trace(reading.About.Key, Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal((reading.Sum.Value, reading.Sum.Rows), (rows.Sum(row => row.Row.Value), rows.Count));
        }

        var byProject = await source.Trace("voices.young-people", Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([("A", 19m), ("Other projects, put together", 12m)], byProject.Select(row => (row.Row.Title, row.Row.Value)));
    }

    private static ProjectEngagement AProject(string title, int people, AgeBand age, int others = 0, AgeBand ofAge = AgeBand.Under13) => new(
        new(Guid.NewGuid()),
        title,
        [.. Enumerable.Repeat(Person(age), people), .. Enumerable.Repeat(Person(ofAge), others)],
        Sessions: 1,
        ConsentsGiven: people + others,
        ConsentsWithdrawn: 0);

    private static YoungPersonHeard Person(AgeBand age) => new(age, new(Phase.Secondary, Setting.School));

    private static decimal? Value(Report report, string key) => report.Figures.SingleOrDefault(figure => figure.Key == key)?.Value;

    private static PeopleFigures Source(IReadOnlyList<ProjectEngagement> projects) => new(new Counted(projects), new(5));

    private static Task<Report> ReportAsync(IReadOnlyList<ProjectEngagement> projects) =>
        new CountReport([Source(projects)]).CountAsync(Year, Now, before: null, TestContext.Current.CancellationToken);

    private sealed class Counted(IReadOnlyList<ProjectEngagement> projects) : ICountEngagement
    {
        public Task<IReadOnlyList<ProjectEngagement>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ProjectEngagement>>(from == Year.FirstDay ? projects : []);
    }
}
