using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Voices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The pages about projects, consents and voices.</summary>
public sealed class VoicePageFunctions(DeskVoices desk)
{
    [Function("ProjectsPage"), AllowedTo(Role.EngagementWorker)]
    public async Task<IResult> Projects(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<ProjectsPage, ProjectsView>(await desk.ProjectsAsync(cancellationToken));

    [Function("ProjectPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Project(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{project}")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => desk.ProjectAsync(id, request.Place<SessionId>(), cancellationToken))
            .ToPageAsync<ProjectPage, ProjectView>(request, view => IsSample(view.Project));

    [Function("ConsentsPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Consents(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{project}/consents")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => desk.ConsentsAsync(new(id, request.Asks("search"), request.Asks("continue")), request.Asks("check") == "ledger", cancellationToken))
            .ToPageAsync<ConsentsPage, ConsentsView>(request, view => IsSample(view.Project));

    [Function("ConsentPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Consent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{project}/consents/{consent}")] HttpRequest request,
        string project,
        string consent,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => DeskQuery.Find<ConsentId>(consent, "consent").Then(of => desk.ConsentAsync(id, of, cancellationToken)))
            .ToPageAsync<ConsentPage, ConsentView>(request, view => IsSample(view.Project));

    /// <summary>What would go and when, before it does; an administrator changes the rule here.</summary>
    [Function("RetentionPage"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Retention(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{project}/retention")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<ProjectId>(project, "project")
            .Then(id => desk.RetentionAsync(new PlanRetention(id, request.Asks("continue")), cancellationToken))
            .ToPageAsync<RetentionPage, RetentionView>(request, view => IsSample(view.Project));

    [Function("CapturePage"), AllowedTo(Role.EngagementWorker)]
    public async Task<IResult> Capture(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "capture")] HttpRequest request, CancellationToken cancellationToken) =>
        (request.Asks("project"), request.Asks("session")) switch
        {
            (null, _) => request.Page<ChooseProjectPage, ChooseProjectView>(
                await desk.ChooseAsync("Capture", "Which project are you in?", "/capture", cancellationToken)),
            (var project, null) => await DeskQuery.Find<ProjectId>(project, "project")
                .Then(id => desk.ChooseSessionAsync(id, request.Place<SessionId>(), cancellationToken))
                .ToPageAsync<ChooseSessionPage, ChooseSessionView>(request, view => IsSample(view.Project)),
            var (project, session) => await DeskQuery.Find<ProjectId>(project, "project")
                .Then(id => DeskQuery.Find<SessionId>(session, "session").Then(of => desk.CaptureAsync(id, of, cancellationToken)))
                .ToPageAsync<CapturePage, CaptureView>(request, view => IsSample(view.Project)),
        };

    /// <summary>
    /// Capture as a device keeps it for when there is no signal. Whoever asks gets the same page, which holds nothing about anybody:
    /// the sessions come from the device.
    /// </summary>
    [Function("OnDevicePage"), AllowedToEveryone]
    public IResult OnDevice([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "capture/on-device")] HttpRequest request) =>
        Http.Page<OnDevicePage>(PageAnswers.ParametersOf(new(Reader: null, CaptureWorker.Page), new OnDeviceView(DeskVoices.StatementTexts)));

    [Function("CaptureWorker"), AllowedToEveryone]
    [Answers(200, "text/javascript")]
    public IResult Worker([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "capture-worker.js")] HttpRequest request) =>
        new WorkerAnswer();

    [Function("ReviewPage"), AllowedTo(Role.EngagementWorker)]
    public async Task<IResult> Review(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "review")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Asks("project") is { } project
            ? await DeskQuery.Find<ProjectId>(project, "project")
                .Then(id => desk.ReviewAsync(id, request.Named("status", VoiceStatus.Pending), request.Place<VoiceId>(), request.Actor(), cancellationToken))
                .ToPageAsync<ReviewPage, ReviewView>(request, view => IsSample(view.Project))
            : request.Page<ChooseProjectPage, ChooseProjectView>(
                await desk.ChooseAsync("Review", "Whose quotes do you want to read?", "/review", cancellationToken));

    [Function("SafeguardingPage"), AllowedTo(Role.SafeguardingLead)]
    public async Task<IResult> Safeguarding(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "safeguarding")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<SafeguardingPage, SafeguardingView>(await desk.ReferralsAsync(request.Named("state", ReferralState.Open), request.Asks("continue"), cancellationToken));

    private static bool IsSample(Project project) => project.Id == Core.Shared.Sample.Project;
}
