using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Voices;

public sealed class ProjectFunctions(
    CreateProjectHandler create,
    ReadProjectHandler read,
    ListProjectsHandler list,
    PrepareSessionHandler prepareSession,
    ListSessionsHandler listSessions,
    AddParticipantHandler addParticipant)
{
    [Function("PutProject"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        request.ReadAsync<ProjectRequest>()
            .Then(body => body.Parse(project))
            .Then(parsed => create.HandleAsync(parsed, request.Actor(), cancellationToken))
            .ToPutAsync(ProjectAnswer.Of);

    [Function("GetProject"), AllowedTo(Role.EngagementWorker, Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => read.HandleAsync(id, cancellationToken))
            .ToHttpAsync(found => Http.Ok(ProjectAnswer.Of(found)));

    [Function("ListProjects"), AllowedTo(Role.EngagementWorker, Role.Comms, Role.ReportAuthor)]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Http.Ok(await list.HandleAsync(cancellationToken));

    [Function("PutSession"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> PutSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/sessions/{session}")] HttpRequest request,
        string project,
        string session,
        CancellationToken cancellationToken) =>
        request.ReadAsync<SessionRequest>()
            .Then(body => body.Parse(project, session))
            .Then(parsed => prepareSession.HandleAsync(parsed, request.Actor(), cancellationToken))
            .ToPutAsync(SessionAnswer.Of);

    [Function("ListSessions"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> ListSessions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/projects/{project}/sessions")] HttpRequest request,
        string project,
        CancellationToken cancellationToken) =>
        Id.Parse<ProjectId>(project, "project")
            .Then(id => request.Place<SessionId>().Map(from => (Project: id, From: from)))
            .Then(asked => listSessions.HandleAsync(asked.Project, asked.From, cancellationToken))
            .ToHttpAsync(page => Http.Ok(new Page<SessionAnswer>(page.Items.Select(SessionAnswer.Of).ToList(), page.Continue)));

    [Function("PutParticipant"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> PutParticipant(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/projects/{project}/participants/{participant}")] HttpRequest request,
        string project,
        string participant,
        CancellationToken cancellationToken) =>
        request.ReadAsync<ParticipantRequest>()
            .Then(body => body.Parse(project, participant))
            .Then(parsed => addParticipant.HandleAsync(parsed, request.Actor(), cancellationToken))
            .ToPutAsync(ParticipantAnswer.Of);
}
