using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>
/// The same attack on what readers answered and pledged, how a reading moved them, and who came: two years, frozen or read as they are, in every
/// format, beside "What readers said" of each story. No count of few follows, and no small difference between what a year was frozen with and what is counted now.
/// </summary>
public sealed class AnswersTests
{
    private const int Threshold = 5;

    private static readonly ReportingYear First = ReportingYear.Of(new(2021, 6, 1));
    private static readonly ReportingYear Second = ReportingYear.Of(new(2022, 6, 1));

    private static readonly Gen<List<int>> Crowds =
        from most in Gen.Elements(3, 7, 30)
        from counts in Gen.Choose(0, most).ListOf(Doing.All.Count)
        select counts.ToList();

    /// <summary>What could be told of a year, as what it adds up.</summary>
    private static readonly Dictionary<string, Did[]> Wholes = new(StringComparer.Ordinal)
    {
        ["very clear on the page"] = [Did.VeryClearOnPage],
        ["clear on the page"] = [Did.ClearOnPage],
        ["in favour on the page"] = [Did.VeryClearOnPage, Did.ClearOnPage],
        ["others on the page"] = [Did.UnclearOnPage],
        ["answers on the page"] = [Did.VeryClearOnPage, Did.ClearOnPage, Did.UnclearOnPage],
        ["in favour, asked again"] = [Did.ClearAgain],
        ["others, asked again"] = [Did.UnclearAgain],
        ["answers, asked again"] = [Did.ClearAgain, Did.UnclearAgain],
        ["in favour elsewhere"] = [Did.YesElsewhere],
        ["others elsewhere"] = [Did.NoElsewhere],
        ["answers elsewhere"] = [Did.YesElsewhere, Did.NoElsewhere],
        ["in words"] = [Did.WordsElsewhere],
        ["readings that moved"] = [Did.MovedUp],
        ["readings that stayed"] = [Did.Stayed],
        ["readings"] = [Did.MovedUp, Did.Stayed],
        ["this in the poll"] = [Did.ChoseThis],
        ["that in the poll"] = [Did.ChoseThat],
        ["answers to the poll"] = [Did.ChoseThis, Did.ChoseThat, Did.ChoseNeither],
        ["pledges at the first"] = [Did.PledgedAtFirst],
        ["more pledges at the first"] = [Did.PledgedMoreAtFirst],
        ["all pledges at the first"] = [Did.PledgedAtFirst, Did.PledgedMoreAtFirst],
        ["pledges at the second"] = [Did.PledgedAtSecond],
        ["pledges at the third"] = [Did.PledgedAtThird],
        ["pledges"] = [Did.PledgedAtFirst, Did.PledgedMoreAtFirst, Did.PledgedAtSecond, Did.PledgedAtThird],
        ["who came"] = [Did.Came],
    };

    [Fact]
    public void Nothing_that_is_published_tells_of_few() =>
        Prop.ForAll(Crowds.ToArbitrary(), Gen.Elements(false, true).ToArbitrary(), (counts, secondIsFrozen) =>
            Assert.Empty(Recovered(counts, secondIsFrozen, new Disclosure(Threshold)).Result))
            .QuickCheckThrowOnFailure();

    /// <summary>What a year's report leaves out is not what all answers are more than the other year's.</summary>
    [Theory]
    [InlineData(4, 30)]
    [InlineData(30, 4)]
    [InlineData(1, 5)]
    public async Task Few_of_one_year_are_not_the_rest_of_all_years(int ofFirst, int ofSecond)
    {
        var counts = Doing.All.Select(some => some.Late ? 0 : some.Year == 2021 ? ofFirst : ofSecond).ToList();

        Assert.Empty(await Recovered(counts, secondIsFrozen: false, new Disclosure(Threshold)));
    }

