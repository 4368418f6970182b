using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What would be sent now, and what was. <paramref name="Drafts"/>: none while the story is not on show.</summary>
public sealed record AnnounceView(StoryState State, IReadOnlyList<AnnounceDraft> Drafts, IReadOnlyList<StoryAnnouncement> Asked);

/// <summary>By one way. <paramref name="IsThere"/> false: it is kept in the outbox. <paramref name="To"/>: whom it goes to.</summary>
public sealed record AnnounceDraft(StoryAnnouncementId Id, AnnouncedBy By, AnnouncementText Text, bool IsThere, string To)
{
    /// <summary>What the same people were told already, or will be, in a sentence; none where they were not.</summary>
    public string? Before { get; init; }
}

internal static class SayAnnouncing
{
    public static string Way(AnnouncedBy by) => by == AnnouncedBy.Page ? "News page on SharePoint" : "Mail to the lists";

    public static string State(StoryAnnouncement one) => one.State switch
    {
        AnnouncingState.Scheduled => $"To be sent on {SayTimes.At(one.SendAt!.Value)}",
        AnnouncingState.Waiting => one.Trouble is null ? "On its way" : "Tried again by itself",
        AnnouncingState.Sending => "Being sent",
        AnnouncingState.Sent => $"Sent, {Say.Time(one.SentAt!.Value)}",
        AnnouncingState.InOutbox => "In the outbox: Microsoft 365 isn’t set up for it",
        AnnouncingState.Failed when one.StillStands => one.Wants is ""
            ? "The page could not be removed yet, and may still be there. It is tried again every hour"
            : "The page could not be changed yet. It is tried again every hour",
        AnnouncingState.Failed => "Not sent",
        AnnouncingState.Cancelled => "Called off",
        _ => "The page was removed, because the story is not on show any more",
    };
}
