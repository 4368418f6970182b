using System.Globalization;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Announcing;

/// <summary>Finds what the same people were told of a story already, or will be: who gets the same mail twice stops reading us. Telling them again is for somebody to say, not for two who did not know of each other.</summary>
public sealed class AnnouncedBefore(INewsSite news, IMail mail)
{
    /// <summary>The newest of these that goes, or went, to whom one that is sent now by this way would go; none where there is none.</summary>
    public StoryAnnouncement? Find(AnnouncedBy by, IEnumerable<StoryAnnouncement> all)
    {
        var isThere = by == AnnouncedBy.Page ? news.IsThere : mail.IsThere;
        return all.Where(one => one.By == by && (GoesOut(one) || (one.State == AnnouncingState.InOutbox && !isThere)) && IsToTheSame(one)).MaxBy(one => one.AskedAt);
    }

    /// <summary>In a sentence that names when and to whom; of those who read it nobody but the list is named.</summary>
    public string Say(StoryAnnouncement one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var to = one.To is { Length: > 0 } told and not "The distribution list" ? told : mail.Lists is [] ? "the distribution list" : string.Join(", ", mail.Lists);
        var (on, page) = (Time(one.SentAt ?? one.AskedAt), one.By == AnnouncedBy.Page);
        var said = one.State switch
        {
            AnnouncingState.Scheduled => page ? $"Its news page is to be put on the SharePoint site on {Time(one.SendAt ?? one.AskedAt)}" : $"It is to be mailed to {to} on {Time(one.SendAt ?? one.AskedAt)}",
            AnnouncingState.Waiting or AnnouncingState.Sending => page ? "Its news page is on its way to the SharePoint site" : $"It is on its way to {to} by mail",
            AnnouncingState.InOutbox => page ? $"Its news page was put in the outbox on {on}" : $"Its mail to {to} was put in the outbox on {on}",
            AnnouncingState.Failed => "Its news page may still stand on the SharePoint site",
            _ => page ? $"Its news page was put on the SharePoint site on {on}, and follows what is published by itself" : $"It was mailed to {to} on {on}",
        };
        return $"{said}; asked for by {one.AskedBy.Name} on {Time(one.AskedAt)}.";
    }

    /// <summary>Somebody elsewhere has it, or is to have it without anybody pressing again.</summary>
    private static bool GoesOut(StoryAnnouncement one) =>
        one.State is AnnouncingState.Scheduled or AnnouncingState.Waiting or AnnouncingState.Sending or AnnouncingState.Sent || one.StillStands;

    /// <summary>Lists are a setting, and may be others than they were.</summary>
    private bool IsToTheSame(StoryAnnouncement one) =>
        one.By == AnnouncedBy.Page || one.State != AnnouncingState.Sent || mail.Lists is [] || one.To.Split(", ").Intersect(mail.Lists, StringComparer.OrdinalIgnoreCase).Any();

    private static string Time(DateTimeOffset instant) => London.ClockOf(instant).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
