using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>
/// Everything that the reports of two years publish, in every format, put together by somebody who can add and subtract: snapshots from before,
/// traces, and the years side by side. No count of few people may follow from it, and no small difference between two times.
/// </summary>
public sealed class DifferencingTests
{
    private const int Threshold = 5;

    // What nobody publishes, and somebody might work out.
    private const string Unanswered = "voices without an outcome";
    private const string Unheard = "consents taken back or never used";
    private const string NeverHeard = "consents never used";

    private static readonly ReportingYear First = ReportingYear.Of(new(2021, 6, 1));
    private static readonly ReportingYear Second = ReportingYear.Of(new(2022, 6, 1));

    /// <summary>When two years are frozen for good: the first may be later than the second, the second may be read as it is.</summary>
    private enum Freezing
    {
        BothInTurn,
        FirstLate,
        SecondNever,
    }

    /// <summary>Few kinds of people at a time, so that small counts are everywhere.</summary>
    private static readonly Gen<List<int>> Towns =
        from seed in Gen.Choose(0, int.MaxValue)
        from kinds in Gen.Choose(1, 40)
        from most in Gen.Choose(1, 12)
        select Some(seed, kinds, most);

    [Fact]
    public void Nothing_that_is_published_tells_of_few() =>
        Prop.ForAll(Towns.ToArbitrary(), Gen.Elements(Enum.GetValues<Freezing>()).ToArbitrary(), (people, freezing) =>
            Assert.Empty(Recovered(new Town(people), people, freezing, new Disclosure(Threshold)).Result))
            .QuickCheckThrowOnFailure();

    /// <summary>The attacker is a good one: where nothing is hidden, it finds what there is.</summary>
    [Fact]
    public async Task Without_a_threshold_the_attack_succeeds()
    {
        var people = Some(seed: 1, kinds: 30, most: 4);

        Assert.NotEmpty(await Recovered(new Town(people), people, Freezing.BothInTurn, new Disclosure(1)));
    }

    private static async Task<List<string>> Recovered(Town town, IReadOnlyList<int> people, Freezing freezing, Disclosure disclosure)
    {
        var published = await PublishAsync(town, freezing, disclosure);
        var equations = new Equations(Alike.All.Count);
        foreach (var (key, year, project, value, expected, exact) in published)
        {
            // A number that is not of the time that it should be of is taken for one of the time at which it is true; one that was rounded
            // may be true at another time by chance.
            When[] times = exact ? [expected, When.Frozen, When.Now, When.Provisional] : [expected];
            var sums = times.Select(time => SumOf(key, year, project, time)).Where(sum => sum is not null && Value(sum, people) == value);
            if (sums.FirstOrDefault() is { } known)
                equations.Know(known);
        }

        return [.. Secrets(people).Where(secret => equations.Tell(secret.Sum)).Select(secret => secret.Name)];
    }

