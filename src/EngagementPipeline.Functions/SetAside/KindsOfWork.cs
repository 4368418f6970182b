using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Functions.Stories;

namespace EngagementPipeline.Functions.SetAside;

/// <summary>
/// What comes by queue, in words for whoever is woken by it. A queue without an entry here could set work aside that nobody sees; a test holds the list to the triggers.
/// </summary>
public static class KindsOfWork
{
    public static IReadOnlyList<WorkKind> All { get; } =
    [
        new(
            "take-down",
            "Take down what may no longer be shown",
            "A consent or a quote has changed. Until this is done, words that somebody took back may still be on a page.",
            "Pages are made again every night at 03:40 UTC, and only then lose what may not be shown. A picture or a sound would stay in the store. So only a message that can’t be read may be thrown away.",
            message => new(Project: TakeDownMessage.Parse(message).Project))
        {
            MayBeDiscarded = false,
        },
        new(
            PageRequests.Queue,
            "Make a page again",
            "A story’s page may not say what it should. What was taken back may still be on it.",
            "The page is made again the next night at 03:40 UTC, and at once by publishing the story again.",
            message => new(Story: PageRequest.Parse(message))),
        new(
            Announcer.Queue,
            "Tell somebody",
            "The safeguarding lead was not told of something. It is on their list all the same.",
            "It never reaches their outbox. Tell them yourself to look at their list.",
            message => new(Project: Announcer.Read(message).Project)),
        new(
            DispatchRequests.Queue,
            "Send a mail to one of us",
            "An alert to the safeguarding lead, or a worker’s digest, has not gone out by mail. An alert stands in the lead’s outbox all the same.",
            "Nothing is lost: it is asked for again by itself, within minutes, for as long as it is due. The outbox says how it stands.",
            message => DispatchRequests.Parse(message) switch
            {
                { Key.Length: 0 } => throw new FormatException("No mail's name."),
                { Kind: DispatchKind.Alert } => new(What: "An alert to the safeguarding lead"),
                _ => new(What: "A worker’s digest"),
            }),
        new(
            AnnouncementRequests.Queue,
            "Announce a story",
            "A page on SharePoint or a mail about a story has not gone out, or has not been brought up to date.",
            "Nothing is lost: it is asked for again by itself, within minutes, for as long as it is due.",
            message => new(Story: AnnouncementRequests.Parse(message).Story)),
        new(
            DeliveryMessages.Queue,
            "Deliver a report",
            "A file of a year’s report has not reached the library.",
            "Nothing is lost: it is sent again by itself, within minutes. The year’s page says how it stands.",
            message => new(Year: DeliveryMessages.Read(message).Year)),
    ];
}
