using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Identity;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Pages.Tests.Desk;

public static partial class PageStates
{
    private const string Long =
        "When I walk into a shop the guard walks behind me. My friends don’t get followed, only me. I have done nothing, and I still feel like I have to show my hands. "
        + "It happens in town, on the bus and outside school, and after a while you stop telling anybody because they say you imagine it. I want people to know that I don’t imagine it.";

    private static readonly DateOnly Today = new(2026, 3, 4);

    private static readonly Project AProject = new()
    {
        Id = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f")),
        Title = "Unconscious bias",
        Purpose = "We want people who work with children to know what it is like to be judged before you have said a word.",
        ReviewBySecondPerson = true,
    };

    private static readonly Session ASession = new()
    {
        Id = new(Guid.Parse("0190d3a4-7c1e-7cc3-98c4-dc0c0c073990")),
        Project = AProject.Id,
        HeldOn = Today,
        Place = "Riverside youth club",
        Setting = Setting.YouthClub,
        Phase = Phase.Secondary,
        GroupSize = 12,
    };

    private static IEnumerable<(string Name, PageState State)> VoicesPages()
    {
        var project = $"/projects/{AProject.Id}";
        yield return ("projects-empty", Of<ProjectsPage, ProjectsView>(Worker, "/projects", new([])));
        yield return ("projects", Of<ProjectsPage, ProjectsView>(Worker, "/projects", new(Projects(3))));
        yield return ("projects-many", Of<ProjectsPage, ProjectsView>(Administrator, "/projects", new(Projects(60))));
        yield return ("project-empty", Of<ProjectPage, ProjectView>(Worker, project, new(AProject, [], null, Today)));
        yield return ("project", Of<ProjectPage, ProjectView>(Worker, project, new(AProject, Sessions(4), null, Today), sample: true));
        yield return ("choose-project", Of<ChooseProjectPage, ChooseProjectView>(Worker, "/capture", new("Capture", "Which project are you in?", "/capture", Projects(2))));
        yield return ("choose-project-empty", Of<ChooseProjectPage, ChooseProjectView>(Worker, "/capture", new("Capture", "Which project are you in?", "/capture", [])));
        yield return ("choose-session", Of<ChooseSessionPage, ChooseSessionView>(Worker, "/capture", new(AProject, Sessions(3), "more", Today)));
        yield return ("consents-empty", Of<ConsentsPage, ConsentsView>(Worker, $"{project}/consents", new(AProject, [], null, null, Today, null)));
        yield return ("consents-not-found", Of<ConsentsPage, ConsentsView>(Worker, $"{project}/consents", new(AProject, [], null, "abc123", Today, null)));
        yield return ("consents", Of<ConsentsPage, ConsentsView>(Worker, $"{project}/consents", new(AProject, Consents(5), "12", null, Today, new(true, 1204))));
        yield return ("consents-broken", Of<ConsentsPage, ConsentsView>(Worker, $"{project}/consents", new(AProject, Consents(1), null, null, Today, new(false, 41, 42))));
        yield return ("consent", Of<ConsentPage, ConsentView>(Worker, $"{project}/consents/1", new(AProject, AConsent(1), ConsentState.Given, Entries(1), [])));
        yield return ("consent-asked-again", Of<ConsentPage, ConsentView>(
            Worker, $"{project}/consents/1", new(AProject, AConsent(1), ConsentState.Given, Entries(1), [new(AVoice(), ConsentState.Expired), new(AVoice() with { Id = new(Numbered(501)) }, ConsentState.Given)])));
        yield return ("consent-withdrawn", Of<ConsentPage, ConsentView>(
            Worker, $"{project}/consents/1", new(AProject, AConsent(2) with { WithdrawnAt = At(9) }, ConsentState.Withdrawn, Entries(2), [])));
        yield return ("consent-narrowed", Of<ConsentPage, ConsentView>(
            Worker, $"{project}/consents/1", new(AProject, AConsent(1).NarrowTo(new([Audience.Local, Audience.Regional], [Purpose.Story])), ConsentState.Given, Entries(1), [])));
        yield return ("outcomes-empty", Of<OutcomesPage, OutcomesView>(Worker, $"{project}/outcomes", new(AProject, [], null, null, Today)));
        yield return ("outcomes", Of<OutcomesPage, OutcomesView>(Worker, $"{project}/outcomes", new(AProject, Outcomes(4), "more", null, Today)));
        yield return ("outcomes-for-a-quote", Of<OutcomesPage, OutcomesView>(Worker, $"{project}/outcomes", new(AProject, Outcomes(1), null, AVoice(), Today)));
        yield return ("retention-empty", Of<RetentionPage, RetentionView>(Worker, $"{project}/retention", Retention(0)));
        yield return ("retention", Of<RetentionPage, RetentionView>(Worker, $"{project}/retention", Retention(6), sample: true));
        yield return ("retention-with-lead", Of<RetentionPage, RetentionView>(Worker, $"{project}/retention", Retention(0, withLead: 1)));
        yield return ("retention-many", Of<RetentionPage, RetentionView>(Worker, $"{project}/retention", Retention(50, withLead: 2, more: "more") with { Continued = true }));
        yield return ("retention-for-administrator", Of<RetentionPage, RetentionView>(
            Administrator, $"{project}/retention", Retention(50, withLead: 2, more: "more", until: new DateOnly(2028, 3, 31))));
        yield return ("retention-empty-for-administrator", Of<RetentionPage, RetentionView>(Administrator, $"{project}/retention", Retention(0)));
        yield return ("review-empty", Of<ReviewPage, ReviewView>(Worker, "/review", Review(VoiceStatus.Pending, 0)));
        yield return ("review", Of<ReviewPage, ReviewView>(Worker, "/review", Review(VoiceStatus.Pending, 4), sample: true));
        yield return ("review-many", Of<ReviewPage, ReviewView>(Worker, "/review", Review(VoiceStatus.Approved, 50) with { More = "more" }));
        yield return ("capture", Of<CapturePage, CaptureView>(Worker, "/capture", new(AProject, ASession, StatementTexts(), Today)));
        yield return ("capture-on-device", Of<OnDevicePage, OnDeviceView>(null, "/capture/on-device", new(StatementTexts())));
    }

