using EngagementPipeline.Core.Reports.Sentences;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Claims;

/// <summary>
/// How one story may be spoken of, by its title; and where a report has one alone, as "the story" or "it". Which of several is meant by those is never guessed.
/// </summary>
internal sealed class StoryPatterns(Report report, ClaimPeriods periods)
{
    private const string Was = "(was|has been|had been)";
    private const string List = "{local}|{regional}|{national}";

    private readonly IReadOnlyList<(StoryId Story, string Title)> _stories =
        [.. report.Stories.Select(story => (story.Story, story.Title)).Concat(report.Figures.SelectMany(figure => figure.Parts).Select(part => (part.Story, part.Title))).DistinctBy(story => story.Item1)];

    /// <summary>Of the figures that stories have a part in, and of the levels that they were shared at.</summary>
    public IEnumerable<ClaimTopic> For(IReadOnlyList<ClaimWord> words)
    {
        var said = $" {string.Join(' ', words.Select(word => word.Text))} ";
        var named = _stories.Where(story => said.Contains($" {Words(story.Title)} ", StringComparison.Ordinal)).ToList();
        // A title that two stories share says of neither which it is.
        var meant = named.Where(story => _stories.Count(other => Words(other.Title) == Words(story.Title)) == 1).Select(story => (story.Story, story.Title, Name: Pattern.InARow(Pattern.Perhaps(Pattern.Text("the story")), Pattern.Text(story.Title))));
        if (_stories is [var only])
            meant = meant.Append((only.Story, only.Title, Pattern.OneOf([Pattern.Text("the story"), Pattern.Text("it")])));
        foreach (var (story, title, name) in meant)
        {
            foreach (var figure in report.Figures)
                if (Of(figure.Key) is { Length: > 0 } texts)
                    yield return new(figure.Key, figure, [.. texts.Select(text => Whole(text, Named(figure, story, title, name)))]);
            yield return new("stories.shared", null, [.. Levels("{story} " + Was).Select(text => Whole(text, NamedLevels(name, level => OfStory(level, story, title))))]);
        }

        yield return new("stories.shared", null, [.. Levels("[the] stories (were|have been|had been)").Select(text => Whole(text, NamedLevels(Pattern.Text(""), OfAll)))]);
    }

    private static string Words(string title) => string.Join(' ', ClaimWords.Of(title).Select(word => word.Text));

    private static string[] Of(string key) => key switch
    {
        "stories.views" => [$"{{story}} {Was} viewed {{times}}", "{story} had {number} [page] (views|view)"],
        "stories.first-week-views" =>
        [
            $"{{story}} {Was} viewed {{times}} (in|within) its first week", $"(in|within) its first week {{story}} {Was} viewed {{times}}",
            $"(in|within) the first week of its launch {{story}} {Was} viewed {{times}}",
        ],
        "stories.completions" => [$"{{story}} {Was} read to (the|its) end {{times}}"],
        "stories.views.local" or "stories.views.regional" or "stories.views.national" => [$"{{story}} {Was} viewed {{times}} through {key["stories.views.".Length..]} shares"],
        _ => [],
    };

    private static IEnumerable<string> Levels(string stories) =>
        [$"{stories} shared (at|on) [a|the] {Listed("")} (level|levels)", $"{stories} shared {Listed("ly")}"];

    /// <summary>One to three of them, with commas or an "and".</summary>
    private static string Listed(string end)
    {
        var one = $"({List.Replace("}", $"{end}}}", StringComparison.Ordinal)})";
        return $"{one} [[and] {one} [[and] {one}]]";
    }

    private Dictionary<string, Pattern> Named(ReportedFigure figure, StoryId story, string title, Pattern name)
    {
        var judge = new Judge(figure, figure.Title, FigureForms.KindOf(figure));
        var part = figure.Parts.FirstOrDefault(part => part.Story == story);
        Judged Held(ClaimedNumber number) => part is null && figure.Key == "stories.first-week-views" && !IsLaunchedIn(story)
            ? new(ClaimVerdict.NotKnown, figure, title, [], "The story was launched in another year, and so was its first week.")
            : judge.Part(title, part, number);
        return new(StringComparer.Ordinal)
        {
            ["story"] = name,
            ["number"] = Pattern.Number(ClaimedNumber.Count, Held),
            ["times"] = Pattern.Number(ClaimedNumber.Times, Held),
        };
    }

    private bool IsLaunchedIn(StoryId story) => report.Stories.Any(s => s.Story == story && report.Year.Contains(s.LaunchedOn));

    private Dictionary<string, Pattern> NamedLevels(Pattern story, Func<Audience, Judged> judge)
    {
        var named = new Dictionary<string, Pattern>(StringComparer.Ordinal) { ["story"] = story };
        foreach (var level in Enum.GetValues<Audience>())
        {
            named[Kebab.Of(level)] = Pattern.Claiming(Pattern.Word(Kebab.Of(level)), () => judge(level));
            named[$"{Kebab.Of(level)}ly"] = Pattern.Claiming(Pattern.Word($"{Kebab.Of(level)}ly"), () => judge(level));
        }

        return named;
    }

    private Judged OfStory(Audience level, StoryId story, string title) =>
        Shared(level, title, at => FigureAt(at)?.Parts.Any(part => part.Story == story && part.Value > 0) == true);

    private Judged OfAll(Audience level) => Shared(level, null, at => FigureAt(at) is { Value: > 0 });

    private Judged Shared(Audience level, string? story, Func<Audience, bool> isShared)
    {
        if (FigureAt(level) is not { } figure)
            return new Judge(null, $"Stories shared at {Kebab.Of(level)} level", WordingKind.Count).Untold;
        var at = Enum.GetValues<Audience>().Where(isShared).Select(Kebab.Of).ToList();
        var instead = at switch
        {
            [] => "not shared in the year",
            [var one] => $"shared at {one} level",
            [.. var first, var last] => $"shared at {string.Join(", ", first)} and {last} level",
        };
        return isShared(level) ? new(ClaimVerdict.True, figure, story, [], null) : new(ClaimVerdict.False, figure, story, [instead], null);
    }

    private ReportedFigure? FigureAt(Audience level) => report.Figures.FirstOrDefault(figure => figure.Key == $"stories.shared.{Kebab.Of(level)}");

    private Pattern Whole(string text, Dictionary<string, Pattern> named)
    {
        named["year"] = periods.Year;
        return PatternText.Read($"[{{year}}] {text} [{{year}}]", named);
    }
}
