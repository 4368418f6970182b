using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Pages.Desk.Audit;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private static IEnumerable<(string Name, PageState State)> SafeguardingPages()
    {
        var held = new HeldInProject(AProject, [AListedVoice(1, VoiceStatus.Held, new(Numbered(300))) with { Note = "Says a guard follows her home.", Participant = new(Numbered(401)) }]);
        var month = new DateOnly(2026, 3, 1);
        yield return ("safeguarding-empty", Of<SafeguardingPage, SafeguardingView>(Lead, "/safeguarding", new([])));
        yield return ("safeguarding", Of<SafeguardingPage, SafeguardingView>(Lead, "/safeguarding", new([held, held with { Project = AProject with { Title = "Feeling safe" }, Voices = [AListedVoice(2, VoiceStatus.Held, new(Numbered(300)))] }])));
        yield return ("audit-empty", Of<AuditPage, AuditView>(Administrator, "/audit", new(month, null, new([], null))));
        yield return ("audit", Of<AuditPage, AuditView>(Administrator, "/audit", new(month, month.AddMonths(1), new(Audit(50), "more"))));
    }

    private static List<AuditEntry> Audit(int count) => Enumerable.Range(0, count).Select(i => (i % 3) switch
    {
        0 => new AuditEntry(At(i), Worker, "voice-captured", $"voice/{Numbered(500 + i)}", AProject.Id),
        1 => new AuditEntry(At(i), Actor.CodeHolder, "consent-withdrawn", $"consent/{Numbered(300 + i)}", AProject.Id, "Changed her mind"),
        _ => new AuditEntry(At(i), Comms, "story-published", $"story/{Numbered(600 + i)}", AProject.Id),
    }).ToList();
}