    private static List<ListedProject> Projects(int count) =>
        Enumerable.Range(0, count).Select(i => new ListedProject(new(Numbered(100 + i)), i == 0 ? AProject.Title : $"Feeling safe on the way to school, part {i}", AProject.Purpose, i == 0)).ToList();

    private static List<Session> Sessions(int count) =>
        Enumerable.Range(0, count).Select(i => ASession with { Id = new(Numbered(200 + i)), HeldOn = Today.AddDays(-7 * i), GroupSize = 12 + i, Phase = (Phase)(i % 4), Setting = (Setting)(i % 4) }).ToList();

    private static List<Consent> Consents(int count) => Enumerable.Range(0, count).Select(AConsent).ToList();

    private static Consent AConsent(int number) => new()
    {
        Id = new(Numbered(300 + number)),
        Project = AProject.Id,
        Participant = new(Numbered(400 + number)),
        AgeBand = (AgeBand)(number % 4),
        Rule = ConsentRule.Default,
        Statement = new("2026-1", "en"),
        Uses = number % 2 == 0 ? [Use.Quote] : [Use.Quote, Use.Audio, Use.Image],
        Purposes = number % 2 == 0 ? [Purpose.Story] : [Purpose.Story, Purpose.Training, Purpose.AnnualReport],
        Audiences = number % 2 == 0 ? [Audience.Local] : [Audience.Local, Audience.Regional, Audience.National],
        YoungPerson = new(true, HowAgreed.Paper, Today),
        ParentOrCarer = number % 3 == 1 ? new Answer(true, HowAgreed.Spoken, Today) : number % 3 == 2 ? new Answer(false, HowAgreed.Online, Today) : null,
        CompetenceNote = number == 1 ? "Talked it through twice; could say in their own words what a web page means." : null,
        RecordedAt = At(number),
        ExpiresOn = number == 3 ? Today.AddDays(-1) : null,
    };

    private static List<Outcome> Outcomes(int count) => Enumerable.Range(0, count).Select(number => new Outcome
    {
        Id = new(Numbered(600 + number)),
        Project = AProject.Id,
        Voices = number % 2 == 0 ? [new(Numbered(500)), new(Numbered(501))] : [],
        Theme = number % 2 == 0 ? null : "being believed",
        YouSaid = number == 2 ? null : number == 3 ? "You said that Mrs Bell never rings back on 07700 900123." : "Guards follow you round the shop.",
        WeDid = "We met the shops in town. Their guards now learn about this in their first week, and your words are part of the lesson.",
        DecidedOn = Today.AddDays(-number),
        By = number == 0 ? "The partnership’s board" : null,
        RecordedAt = At(number),
        WordsErasedAt = number == 2 ? At(9) : null,
    }).ToList();

