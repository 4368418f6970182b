using System.Globalization;
using CsvHelper;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>
/// Everything that the reports of two years publish, snapshots from before and the CSV included, put together by somebody who can add and
/// subtract. No count of few people may follow from it, and no small difference between two times.
/// </summary>
public sealed class DifferencingTests
{
    private const int Threshold = 5;

    private static readonly ReportingYear First = ReportingYear.Of(new(2021, 6, 1));
    private static readonly ReportingYear Second = ReportingYear.Of(new(2022, 6, 1));

    /// <summary>Few kinds of people at a time, so that small counts are everywhere.</summary>
    private static readonly Gen<List<int>> Towns =
        from seed in Gen.Choose(0, int.MaxValue)
        from kinds in Gen.Choose(1, 40)
        from most in Gen.Choose(1, 12)
        select Some(seed, kinds, most);

    [Fact]
    public void Nothing_that_is_published_tells_of_few() =>
        Prop.ForAll(Towns.ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (people, firstIsFrozenLate) =>
            Assert.Empty(Recovered(new Town(people), people, firstIsFrozenLate, new Disclosure(Threshold)).Result))
            .QuickCheckThrowOnFailure();

    /// <summary>The attacker is a good one: where nothing is hidden, it finds what there is.</summary>
    [Fact]
    public async Task Without_a_threshold_the_attack_succeeds()
    {
        var people = Some(seed: 1, kinds: 30, most: 4);

        Assert.NotEmpty(await Recovered(new Town(people), people, firstIsFrozenLate: false, new Disclosure(1)));
    }

    private static async Task<List<string>> Recovered(Town town, IReadOnlyList<int> people, bool firstIsFrozenLate, Disclosure disclosure)
    {
        var published = await PublishAsync(town, firstIsFrozenLate, disclosure);
        var equations = new Equations(Alike.All.Count);
        foreach (var (key, year, project, value, expected) in published)
        {
            // A number that is not of the time that it should be of is taken for one of the time at which it is true.
            When[] times = [expected, When.Frozen, When.Now, When.Provisional];
            var sums = times.Select(time => SumOf(key, year, project, time)).Where(sum => sum is not null && Value(sum, people) == value);
            if (sums.FirstOrDefault() is { } known)
                equations.Know(known);
        }

        return [.. Secrets(people).Where(secret => equations.Tell(secret.Sum)).Select(secret => secret.Name)];
    }

    private static async Task<List<(string Key, int Year, int? Project, decimal Value, When Expected)>> PublishAsync(
        Town town, bool firstIsFrozenLate, Disclosure disclosure)
    {
        var frozen = new FreezerInMemory();
        IFigureSource[] sources = [new VoiceFigures(town, disclosure), new PeopleFigures(town, disclosure)];
        var seen = new List<(string, int, int?, decimal, When)>();

        await FreezeAsync(First, "2022-01-12");
        town.Move(2021, When.Frozen);
        if (!firstIsFrozenLate)
        {
            await FreezeAsync(First, "2022-05-12");
            town.Move(2021, When.Now);
        }

        await FreezeAsync(Second, "2023-01-12");
        town.Move(2022, When.Frozen);
        await FreezeAsync(Second, "2023-05-12");
        town.Move(2022, When.Now);
        if (firstIsFrozenLate)
        {
            town.Move(2021, When.Now);
            await FreezeAsync(First, "2023-06-12");
        }

        await ReadAsync(First);
        await ReadAsync(Second);
        return seen;

        When LastOf(ReportingYear year) => firstIsFrozenLate && year == First ? When.Now : When.Frozen;

        async Task FreezeAsync(ReportingYear year, string day)
        {
            var clock = new StoryBook.StoppedClock(day);
            await new FreezeReportHandler(new(sources), frozen, new AuditInMemory(), clock).HandleAsync(year, Actor.System, default);
            var kept = await frozen.FindAsync(year, provisional: false, default);
            See(ReportSnapshot.Read(kept ?? (await frozen.FindAsync(year, provisional: true, default))!.Value), kept is null ? When.Provisional : LastOf(year));
        }

        async Task ReadAsync(ReportingYear year)
        {
            var clock = new StoryBook.StoppedClock("2023-07-12");
            var report = (await new ReadReportHandler(new(sources), frozen, clock).HandleAsync(year, default)).Value;
            See(report, LastOf(year));
            SeeCsv(report);
            var traces = new ReadTraceHandler(sources, frozen, clock);
            foreach (var about in VoiceFigures.All.Concat(PeopleAbout.All))
            {
                if (await traces.HandleAsync(about.Key, year, null, default) is not { Succeeded: true, Value.Rows.Items: var rows })
                    continue;
                Add(about.Key, year, null, rows.Sum(row => row.Value), LastOf(year));
                foreach (var (project, row) in Enumerable.Range(0, 3).Join(rows, Town.TitleOf, row => row.Title, (project, row) => (project, row)))
                    Add(about.Key, year, project, row.Value, LastOf(year));
            }
        }

        void See(Report report, When when)
        {
            foreach (var figure in report.Figures)
            {
                Add(figure.Key, report.Year, null, figure.Value, when);
                if (figure.Previous is { } previous)
                    Add(figure.Key, report.Year.Previous, null, previous, LastOf(report.Year.Previous));
                if (figure.Later?.Value is { } later)
                    Add(figure.Key, report.Year, null, later, When.Now);
            }
        }

        void SeeCsv(Report report)
        {
            using var csv = CsvReader.Create(ReportCsv.Write(report), new CsvReaderOptions());
            csv.ReadHeader();
            while (csv.Read())
            {
                Add(csv.GetString("key"), report.Year, null, decimal.Parse(csv.GetString("value"), CultureInfo.InvariantCulture), LastOf(report.Year));
                if (csv.GetString("previous") is { Length: > 0 } previous)
                    Add(csv.GetString("key"), report.Year.Previous, null, decimal.Parse(previous, CultureInfo.InvariantCulture), LastOf(report.Year.Previous));
            }
        }

        void Add(string key, ReportingYear year, int? project, decimal value, When when) =>
            seen.Add((key, year.FirstDay.Year, project, value, when));
    }

