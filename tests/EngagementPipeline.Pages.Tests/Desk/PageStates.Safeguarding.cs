using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk.Audit;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> SafeguardingPages()
    {
        var month = new DateOnly(2026, 3, 1);
        var now = At(3).AddDays(4);
        yield return ("safeguarding-empty", Of<SafeguardingPage, SafeguardingView>(Lead, "/safeguarding", new(ReferralState.Open, [], null, now)));
        yield return ("safeguarding", Of<SafeguardingPage, SafeguardingView>(
            Lead, "/safeguarding", new(ReferralState.Open, [AReferral(1), AReferral(2), AReferral(3, v => v.Erase(At(9)))], "more", now)));
        yield return ("safeguarding-closed-empty", Of<SafeguardingPage, SafeguardingView>(Lead, "/safeguarding?state=closed", new(ReferralState.Closed, [], null, now)));
        yield return ("safeguarding-closed", Of<SafeguardingPage, SafeguardingView>(
            Lead, "/safeguarding?state=closed", new(ReferralState.Closed, [AReferral(1, Closed(false)), AReferral(2, Closed(true)), AReferral(3, v => Closed(false)(v.Erase(At(9))))], null, now)));
        yield return ("audit-empty", Of<AuditPage, AuditView>(Administrator, "/audit", new(month, null, new([], null))));
        yield return ("audit", Of<AuditPage, AuditView>(Administrator, "/audit", new(month, month.AddMonths(1), new(Audit(50), "more"))));
    }

    private static List<AuditEntry> Audit(int count) => Enumerable.Range(0, count).Select(i => (i % 3) switch
    {
        0 => new AuditEntry(At(i), Worker, "voice-captured", $"voice/{Numbered(500 + i)}", AProject.Id),
        1 => new AuditEntry(At(i), Actor.CodeHolder, "consent-withdrawn", $"consent/{Numbered(300 + i)}", AProject.Id, "Changed her mind"),
        _ => new AuditEntry(At(i), Comms, "story-published", $"story/{Numbered(600 + i)}", AProject.Id),
    }).ToList();

    private static ReferredItem AReferral(int number, Func<Voice, Voice>? then = null)
    {
        var voice = new Voice
        {
            Id = new(Numbered(500 + number)),
            Project = AProject.Id,
            Session = ASession.Id,
            Participant = new(Numbered(400 + number)),
            Consent = new(Numbered(300)),
            Prompt = Prompt.Experience,
            OriginalWords = number == 1 ? Long : "He waits at the corner every day and I go round the long way.",
            Language = "en",
            CapturedAt = At(number),
            Themes = [],
            CapturedBy = Worker.Id,
            ConsentedAudiences = [],
            ConsentedPurposes = [],
        }.Refer(Signature.Of(Worker, At(number)), number == 2 ? null : "Says a guard follows her home. She would not say more today.");
        voice = then?.Invoke(voice) ?? voice;
        return new(AProject, voice, ASession, voice.Referral!);
    }

    private static Func<Voice, Voice> Closed(bool erase) => voice => voice.Close(Signature.Of(Lead, At(8)), "Passed to the duty team on 4 March.", erase);
}
