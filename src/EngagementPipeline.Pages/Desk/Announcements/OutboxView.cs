using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>A page of what was announced to one role. <paramref name="Roles"/>: the reader's, among which they choose.</summary>
public sealed record OutboxView(Role To, IReadOnlyList<Role> Roles, Page<ListedAnnouncement> Announcements);

/// <summary>Announcements in plain words.</summary>
internal static class SayAnnouncements
{
    public static string Title(AnnouncementKind kind) => kind switch
    {
        AnnouncementKind.VoiceReferred => "A colleague is worried about somebody",
        _ => "A consent was withdrawn while you held the words",
    };

    public static string Text(AnnouncementKind kind) => kind switch
    {
        AnnouncementKind.VoiceReferred => "They referred what a young person said. It waits for you, and nobody else sees it.",
        _ => "The words are gone. That a colleague was worried is still on your list.",
    };

    public static string Link(AnnouncementKind kind) => kind switch
    {
        AnnouncementKind.VoiceReferred => "Read it now",
        _ => "Go to your list",
    };
}