    /// <summary>The attacker is a good one: where nothing is hidden, it finds a few of everything.</summary>
    [Fact]
    public async Task Without_a_threshold_the_attack_succeeds()
    {
        var counts = Doing.All.Select(some => some.Did switch
        {
            Did.MovedUp or Did.Stayed => 15,
            Did.PledgedAtFirst or Did.PledgedAtSecond or Did.PledgedAtThird or Did.PledgedMoreAtFirst => 1,
            _ => some.Late ? 0 : 1,
        }).ToList();

        var found = await Recovered(counts, secondIsFrozen: false, new Disclosure(1));

        // Of a poll only all years together are told.
        Assert.All(
            Wholes.Keys.Where(name => !name.StartsWith("readings", StringComparison.Ordinal) && !name.EndsWith("the poll", StringComparison.Ordinal)),
            name => Assert.Contains(found, secret => secret.StartsWith(name, StringComparison.Ordinal)));
    }

    private static async Task<List<string>> Recovered(IReadOnlyList<int> counts, bool secondIsFrozen, Disclosure disclosure)
    {
        var equations = new Equations(Doing.All.Count);
        foreach (var seen in await PublishAsync(counts, secondIsFrozen, disclosure))
        {
            if (seen.CouldBe.FirstOrDefault(sum => Doing.Value(sum, counts) == seen.Value) is { } known)
                equations.Know(known);
        }

        return
        [
            .. from whole in Wholes
               from years in new int[][] { [2021], [2022], [2021, 2022] }
               let frozen = Doing.SumOf(whole.Value, years.Select(year => (year, false)))
               let now = Doing.SumOf(whole.Value, years.Select(year => (year, years.Length == 1 || year == 2022)))
               from secret in new[] { (Name: "frozen", Sum: frozen), (Name: "now", Sum: now), (Name: "since", Sum: now.Zip(frozen, (a, b) => a - b).ToArray()) }
               where Doing.Value(secret.Sum, counts) is > 0 and < Threshold && equations.Tell(secret.Sum)
               select $"{whole.Key} of {string.Join(" and ", years)}, {secret.Name}",
        ];
    }

    private static async Task<List<Seen>> PublishAsync(IReadOnlyList<int> counts, bool secondIsFrozen, Disclosure disclosure)
    {
        var (crowd, frozen) = (new Crowd(counts), new FreezerInMemory());
        IFigureSource[] sources = [.. await crowd.StartAsync(disclosure), crowd.Attendance(disclosure)];
        var seen = new AnswersSeen(disclosure, counts);

        seen.Pages(await crowd.ReadPagesAsync(disclosure), late: false, running: true);
        await FreezeAsync(First, "2022-05-12");
        await crowd.GoOnAsync(2021, settled: true);
        crowd.Begin(2022);
        await FreezeAsync(Second, secondIsFrozen ? "2023-05-12" : "2023-01-12");
        await crowd.GoOnAsync(2022, settled: secondIsFrozen);

        var clock = new StoryBook.StoppedClock("2023-07-12");
        var read = new ReadReportHandler(new(sources), frozen, new CorrectionsInMemory(), clock);
        foreach (var year in new[] { First, Second })
        {
            var report = (await read.HandleAsync(year, default)).Value;
            seen.Report(ReadBack.All(report), IsLate);
            var trace = await new ReadTraceHandler(sources, [], frozen, clock).HandleAsync("impact.pledges", year, null, default);
            seen.Pledges(trace.Succeeded ? trace.Value.Rows.Items : [], year, IsLate(year));
        }

        var compared = (await new CompareYearsHandler(read).HandleAsync(CompareYears.Parse($"{First},{Second}").Value, default)).Value;
        seen.Report(compared.Figures.SelectMany(figure => figure.Values.Zip(compared.Years).Where(value => value.First is not null).Select(value => new Said(figure.Key, value.Second, value.First!.Value))), IsLate);
        seen.Pages(await crowd.ReadPagesAsync(disclosure), !secondIsFrozen);
        return seen.All;

        bool IsLate(ReportingYear year) => year == Second && !secondIsFrozen;

        async Task FreezeAsync(ReportingYear year, string day)
        {
            await new FreezeReportHandler(new(sources), frozen, new AuditInMemory(), new StoryBook.StoppedClock(day)).HandleAsync(year, Actor.System, default);
            foreach (var provisional in new[] { false, true })
            {
                if (await frozen.FindAsync(year, provisional, default) is { } kept)
                    seen.Report(ReadBack.Snapshot(kept, year), IsLate);
            }
        }
    }
}
