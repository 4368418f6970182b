using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;

namespace EngagementPipeline.Pages.Desk.Announcements;

/// <summary>How a digest's mail stands, in plain words.</summary>
internal static class SayDigests
{
    public static string Of(Dispatch mail) => mail.State switch
    {
        DispatchState.Waiting or DispatchState.Sending => "This month’s is on its way to you.",
        DispatchState.Sent => $"This month’s was sent to you on {Say.Time(mail.SentAt!.Value)}.",
        DispatchState.InOutbox => "This month’s would have been sent, as it stands above.",
        DispatchState.Failed => "This month’s could not be sent. An administrator can try it again.",
        DispatchState.NothingToSay => "This month’s was not sent, because nothing had happened.",
        _ => "This month’s was not sent, because you did not want it, or no address of yours was known.",
    };

    public static string Where(MyDigest mine) => (mine.Address, mine.Known) switch
    {
        ({ } address, _) => $"It goes to {address}, in the first days of the month after.",
        (null, { } known) => $"It goes to {known} once you have captured something.",
        _ => "Your sign-in says no mail address, so it goes nowhere. You can read it here.",
    };
}
