using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Tests.Voices;

/// <summary>Builders: each gives something that is as it should be, for a test to change the one thing that it is about.</summary>
public static class Given
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static Project AProject() => new() { Id = new(Guid.NewGuid()), Title = "Challenge your bias", Purpose = "An invented project for tests" };

    public static Session ASession(ProjectId project) => new()
    {
        Id = new(Guid.NewGuid()),
        Project = project,
        HeldOn = Today,
        Place = "An invented youth club",
        Setting = Setting.YouthClub,
        Phase = Phase.Mixed,
        GroupSize = 12,
    };

    public static Participant AParticipant(ProjectId project, AgeBand age = AgeBand.From16To17) =>
        new() { Id = new(Guid.NewGuid()), Project = project, AgeBand = age };

    public static Answer Yes(int day = 1) => new(true, HowAgreed.Paper, new DateOnly(2026, 11, day));

    public static Answer No(int day = 1) => new(false, HowAgreed.Spoken, new DateOnly(2026, 11, day));

    public static Signature ASignature(string id = "worker-2", int minute = 0) =>
        new(id, "An invented " + id, new DateTimeOffset(2026, 11, 21, 9, minute, 0, TimeSpan.Zero));

    public static Consent AConsent() => AConsent(AParticipant(new(Guid.NewGuid())));

    public static Consent AConsent(Participant participant) => new()
    {
        Id = new(Guid.NewGuid()),
        Project = participant.Project,
        Participant = participant.Id,
        AgeBand = participant.AgeBand,
        Rule = ConsentRule.Default,
        Statement = new("2026-1", "en"),
        Uses = [Use.Quote],
        Purposes = [Purpose.Story],
        Audiences = [Audience.Local],
        YoungPerson = Yes(),
        RecordedAt = new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Approved, and under a given consent.</summary>
    public static Voice AVoice(Consent consent) => new()
    {
        Id = new(Guid.NewGuid()),
        Project = consent.Project,
        Session = new(Guid.NewGuid()),
        Participant = consent.Participant,
        Consent = consent.Id,
        Prompt = Prompt.Feeling,
        OriginalWords = "Invented words: it feels like nobody asks me.",
        Language = "en",
        CapturedAt = new DateTimeOffset(2026, 11, 20, 15, 30, 0, TimeSpan.Zero),
        Themes = ["belonging"],
        Credit = "Year 11",
        CapturedBy = "worker-1",
        ConsentedAudiences = consent.Audiences,
        ConsentedPurposes = consent.Purposes,
        Status = VoiceStatus.Approved,
    };
}
