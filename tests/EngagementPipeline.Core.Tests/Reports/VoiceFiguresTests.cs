using System.Globalization;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports;

public sealed class VoiceFiguresTests
{
    private static readonly ReportingYear Year = ReportingYear.Of(new(2025, 6, 1));
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Says_how_many_there_were_and_what_part_of_them_was_answered()
    {
        var report = await ReportAsync([AProject("Being judged", 32, 24), AProject("Feeling safe", 8, 7)], before: [AProject("Being judged", 20, 5)]);

        Assert.Equal(["voices.captured", "voices.answered", "voices.answered.count"], report.Figures.Select(figure => figure.Key));
        Assert.Equal([40m, 77.5m, 31m], report.Figures.Select(figure => figure.Value));
        Assert.Equal([20m, 25m, 5m], report.Figures.Select(figure => figure.Previous!.Value));
        Assert.Equal("78% of the voices were answered with an outcome, up from 25% the year before.", report.Figures[1].Sentence);
        Assert.False(report.Provisional);
    }

    [Theory]
    [InlineData(50_000, 5, "0.01", "Under 1% of the voices were answered with an outcome.")]
    [InlineData(1_000_000, 5, "0.01", "Under 1% of the voices were answered with an outcome.")]
    [InlineData(50_000, 49_995, "99.99", "Over 99% of the voices were answered with an outcome.")]
    [InlineData(1_000_000, 999_995, "99.99", "Over 99% of the voices were answered with an outcome.")]
    [InlineData(10, 0, "0", "None of the voices was answered with an outcome.")]
    [InlineData(10, 10, "100", "Ten of ten voices were answered with an outcome.")]
    [InlineData(20, 20, "100", "100% of the voices were answered with an outcome.")]
    public async Task Says_none_and_all_of_nothing_and_everything_only(long voices, long answered, string value, string sentence)
    {
        var figure = (await ReportAsync([AProject("Being judged", voices, answered)])).Figures[1];

        Assert.Equal((value, sentence), (figure.Value.ToString(CultureInfo.InvariantCulture), figure.Sentence));
    }

    [Fact]
    public async Task Of_fewer_than_five_voices_says_nothing_at_all()
    {
        var source = new VoiceFigures(new Counted([AProject("A", 2, 1), AProject("B", 2, 1)], []), new(5));

        Assert.Empty((await source.ReadAsync(Year, Now, default)).Figures);
        Assert.All(await Task.WhenAll(VoiceFigures.All.Select(about => source.FindAsync(about.Key, Year, default))), Assert.Null);
        Assert.Empty(await source.Trace("voices.captured", Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_before_is_left_out_where_it_was_fewer_than_five()
    {
        var report = await ReportAsync([AProject("A", 5, 5)], before: [AProject("A", 4, 0)]);

        Assert.All(report.Figures, figure => Assert.Null(figure.Previous));
    }

    [Theory]
    [InlineData(40, 4)]
    [InlineData(40, 36)]
    [InlineData(5, 1)]
    public async Task Says_nothing_of_how_many_were_answered_where_those_or_the_others_are_few(long voices, long answered)
    {
        var source = new VoiceFigures(new Counted([AProject("A", voices, answered)], []), new(5));

        Assert.Equal("voices.captured", Assert.Single((await source.ReadAsync(Year, Now, default)).Figures).About.Key);
        foreach (var key in new[] { "voices.answered", "voices.answered.count" })
        {
            Assert.Null(await source.FindAsync(key, Year, default));
            Assert.Empty(await source.Trace(key, Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Projects_of_which_few_were_answered_stand_in_one_row()
    {
        var source = new VoiceFigures(new Counted([AProject("A", 20, 10), AProject("B", 9, 2), AProject("C", 8, 8), AProject("D", 30, 0)], []), new(5));

        var rows = await source.Trace("voices.answered.count", Year, null, default).Value.ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("A", 10m), ("D", 0m), ("Projects put together, so that none tells of few", 10m)], rows.Select(row => (row.Row.Title, row.Row.Value)));
    }

    /// <summary>No row of fewer than five, and none that follows from the total and the other rows.</summary>
    [Fact]
    public void Its_rows_add_up_to_it_exactly_and_none_is_of_few() =>
        Prop.ForAll(
            Gen.Choose(0, 30).SelectMany(voices => Gen.Choose(0, voices).Select(answered => AProject($"Project {voices}", voices, answered)))
                .ListOf().Where(projects => projects.Count > 0).ToArbitrary(),
            projects =>
            {
                var source = new VoiceFigures(new Counted(projects.Where(project => project.Voices > 0).ToList(), []), new(5));
                foreach (var reading in source.ReadAsync(Year, Now, default).Result.Figures)
                {
                    var rows = source.Trace(reading.About.Key, Year, null, default).Value.ToListAsync().AsTask().Result;
                    Assert.Equal(reading.Sum.Value, rows.Sum(row => row.Row.Value));
                    Assert.Equal(reading.Sum.Rows, rows.Count);
                    if (reading.About == VoiceFigures.Captured)
                        Assert.All(rows, row => Assert.True(row.Row.Value >= 5, "A row tells of few."));
                    if (reading.About == VoiceFigures.AnsweredCount)
                        Assert.All(rows, row => Assert.True(row.Row.Value is 0 or >= 5, "A row tells of few."));
                    if (reading.About == VoiceFigures.Answered)
                        Assert.InRange(reading.Sum.Value, 0, 100);
                }
            }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_trace_goes_on_after_a_place_and_says_when_a_project_is_the_sample()
    {
        var source = new VoiceFigures(new Counted([AProject("A", 9, 0), new VoicesAnswered(Core.Shared.Sample.Project, "The sample", 13, 6), AProject("C", 7, 7)], []), new(5));

        var rows = await source.Trace("voices.answered.count", Year, "0", default).Value.ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([6m, 7m], rows.Select(row => row.Row.Value));
        Assert.Equal("bad-fields", source.Trace("voices.answered.count", Year, "first", default).Refusal?.Code);
        Assert.All((await source.ReadAsync(Year, Now, default)).Figures, reading => Assert.True(reading.Sum.Sample));
    }

    private static VoicesAnswered AProject(string title, long voices, long answered) => new(new(Guid.NewGuid()), title, voices, answered);

    private static Task<Report> ReportAsync(IReadOnlyList<VoicesAnswered> now, IReadOnlyList<VoicesAnswered>? before = null) =>
        new CountReport([new VoiceFigures(new Counted(now, before ?? []), new(5))]).CountAsync(Year, Now, before: null, TestContext.Current.CancellationToken);

    private sealed class Counted(IReadOnlyList<VoicesAnswered> now, IReadOnlyList<VoicesAnswered> before) : ICountAnswers
    {
        public Task<IReadOnlyList<VoicesAnswered>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
            Task.FromResult(from == Year.FirstDay && to == Year.LastDay ? now : before);
    }
}
