using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Core.Tests.Reports.Attack;

/// <summary>When somebody is counted: some are taken back after a snapshot, some come after it.</summary>
internal enum Stay
{
    Always,
    UntilFrozen,
    FromFrozen,
    Now,

    /// <summary>Gave a consent, and never said anything.</summary>
    Silent,
}

/// <summary>People who are alike in everything that a report could tell.</summary>
internal sealed record Alike(int Year, int Project, AgeBand Age, Phase Phase, Setting Setting, bool Answered, Stay Stay)
{
    public static IReadOnlyList<Alike> All { get; } =
    [
        .. from year in new[] { 2021, 2022 }
           from project in Enumerable.Range(0, 3)
           from age in new[] { AgeBand.Under13, AgeBand.From13To15, AgeBand.From16To17 }
           from phase in new[] { Phase.Primary, Phase.Secondary }
           from setting in new[] { (In: Setting.School, Answered: true), (In: Setting.School, Answered: false), (In: Setting.Online, Answered: false) }
           from stay in Enum.GetValues<Stay>()
           select new Alike(year, project, age, phase, setting.In, setting.Answered, stay),
    ];

    public bool IsThere(When when) => Stay switch
    {
        Stay.Always => true,
        Stay.UntilFrozen => when != When.Now,
        Stay.FromFrozen => when != When.Provisional,
        Stay.Now => when == When.Now,
        _ => false,
    };

    public bool HasTakenBack(When when) => Stay == Stay.UntilFrozen && when == When.Now;

    public bool HasConsented(When when) => Stay == Stay.Silent || IsThere(when) || HasTakenBack(when);
}

/// <summary>The three times at which a year's people are counted: when it was frozen provisionally, when for good, and now.</summary>
internal enum When
{
    Provisional,
    Frozen,
    Now,
}

/// <summary>So many people of each kind, and one voice of each; what the reports of its two years count changes with the time.</summary>
internal sealed class Town(IReadOnlyList<int> people) : ICountEngagement, ICountAnswers
{
    private readonly Dictionary<int, When> _at = new() { [2021] = When.Provisional, [2022] = When.Provisional };

    public void Move(int year, When when) => _at[year] = when;

    Task<IReadOnlyList<ProjectEngagement>> ICountEngagement.CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ProjectEngagement>>(
        [
            .. from project in Enumerable.Range(0, 3)
               let heard = Heard(@from, project)
               let given = Count(@from, project, (some, when) => some.HasConsented(when))
               where given > 0
               select new ProjectEngagement(
                   IdOf(project), TitleOf(project), heard, 2, given, Count(@from, project, (some, when) => some.HasTakenBack(when))),
        ]);

    Task<IReadOnlyList<VoicesAnswered>> ICountAnswers.CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VoicesAnswered>>(
        [
            .. from project in Enumerable.Range(0, 3)
               let heard = Heard(@from, project)
               where heard.Count > 0
               select new VoicesAnswered(IdOf(project), TitleOf(project), heard.Count, Count(@from, project, (some, when) => some.Answered && some.IsThere(when))),
        ]);

    public static string TitleOf(int project) => $"Project {project}";

    private static ProjectId IdOf(int project) => new(new Guid(project + 1, 0, 0, new byte[8]));

    private long Count(DateOnly from, int project, Func<Alike, When, bool> which)
    {
        var year = ReportingYear.Of(from).FirstDay.Year;
        return _at.TryGetValue(year, out var when)
            ? Alike.All.Zip(people).Where(some => some.First.Year == year && some.First.Project == project && which(some.First, when)).Sum(some => (long)some.Second)
            : 0;
    }

    private List<YoungPersonHeard> Heard(DateOnly from, int project)
    {
        var year = ReportingYear.Of(from).FirstDay.Year;
        return _at.TryGetValue(year, out var when)
            ? [.. Alike.All.Zip(people)
                .Where(some => some.First.Year == year && some.First.Project == project && some.First.IsThere(when))
                .SelectMany(some => Enumerable.Repeat(new YoungPersonHeard(some.First.Age, new(some.First.Phase, some.First.Setting)), some.Second))]
            : [];
    }
}