    private static async Task<List<(string Key, int Year, int? Project, decimal Value, When Expected, bool Exact)>> PublishAsync(
        Town town, Freezing freezing, Disclosure disclosure)
    {
        var frozen = new FreezerInMemory();
        IFigureSource[] sources = [new VoiceFigures(town, disclosure), new PeopleFigures(town, disclosure)];
        var seen = new List<(string Key, int Year, int? Project, decimal Value, When Expected, bool Exact)>();

        await FreezeAsync(First, "2022-01-12");
        town.Move(2021, When.Frozen);
        if (freezing != Freezing.FirstLate)
        {
            await FreezeAsync(First, "2022-05-12");
            town.Move(2021, When.Now);
        }

        await FreezeAsync(Second, "2023-01-12");
        town.Move(2022, When.Frozen);
        if (freezing != Freezing.SecondNever)
            await FreezeAsync(Second, "2023-05-12");
        town.Move(2022, When.Now);
        if (freezing == Freezing.FirstLate)
        {
            town.Move(2021, When.Now);
            await FreezeAsync(First, "2023-06-12");
        }

        await ReadAsync(First);
        await ReadAsync(Second);
        await CompareAsync();
        return seen;

        When LastOf(ReportingYear year) =>
            (freezing == Freezing.FirstLate && year == First) || (freezing == Freezing.SecondNever && year == Second) ? When.Now : When.Frozen;

        async Task FreezeAsync(ReportingYear year, string day)
        {
            var clock = new StoryBook.StoppedClock(day);
            await new FreezeReportHandler(new(sources), frozen, new AuditInMemory(), clock).HandleAsync(year, Actor.System, default);
            var kept = await frozen.FindAsync(year, provisional: false, default);
            See(ReadBack.Snapshot(kept ?? (await frozen.FindAsync(year, provisional: true, default))!.Value, year), year, kept is null ? When.Provisional : LastOf(year));
        }

        async Task ReadAsync(ReportingYear year)
        {
            var clock = new StoryBook.StoppedClock("2023-07-12");
            var report = (await new ReadReportHandler(new(sources), frozen, new CorrectionsInMemory(), clock).HandleAsync(year, default)).Value;
            See(ReadBack.All(report), year, LastOf(year));
            var traces = new ReadTraceHandler(sources, [], frozen, clock);
            foreach (var about in VoiceFigures.All.Concat(PeopleAbout.All))
            {
                if (await traces.HandleAsync(about.Key, year, null, default) is not { Succeeded: true, Value.Rows.Items: var rows })
                    continue;
                See([new(about.Key, year, rows.Sum(row => row.Value))], year, LastOf(year));
                foreach (var (project, row) in Enumerable.Range(0, 3).Join(rows, Town.TitleOf, row => row.Title, (project, row) => (project, row)))
                    Add(new(about.Key, year, row.Value), project, LastOf(year));
            }
        }

        async Task CompareAsync()
        {
            var read = new ReadReportHandler(new(sources), frozen, new CorrectionsInMemory(), new StoryBook.StoppedClock("2023-07-12"));
            var compared = (await new CompareYearsHandler(read).HandleAsync(CompareYears.Parse($"{First},{Second}").Value, default)).Value;
            foreach (var figure in compared.Figures)
                See(figure.Values.Zip(compared.Years).Where(value => value.First is not null).Select(value => new Said(figure.Key, value.Second, value.First!.Value)), Second, LastOf(Second));
        }

        void See(IEnumerable<Said> all, ReportingYear of, When when)
        {
            foreach (var said in all)
                Add(said, null, said.Year == of ? when : LastOf(said.Year));
        }

        // A part of the voices is a number of them.
        void Add(Said said, int? project, When when)
        {
            var year = said.Year.FirstDay.Year;
            if (said.Key != "voices.answered")
                seen.Add((said.Key, year, project, said.Value, when, true));
            else if (seen.Find(one => one is { Key: "voices.captured", Project: null } && one.Year == year) is { Key: not null, Value: var voices })
                seen.Add(("voices.answered.count", year, project, Math.Round(said.Value * voices / 100), when, FitOne(said.Value, voices)));
        }
    }

    /// <summary>Whether only one number of these voices is that part of them, as precisely as it is said.</summary>
    private static bool FitOne(decimal percent, decimal voices) =>
        Enumerable.Range(0, (int)voices + 1).Count(some => Math.Round(some * 100 / voices, percent.Scale) == percent) == 1;

    /// <summary>Every count of 1 to 4 people that some table could have, and every such difference between two times.</summary>
    private static IEnumerable<(string Name, long[] Sum)> Secrets(IReadOnlyList<int> people)
    {
        var keys = PeopleAbout.ByAge.Concat(PeopleAbout.ByPhase).Concat(PeopleAbout.BySetting)
            .Append(PeopleAbout.Heard).Append(PeopleAbout.ConsentsGiven).Append(PeopleAbout.ConsentsWithdrawn).Append(VoiceFigures.AnsweredCount)
            .Select(about => about.Key).Concat([Unanswered, Unheard, NeverHeard]);
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
            key is "voices.captured" or "voices.young-people" ? some => some.IsThere(when)
            : key == "voices.answered.count" ? some => some.Answered && some.IsThere(when)
            : key == Unanswered ? some => !some.Answered && some.IsThere(when)
            : key == "consents.given" ? some => some.HasConsented(when)
            : key == "consents.withdrawn" ? some => some.HasTakenBack(when)
            : key == Unheard ? some => some.HasConsented(when) && !some.IsThere(when)
            : key == NeverHeard ? some => some.Stay == Stay.Silent
            : key.Split('.') is ["voices", "young-people", var kind, var band] ? some => some.IsThere(when) && band == kind switch
            {
                "age" => Kebab.Of(some.Age),
                "phase" => Kebab.Of(some.Phase),
                _ => Kebab.Of(some.Setting),
            }
            : null;
        return which is null
            ? null
            : [.. Alike.All.Select(some => some.Year == year && (project is null || some.Project == project) && which(some) ? 1L : 0)];
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
