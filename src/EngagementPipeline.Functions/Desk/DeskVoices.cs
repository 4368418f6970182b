using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Pages.Desk.Voices;

namespace EngagementPipeline.Functions.Desk;

/// <summary>Gathers what the pages about projects, consents and voices show.</summary>
public sealed class DeskVoices(
    ListProjectsHandler listProjects,
    ReadProjectHandler readProject,
    ListSessionsHandler listSessions,
    ISessionStore sessions,
    ListConsentsHandler listConsents,
    ReadConsentHandler readConsent,
    ReadRenewableHandler readRenewable,
    VerifyLedgerHandler verifyLedger,
    ListVoicesHandler listVoices,
    ListReferralsHandler listReferrals,
    FindRareCombinations findRare,
    PlanRetentionHandler planRetention,
    IConsentStore consents,
    TimeProvider clock)
{
    public static IReadOnlyList<StatementText> StatementTexts { get; } =
        Statements.Known.Select(shown => new StatementText(shown, Statements.TextOf(shown)!)).ToList();

    public async Task<ProjectsView> ProjectsAsync(CancellationToken cancellationToken) => new((await listProjects.HandleAsync(cancellationToken)).Items);

    public Task<Result<ProjectView>> ProjectAsync(ProjectId project, SessionId? from, CancellationToken cancellationToken) =>
        WithSessionsAsync(project, from, (found, page) => new ProjectView(found, page.Items, page.Continue, clock.Today()), cancellationToken);

    public async Task<ChooseProjectView> ChooseAsync(string title, string why, string address, CancellationToken cancellationToken) =>
        new(title, why, address, (await listProjects.HandleAsync(cancellationToken)).Items);

    public Task<Result<ChooseSessionView>> ChooseSessionAsync(ProjectId project, SessionId? from, CancellationToken cancellationToken) =>
        WithSessionsAsync(project, from, (found, page) => new ChooseSessionView(found, page.Items, page.Continue, clock.Today()), cancellationToken);

    public async Task<Result<CaptureView>> CaptureAsync(ProjectId project, SessionId session, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(project, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        return await sessions.FindAsync(project, session, cancellationToken) is { } held
            ? new CaptureView(found.Value, held, StatementTexts, clock.Today())
            : Refusals.NotFound("session");
    }

    public async Task<Result<ConsentsView>> ConsentsAsync(ListConsents query, bool checkLedger, CancellationToken cancellationToken)
    {
        var project = await readProject.HandleAsync(query.Project, cancellationToken);
        if (!project.Succeeded)
            return project.Refusal;
        var ledger = checkLedger ? (await verifyLedger.HandleAsync(query.Project, cancellationToken)).Value : null;
        return (await listConsents.HandleAsync(query, cancellationToken))
            .Map(page => new ConsentsView(project.Value, page.Items, page.Continue, query.Reference, clock.Today(), ledger));
    }

    public async Task<Result<ConsentView>> ConsentAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(project, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var read = await readConsent.HandleAsync(project, consent, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;
        var renewable = await readRenewable.HandleAsync(read.Value.Consent, cancellationToken);
        return new ConsentView(found.Value, read.Value.Consent, read.Value.State, read.Value.Ledger, renewable);
    }

    public async Task<Result<RetentionView>> RetentionAsync(PlanRetention query, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(query.Project, cancellationToken);
        return found.Succeeded
            ? (await planRetention.HandleAsync(query, cancellationToken)).Map(plan => new RetentionView(found.Value, plan, query.From is not null, clock.Today()))
            : found.Refusal;
    }

    public async Task<Result<ReviewView>> ReviewAsync(ProjectId project, VoiceStatus status, VoiceId? from, Actor by, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(project, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        return await (await listVoices.HandleAsync(new(project, status, Theme: null, UsableFor: null, Purpose: null, from), by, cancellationToken))
            .ThenAsync(async page => (Result<ReviewView>)new ReviewView(
                found.Value,
                status,
                page.Items,
                await ConsentsOfAsync(project, page.Items, cancellationToken),
                await findRare.HandleAsync(project, page.Items.Select(voice => voice.Participant).OfType<ParticipantId>(), cancellationToken),
                page.Continue,
                clock.Today()));
    }

    public async Task<SafeguardingView> ReferralsAsync(ReferralState state, string? from, CancellationToken cancellationToken)
    {
        var page = await listReferrals.HandleAsync(state, from, cancellationToken);
        return new(state, page.Items, page.Continue, clock.GetUtcNow());
    }

    private async Task<Result<TView>> WithSessionsAsync<TView>(
        ProjectId project, SessionId? from, Func<Project, Page<Session>, TView> view, CancellationToken cancellationToken)
    {
        var found = await readProject.HandleAsync(project, cancellationToken);
        return found.Succeeded
            ? (await listSessions.HandleAsync(project, from, cancellationToken)).Map(page => view(found.Value, page))
            : found.Refusal;
    }

    private async Task<IReadOnlyDictionary<ConsentId, Consent>> ConsentsOfAsync(
        ProjectId project, IReadOnlyList<ListedVoice> voices, CancellationToken cancellationToken)
    {
        var ids = voices.Select(voice => voice.Consent).OfType<ConsentId>().Distinct().ToList();
        return (await consents.FindAsync(project, ids, cancellationToken)).ToDictionary(consent => consent.Id);
    }
}
