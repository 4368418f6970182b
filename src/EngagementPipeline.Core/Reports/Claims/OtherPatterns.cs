using EngagementPipeline.Core.Reports.Imports;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// Other words that mean just what a figure counts. Each is held to the same figure as the report's own sentence, so a word belongs here only if it could
/// change nothing of what is counted: of which, in what unit, over what time.
/// </summary>
internal static class OtherPatterns
{
    private const string Were = "(were|have been|had been)";

    /// <param name="key">The figure's.</param>
    /// <param name="kind">What it counts, where it was imported.</param>
    /// <param name="words">What the patterns are made of.</param>
    public static IEnumerable<Pattern> Of(string key, ImportedKind? kind, FigurePatterns.Words words) =>
        Anything.Concat(OfKey(key)).Concat(Imported(kind)).Select(words.Read);

    /// <summary>Of answers that were imported. Who gave them is not in the figures: not that they were professionals, nor young people.</summary>
    public static Pattern Agreed(FigurePatterns.Words words) =>
        words.Read("{number} [of (answers|the answers|those who answered)] (said|agreed) [that] [the] {question}");

    private static string[] Anything =>
    [
        "[the] [number of] {title} [was|were|came to|stood at] {number} [{unit}]",
        "[the] [number of] {title} [has|have|had] {alone}",
    ];

    private static string[] OfKey(string key) => key switch
    {
        "stories.published" => [$"{{number}} (story|stories) ({Were}|was) launched", "there (was|were) {number} (story|stories) published"],
        "stories.views" =>
        [
            $"[the|all] [published] stories {Were} viewed ({{times}}|{{beside}})", "there (was|were) {number} [page] (view|views) of [the|all] [published] stories",
            "[the] number of [page] views of [the|all] stories {alone}", "[page] views of [the|all] stories {alone}",
        ],
        "stories.first-week-views" =>
        [
            $"[the] stories {Were} viewed {{times}} (in|within) their first (week|weeks)", $"(in|within) their first (week|weeks) [the] stories {Were} viewed {{times}}",
            $"(in|within) the first week of their launch [the] stories {Were} viewed {{times}}",
        ],
        "stories.completions" => [$"[the] stories {Were} read to (the|their) end {{times}}"],
        "stories.shared.local" or "stories.shared.regional" or "stories.shared.national" => Shared(key["stories.shared.".Length..]),
        "voices.answered" => [$"{{number}} of [the|all] voices {Were} answered with an outcome", "{number} of [the|all] voices [that were] captured [{year}] were answered with an outcome"],
        _ => [],
    };

    private static string[] Shared(string level) =>
    [
        $"{{number}} (story|stories) (was|{Were}) shared (at|on) [a|the] {level} level", $"{{number}} (story|stories) (was|{Were}) shared {level}ly",
    ];

    /// <summary>What was counted elsewhere is said by what was done: viewed, accessed, attended.</summary>
    private static string[] Imported(ImportedKind? kind) => kind?.Name switch
    {
        null or "share" => [],
        "views" => [$"[the] {{title}} ({Were}|was|has been) viewed ({{times}}|{{beside}})", "[the] {title} had {number} (views|view)"],
        "accesses" => [$"[the] {{title}} ({Were}|was|has been) accessed ({{times}}|{{beside}})"],
        "attendance" => ["{number} (people|person) attended [the] {title}", $"[the] {{title}} ({Were}|was|has been) attended by {{number}} (people|person)"],
        _ => ["there (was|were) {number} {unit} of [the] {title}"],
    };
}
