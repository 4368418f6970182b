using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>
/// The same attack on what readers answered and pledged, how a reading moved them, and who came: two years, frozen or read as they are, in every
/// format. No count of few follows, and no small difference between what a year was frozen with and what is counted now.
/// </summary>
public sealed class AnswersTests
{
    private const int Threshold = 5;

    private const string Clear = "feedback.story-001.how-clear-was-it";
    private const string Useful = "feedback.was-it-useful";
    private const string Moved = "impact.story-001.how-often.of-7";

    private static readonly ReportingYear First = ReportingYear.Of(new(2021, 6, 1));
    private static readonly ReportingYear Second = ReportingYear.Of(new(2022, 6, 1));

    private static readonly Gen<List<int>> Crowds =
        from most in Gen.Elements(3, 7, 30)
        from counts in Gen.Choose(0, most).ListOf(Doing.All.Count)
        select counts.ToList();

    [Fact]
    public void Nothing_that_is_published_tells_of_few() =>
        Prop.ForAll(Crowds.ToArbitrary(), Gen.Elements(false, true).ToArbitrary(), (counts, secondIsFrozen) =>
            Assert.Empty(Recovered(counts, secondIsFrozen, new Disclosure(Threshold)).Result))
            .QuickCheckThrowOnFailure();

    /// <summary>The attacker is a good one: where nothing is hidden, it finds a few of everything.</summary>
    [Fact]
    public async Task Without_a_threshold_the_attack_succeeds()
    {
        var counts = Doing.All.Select(some => some.Did switch
        {
            Did.MovedUp or Did.Stayed => 15,
            Did.PledgedAtFirst or Did.PledgedAtSecond or Did.PledgedAtThird => 1,
            _ => 2,
        }).ToList();

        var found = await Recovered(counts, secondIsFrozen: false, new Disclosure(1));

        Assert.All(Wholes.Keys.Where(name => !name.StartsWith("readings", StringComparison.Ordinal)), name => Assert.Contains(found, secret => secret.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>What could be told of a year, as what it adds up.</summary>
    private static readonly Dictionary<string, Did[]> Wholes = new(StringComparer.Ordinal)
    {
        ["in favour on the page"] = [Did.ClearOnPage],
        ["others on the page"] = [Did.UnclearOnPage],
        ["answers on the page"] = [Did.ClearOnPage, Did.UnclearOnPage],
        ["in favour elsewhere"] = [Did.YesElsewhere],
        ["others elsewhere"] = [Did.NoElsewhere],
        ["answers elsewhere"] = [Did.YesElsewhere, Did.NoElsewhere],
        ["in words"] = [Did.WordsElsewhere],
        ["readings that moved"] = [Did.MovedUp],
        ["readings that stayed"] = [Did.Stayed],
        ["readings"] = [Did.MovedUp, Did.Stayed],
        ["pledges at the first"] = [Did.PledgedAtFirst],
        ["pledges at the second"] = [Did.PledgedAtSecond],
        ["pledges at the third"] = [Did.PledgedAtThird],
        ["pledges"] = [Did.PledgedAtFirst, Did.PledgedAtSecond, Did.PledgedAtThird],
        ["who came"] = [Did.Came],
    };

    private static async Task<List<string>> Recovered(IReadOnlyList<int> counts, bool secondIsFrozen, Disclosure disclosure)
    {
        var equations = new Equations(Doing.All.Count);
        foreach (var (did, year, value, late) in await PublishAsync(counts, secondIsFrozen, disclosure))
        {
            bool[] times = [late, !late];
            if (times.Select(time => SumOf(did, year, time)).FirstOrDefault(sum => Value(sum, counts) == value) is { } known)
                equations.Know(known);
        }

        return
        [
            .. from whole in Wholes
               from year in new[] { 2021, 2022 }
               let frozen = SumOf(whole.Value, year, late: false)
               let now = SumOf(whole.Value, year, late: true)
               from secret in new[] { (Name: "frozen", Sum: frozen), (Name: "now", Sum: now), (Name: "since", Sum: now.Zip(frozen, (a, b) => a - b).ToArray()) }
               where Value(secret.Sum, counts) is > 0 and < Threshold && equations.Tell(secret.Sum)
               select $"{whole.Key} of {year}, {secret.Name}",
        ];
    }

    private static async Task<List<(Did[] Did, int Year, decimal Value, bool Late)>> PublishAsync(IReadOnlyList<int> counts, bool secondIsFrozen, Disclosure disclosure)
    {
        var (crowd, frozen) = (new Crowd(counts), new FreezerInMemory());
        IFigureSource[] sources = [.. await crowd.StartAsync(disclosure), crowd.Attendance(disclosure)];
        var seen = new List<(Did[] Did, int Year, decimal Value, bool Late)>();

        await FreezeAsync(First, "2022-05-12");
        await crowd.GoOnAsync(2021);
        await FreezeAsync(Second, secondIsFrozen ? "2023-05-12" : "2023-01-12");
        await crowd.GoOnAsync(2022);

        var clock = new StoryBook.StoppedClock("2023-07-12");
        var read = new ReadReportHandler(new(sources), frozen, clock);
        foreach (var year in new[] { First, Second })
        {
            var report = (await read.HandleAsync(year, default)).Value;
            See(ReadBack.All(report));
            var trace = await new ReadTraceHandler(sources, frozen, clock).HandleAsync("impact.pledges", year, null, default);
            foreach (var (story, row) in Enumerable.Range(0, 3).Join(trace.Succeeded ? trace.Value.Rows.Items : [], Crowd.TitleOf, row => row.Title, (story, row) => (story, row)))
                seen.Add(([Did.PledgedAtFirst + story], year.FirstDay.Year, row.Value, IsLate(year)));
        }

        var compared = (await new CompareYearsHandler(read).HandleAsync(CompareYears.Parse($"{First},{Second}").Value, default)).Value;
        See(compared.Figures.SelectMany(figure => figure.Values.Zip(compared.Years).Where(value => value.First is not null).Select(value => new Said(figure.Key, value.Second, value.First!.Value))));
        return seen;

        bool IsLate(ReportingYear year) => year == Second && !secondIsFrozen;

        async Task FreezeAsync(ReportingYear year, string day)
        {
            await new FreezeReportHandler(new(sources), frozen, new AuditInMemory(), new StoryBook.StoppedClock(day)).HandleAsync(year, Actor.System, default);
            foreach (var provisional in new[] { false, true })
            {
                if (await frozen.FindAsync(year, provisional, default) is { } kept)
                    See(ReadBack.Snapshot(kept, year));
            }
        }

        void See(IEnumerable<Said> said)
        {
            foreach (var year in said.GroupBy(one => one.Year))
            {
                var values = year.ToLookup(one => one.Key, one => one.Value);
                foreach (var (did, value) in Told(values))
                    seen.Add((did, year.Key.FirstDay.Year, value, IsLate(year.Key)));
            }
        }
    }

    /// <summary>Numbers of people, and what follows from a share or an average and its number.</summary>
    private static IEnumerable<(Did[] Did, decimal Value)> Told(ILookup<string, decimal> said)
    {
        foreach (var (key, did) in new (string, Did[])[]
        {
            ($"{Clear}.answers", Wholes["answers on the page"]), ($"{Useful}.answers", Wholes["answers elsewhere"]), ("feedback.what-else.answers", Wholes["in words"]),
            ($"{Moved}.readings", Wholes["readings"]), ("impact.pledges", Wholes["pledges"]), ("events.attended", Wholes["who came"]),
        })
        {
            foreach (var value in said[key])
                yield return (did, value);
        }

        foreach (var (key, did) in new[] { (Clear, Did.ClearOnPage), (Useful, Did.YesElsewhere) })
        {
            foreach (var (share, answers) in said[key].SelectMany(share => said[$"{key}.answers"].Distinct().Select(answers => (share, answers))))
                yield return ([did], Math.Round(share * answers / 100));
        }

        // Rounded to halves where there is no spread. Who moved, moved by two steps.
        foreach (var (shift, readings) in said[$"{Moved}.shift"].Where(_ => said[$"{Moved}.spread"].Any()).SelectMany(shift => said[$"{Moved}.readings"].Distinct().Select(readings => (shift, readings))))
            yield return ([Did.MovedUp], Math.Round(shift * readings / 2));
    }

    private static long[] SumOf(Did[] did, int year, bool late) =>
        [.. Doing.All.Select(some => did.Contains(some.Did) && some.Year == year && (late || !some.Late) ? 1L : 0)];

    private static long Value(long[] sum, IReadOnlyList<int> counts) => sum.Zip(counts).Sum(pair => pair.First * pair.Second);
}