    /// <summary>The first of <paramref name="count"/> went past its day in the month before, the second in this month; the others are ahead.</summary>
    private static RetentionView Retention(int count, int withLead = 0, string? more = null, DateOnly? until = null)
    {
        var leaving = Enumerable.Range(0, count)
            .Select(i => new Leaving(i % 3 == 2 ? KeptKind.Details : KeptKind.Words, Numbered(700 + i), i == 0 ? Today.AddDays(-9) : i == 1 ? Today.AddDays(-1) : Today.AddDays(11 * (i - 2))))
            .ToList();
        var months = leaving.GroupBy(one => one.LastDay.AddDays(2 - one.LastDay.AddDays(1).Day))
            .Select(month => new LeavingInMonth(month.Key, month.Count(one => one.Kind == KeptKind.Words), month.Count(one => one.Kind == KeptKind.Details)))
            .ToList();
        var plan = new RetentionPlan(new(RetentionRule.Default with { Until = until }, "7"), Math.Min(count, 2), 0, withLead, months, new(leaving, more));
        return new(AProject, plan, Continued: false, Today);
    }

    private static Voice AVoice() => new()
    {
        Id = new(Numbered(500)),
        Project = AProject.Id,
        Session = ASession.Id,
        Participant = new(Numbered(400)),
        Consent = new(Numbered(300)),
        Prompt = Prompt.Experience,
        OriginalWords = Long,
        Language = "en",
        CapturedAt = At(1),
        Themes = ["school"],
        CapturedBy = "worker-1",
        ConsentedAudiences = [],
        ConsentedPurposes = [],
        Status = VoiceStatus.Approved,
    };

    private static List<LedgerEntry> Entries(int count) =>
        Enumerable.Range(0, count).Select(i => new LedgerEntry(
            AProject.Id, 40 + i, "2026-03-04T10:00:00.000Z", i == 0 ? "consent-recorded" : "consent-withdrawn", new(Numbered(300)), i == 0 ? "engagement-worker" : "young-person", "{}", "", "")).ToList();

    private static ReviewView Review(VoiceStatus status, int count)
    {
        var consents = Consents(Math.Max(count, 1));
        return new(AProject, status, Enumerable.Range(0, count).Select(i => AListedVoice(i, status, consents[i].Id)).ToList(), consents.ToDictionary(c => c.Id), Rare(consents), null, Today);
    }

    /// <summary>Whoever the second consent is of shares two combinations with few.</summary>
    private static Dictionary<ParticipantId, IReadOnlyList<RareCombination>> Rare(List<Consent> consents) => new()
    {
        [consents[^1].Participant] = [new([Trait.District, Trait.AgeBand], 5), new([Trait.AgeBand, Trait.EthnicGroup], 5)],
    };

    private static ListedVoice AListedVoice(int number, VoiceStatus status, ConsentId consent)
    {
        var words = (number % 4) switch
        {
            0 => "People decide who I am before I have said one word.",
            1 => Long,
            2 => "My teacher Mrs Bell said ring me on 07700 900123 and I never did. Ask @sam_k about it.",
            _ => "Ask us first.",
        };
        return new()
        {
            Voice = new(Numbered(500 + number)),
            Prompt = (Prompt)(number % 4),
            Words = words,
            Language = "en",
            Themes = number % 2 == 0 ? ["school", "being believed"] : [],
            Credit = number % 2 == 0 ? "Year 9 pupil" : null,
            Usable = status == VoiceStatus.Approved,
            Audiences = [],
            Purposes = [],
            Status = status,
            Participant = new(Numbered(400 + number)),
            Consent = consent,
            ConsentState = ConsentState.Given,
            OriginalWords = number == 3 ? "Ask us first, innit, before you decide." : null,
            EditReason = number == 3 ? "Shortened at the speaker’s wish." : null,
            EditedBy = number == 3 ? "Noor Haddad" : null,
            EditedAt = number == 3 ? At(5) : null,
            Note = number == 3 ? "Shortened at the speaker’s wish." : null,
            ReviewedBy = status == VoiceStatus.Pending ? null : "Noor Haddad",
            ReviewedAt = status == VoiceStatus.Pending ? null : At(6),
            Checked = number % 2 == 1 && status == VoiceStatus.Approved ? ["people-there"] : null,
            CapturedAt = At(number),
            CapturedByYou = number == 1,
            Warnings = IdentityWarnings.In(words),
        };
    }

    private static List<StatementText> StatementTexts() =>
        Statements.Known.Select(s => new StatementText(s, Statements.TextOf(s)!)).ToList();

    private static DateTimeOffset At(int hour) => new(2026, 3, 4, 8 + (hour % 10), 30, 0, TimeSpan.Zero);

    private static Guid Numbered(int number) => new(number, 1, 0x7000, [0x80, 1, 2, 3, 4, (byte)(number * 31), (byte)(number * 17), (byte)number]);
}