    /// <summary>Every count of 1 to 4 people that some table could have, and every such difference between two times.</summary>
    private static IEnumerable<(string Name, long[] Sum)> Secrets(IReadOnlyList<int> people)
    {
        var keys = PeopleAbout.ByAge.Concat(PeopleAbout.ByPhase).Concat(PeopleAbout.BySetting).Append(PeopleAbout.Heard).Select(about => about.Key);
        foreach (var key in keys)
        {
            foreach (var year in new[] { 2021, 2022 })
            {
                foreach (var project in new int?[] { null, 0, 1, 2 })
                {
                    var sums = Enum.GetValues<When>().Select(when => SumOf(key, year, project, when)!).ToList();
                    long[][] all = [.. sums, Minus(sums[1], sums[0]), Minus(sums[2], sums[1]), Minus(sums[2], sums[0])];
                    foreach (var (i, sum) in all.Index())
                    {
                        if (sum.Any(x => x != 0) && Math.Abs(Value(sum, people)) is > 0 and < Threshold)
                            yield return ($"{key} of {year}, project {project}, {i}", sum);
                    }
                }
            }
        }
    }

    /// <summary>Which kinds of people a number adds up; null for one that counts none.</summary>
    private static long[]? SumOf(string key, int year, int? project, When when)
    {
        Func<Alike, bool>? which =
            key is "voices.captured" or "voices.young-people" or "consents.given" ? _ => true
            : key.Split('.') is ["voices", "young-people", var kind, var band] ? some => band == kind switch
            {
                "age" => Kebab.Of(some.Age),
                "phase" => Kebab.Of(some.Phase),
                _ => Kebab.Of(some.Setting),
            }
            : null;
        return which is null
            ? null
            : [.. Alike.All.Select(some => some.Year == year && (project is null || some.Project == project) && some.IsThere(when) && which(some) ? 1L : 0)];
    }

    private static long Value(long[] sum, IReadOnlyList<int> people) => sum.Zip(people).Sum(pair => pair.First * pair.Second);

    private static long[] Minus(long[] sum, long[] other) => [.. sum.Zip(other, (a, b) => a - b)];

    private static List<int> Some(int seed, int kinds, int most)
    {
        var random = new System.Random(seed);
        var people = new int[Alike.All.Count];
        for (var i = 0; i < kinds; i++)
            people[random.Next(people.Length)] = random.Next(1, most + 1);
        return [.. people];
    }
}
