using System.Globalization;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>A digest as it is mailed, and as the page shows it.</summary>
public static class DigestText
{
    /// <param name="digest">What it says.</param>
    /// <param name="origins">Where its links lead.</param>
    /// <param name="key">Its reader's (<see cref="DigestLinks"/>).</param>
    public static LetterText Of(Digest digest, LetterOrigins origins, string key)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(origins);
        return new(
            $"What became of the voices you captured: {digest.Month.Title}",
            $"<h2>{digest.Month.Title}</h2><p>What became of the voices that you captured. Nobody’s words are in here.</p>"
            + Numbers(digest)
            + Stories(digest, origins)
            + Outcomes(digest)
            + $"<p>{LetterOrigins.Link(origins.Desk, "/digest", "See this, and earlier months")}<br>{LetterOrigins.Link(origins.Desk, $"{DigestLinks.Path}?key={key}", "Send me no digest")}</p>");
    }

    private static string Numbers(Digest digest)
    {
        var lines = new List<string>();
        if (digest.Captured > 0)
            lines.Add($"You captured {Count(digest.Captured, "voice", "voices")}.");
        if (digest.Reviewed > 0)
            lines.Add($"{Count(digest.Reviewed, "voice that you captured was", "voices that you captured were")} reviewed.");
        if (digest.Waiting > 0)
            lines.Add($"{Count(digest.Waiting, "of yours waits", "of yours wait")} for review now.");
        if (digest.TakenBackBy is { } people)
            lines.Add($"{Number(people)} young people took their words back. Their words are gone from every page.");
        return lines is [] ? "" : List("In numbers", lines.Select(LetterOrigins.Say));
    }

    private static string Stories(Digest digest, LetterOrigins origins) => digest.Stories is [] ? "" : List(
        "On show now",
        digest.Stories.Select(story =>
            LetterOrigins.Link(origins.Stories, SiteSettings.PathOf(story.Slug), story.Title)
            + LetterOrigins.Say($": {(story.IsNew ? "new" : "on show")} since {Day(story.OnShowSince)}, {(story.Opened == 0 ? "not opened" : "opened " + Times(story.Opened))} in {digest.Month.Title}.")));

    private static string Outcomes(Digest digest) => digest.Outcomes is [] ? "" : List(
        "What was done",
        digest.Outcomes.Select(outcome => LetterOrigins.Say($"{outcome.WeDid} ({(outcome.By is { } by ? by + ", " : "")}{Day(outcome.DecidedOn)})")));

    private static string List(string title, IEnumerable<string> items) => $"<h3>{title}</h3><ul>{string.Concat(items.Select(item => $"<li>{item}</li>"))}</ul>";

    private static string Times(long count) => count == 1 ? "once" : $"{Number(count)} times";

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{Number(count)} {many}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
