using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Identity;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Pages.Desk.Voices;

public sealed record ProjectsView(IReadOnlyList<ListedProject> Projects);

/// <summary>
/// A project and one page of its sessions. <paramref name="Today"/> is what the form for a new session begins with;
/// <paramref name="More"/> the place where the list goes on.
/// </summary>
public sealed record ProjectView(Project Project, IReadOnlyList<Session> Sessions, string? More, DateOnly Today);

/// <summary>Which project, where an address names none. <paramref name="Address"/> takes <c>?project=</c>.</summary>
public sealed record ChooseProjectView(string Title, string Why, string Address, IReadOnlyList<ListedProject> Projects);

public sealed record ChooseSessionView(Project Project, IReadOnlyList<Session> Sessions, string? More, DateOnly Today);

/// <summary>A page of a project's consents, newest first, and what checking its ledger gave where that was asked for.</summary>
public sealed record ConsentsView(Project Project, IReadOnlyList<Consent> Consents, string? More, string? Search, DateOnly Today, LedgerVerified? Ledger)
{
    public ConsentState StateOf(Consent consent) => consent.StateOn(Today);
}

/// <summary>A consent, and the words that may be put under it (<paramref name="Renewable"/>).</summary>
public sealed record ConsentView(Project Project, Consent Consent, ConsentState State, IReadOnlyList<LedgerEntry> Ledger, IReadOnlyList<RenewableVoice> Renewable);

/// <summary>
/// Voices of one project in one state, with the consents they hang on, and whose combination of district, age and ethnic group is rare.
/// </summary>
public sealed record ReviewView(
    Project Project,
    VoiceStatus Status,
    IReadOnlyList<ListedVoice> Voices,
    IReadOnlyDictionary<ConsentId, Consent> Consents,
    IReadOnlyDictionary<ParticipantId, IReadOnlyList<RareCombination>> Rare,
    string? More,
    DateOnly Today);

/// <summary>A session to write down what is said in, and the statements to choose from.</summary>
public sealed record CaptureView(Project Project, Session Session, IReadOnlyList<StatementText> Statements, DateOnly Today);

/// <summary>What a device keeps of capture: nothing of a session, which it holds itself.</summary>
public sealed record OnDeviceView(IReadOnlyList<StatementText> Statements);

/// <summary>A consent statement as it is shown: the very text whose hash the receipt carries.</summary>
public sealed record StatementText(StatementShown Shown, string Markdown);

/// <summary>
/// What the safeguarding lead has to look at, or has closed: oldest first. <paramref name="Now"/> tells how long each has waited.
/// </summary>
public sealed record SafeguardingView(ReferralState State, IReadOnlyList<ReferredItem> Items, string? More, DateTimeOffset Now);

/// <summary>A page of a project's outcomes, and the quote that a new one answers; a theme where there is none.</summary>
public sealed record OutcomesView(Project Project, IReadOnlyList<Outcome> Outcomes, string? More, Voice? Answering, DateOnly Today);

/// <summary>What a project's rule will take and when, in numbers. <paramref name="Continued"/>: the list one by one began on a page before.</summary>
public sealed record RetentionView(Project Project, RetentionPlan Plan, bool Continued, DateOnly Today)
{
    /// <summary>The months ahead without what is past already, which goes within the hour: this month may hold some of both.</summary>
    public IReadOnlyList<LeavingInMonth> Ahead
    {
        get
        {
            var thisMonth = new DateOnly(Today.Year, Today.Month, 1);
            var before = Plan.Months.Where(month => month.Month < thisMonth).ToList();
            var words = Plan.WordsDue - before.Sum(month => month.Words);
            var details = Plan.DetailsDue - before.Sum(month => month.Details);
            return Plan.Months.Where(month => month.Month >= thisMonth)
                .Select(month => month.Month == thisMonth ? month with { Words = month.Words - words, Details = month.Details - details } : month)
                .Where(month => month.Words + month.Details > 0)
                .ToList();
        }
    }
}
