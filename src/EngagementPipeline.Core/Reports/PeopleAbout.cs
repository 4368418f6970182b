using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Reports;

/// <summary>What the figures about young people, sessions and consents are.</summary>
public static class PeopleAbout
{
    private const string Few = " Left out where it, or one beside it, would tell of few.";

    public static FigureAbout Heard { get; } = new(
        "voices.young-people",
        "Young people heard",
        "Young people with at least one voice captured on the days of the reporting year, each counted once in a project however often they "
            + "spoke. Who took everything back, or was turned down in review or is held, is not counted." + Few,
        1,
        "young people",
        WordingKind.Count,
        new("No young people were heard in the year", "One young person was heard in the year", "{0} young people were heard in the year"));

    public static FigureAbout Sessions { get; } = new(
        "sessions.held",
        "Sessions held",
        "Sessions with groups of young people that were held on the days of the reporting year, whether or not somebody said anything.",
        1,
        "sessions",
        WordingKind.Count,
        new("No sessions were held in the year", "One session was held in the year", "{0} sessions were held in the year"));

    public static FigureAbout ConsentsGiven { get; } = new(
        "consents.given",
        "Consents given",
        "Consents recorded on the days of the reporting year to which everybody said yes who had to, whether or not they were taken back later."
            + Few,
        1,
        "consents",
        WordingKind.Count,
        new("No consents were given in the year", "One consent was given in the year", "{0} consents were given in the year"));

    public static FigureAbout ConsentsWithdrawn { get; } = new(
        "consents.withdrawn",
        "Consents withdrawn",
        "Consents taken back on the days of the reporting year, whenever they had been given." + Few,
        1,
        "consents",
        WordingKind.Count,
        new("No consents were withdrawn in the year", "One consent was withdrawn in the year", "{0} consents were withdrawn in the year"));

    public static IReadOnlyList<FigureAbout> ByAge { get; } = [.. Enum.GetValues<AgeBand>().Select(Of)];

    public static IReadOnlyList<FigureAbout> ByPhase { get; } = [.. Enum.GetValues<Phase>().Select(Of)];

    public static IReadOnlyList<FigureAbout> BySetting { get; } = [.. Enum.GetValues<Setting>().Select(Of)];

    /// <summary>In the order a report shows them.</summary>
    public static IReadOnlyList<FigureAbout> All { get; } = [Heard, .. ByAge, .. ByPhase, .. BySetting, Sessions, ConsentsGiven, ConsentsWithdrawn];

    private static FigureAbout Of(AgeBand age)
    {
        var aged = age == AgeBand.Under13 ? "under 13" : $"aged {Kebab.Of(age).Replace("-", " to ", StringComparison.Ordinal)}";
        return Part($"age.{Kebab.Of(age)}", $"Young people heard, {aged}", aged, $"by the band of age that they were recorded with: {aged}");
    }

    private static FigureAbout Of(Phase phase)
    {
        var groups = phase == Phase.Mixed ? "in groups of mixed phases" : $"in {Kebab.Of(phase)} groups";
        return Part($"phase.{Kebab.Of(phase)}", $"Young people heard {groups}", groups, $"by the session in which they were heard first in the year: {groups}");
    }

    private static FigureAbout Of(Setting setting)
    {
        var places = setting switch
        {
            Setting.School => "in schools",
            Setting.YouthClub => "in youth clubs",
            Setting.Online => "online",
            _ => "in other settings",
        };
        return Part($"setting.{Kebab.Of(setting)}", $"Young people heard {places}", places, $"by the session in which they were heard first in the year: {places}");
    }

    private static FigureAbout Part(string key, string title, string who, string how) => new(
        $"{Heard.Key}.{key}",
        title,
        $"The part of the young people heard in the reporting year, {how}." + Few,
        1,
        "young people",
        WordingKind.Count,
        new($"No young people {who} were heard in the year", $"One young person {who} was heard in the year", $"{{0}} young people {who} were heard in the year"));
}
