namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>The place where staff read news: one SharePoint site.</summary>
public interface INewsSite
{
    /// <summary>False: it isn't set up, and everything goes to the outbox.</summary>
    bool IsThere { get; }

    /// <summary>Makes the page of this announcement be there and say this, whatever was there before; its address. Safe to repeat.</summary>
    Task<Uri?> PutAsync(StoryAnnouncementId id, AnnouncementText text, CancellationToken cancellationToken);

    /// <summary>Also when it is gone already.</summary>
    Task RemoveAsync(StoryAnnouncementId id, CancellationToken cancellationToken);
}
