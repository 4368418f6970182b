using EngagementPipeline.Core.Announcements;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>A page of what went out, and would. <paramref name="Kind"/>: the one that the reader chose; null for all of theirs.</summary>
public sealed record OutboxView(OutboxKind? Kind, SentPage Sent);

/// <summary>What went out, in plain words.</summary>
internal static class SayAnnouncements
{
    public static string Kind(OutboxKind? kind) => kind switch
    {
        OutboxKind.Alert => "Alerts",
        OutboxKind.Digest => "Digests",
        OutboxKind.Story => "Stories",
        OutboxKind.Report => "Reports",
        _ => "All",
    };

    public static string Text(AnnouncementKind kind) => kind switch
    {
        AnnouncementKind.VoiceReferred => "They referred what a young person said. It waits for you, and nobody else sees it.",
        _ => "The words are gone. That a colleague was worried is still on your list.",
    };

    public static string Link(OutboxItem item) => item switch
    {
        { Told: AnnouncementKind.VoiceReferred } => "Read it now",
        { Kind: OutboxKind.Alert } => "Go to your list",
        { Kind: OutboxKind.Story } => "Look at it beside the story",
        _ => "Look at it beside the report",
    };

    public static string State(OutboxItem item) => item.State switch
    {
        OutboxState.UnderWay => "On its way",
        OutboxState.Sent => "Sent",
        OutboxState.KeptHere => "Kept here",
        OutboxState.NeedsSomebody => "Needs somebody",
        _ => "Over",
    };

    public static string Tag(OutboxState state) => state switch
    {
        OutboxState.UnderWay => "tag wait",
        OutboxState.Sent => "tag yes",
        OutboxState.NeedsSomebody => "tag no",
        _ => "tag",
    };

    public static string Retry(DispatchKind kind) => kind == DispatchKind.Alert ? "Try the alerts again" : "Try the digests again";
}
