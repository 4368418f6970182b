using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements;

/// <summary>
/// The mail to the safeguarding lead: what happened, in which project, when, and where to go on. No words of a young person's, no name, no code: it lies in a mailbox, and on phones.
/// </summary>
public static class AlertText
{
    /// <param name="kind">What happened.</param>
    /// <param name="project">Its title; null where it is gone.</param>
    /// <param name="at">When.</param>
    /// <param name="origins">Where the link leads.</param>
    public static LetterText Of(AnnouncementKind kind, string? project, DateTimeOffset at, LetterOrigins origins)
    {
        ArgumentNullException.ThrowIfNull(origins);
        var (subject, happened) = kind == AnnouncementKind.VoiceReferred
            ? ("A colleague is worried about somebody", "They referred what a young person said. It waits for you, and nobody else sees it.")
            : ("A consent was withdrawn while you held the words", "The words are gone. That a colleague was worried is still on your list.");
        var when = London.ClockOf(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        return new(
            subject,
            $"<p>{happened}</p><p>Project: {LetterOrigins.Say(project ?? "one that is gone")}<br>When: {when}</p>"
            + $"<p>{LetterOrigins.Link(origins.Desk, "/safeguarding", "Sign in and open Safeguarding")}</p>"
            + "<p>This mail holds nothing of what was said. In danger, call 999 and follow the local procedures.</p>");
    }
}
