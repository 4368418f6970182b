using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Desk.Stories;
using EngagementPipeline.Pages.Desk.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Desk;

/// <summary>The pages about stories and their readers.</summary>
public sealed class StoryPageFunctions(DeskStories desk)
{
    [Function("StoriesPage"), AllowedTo(Role.Comms)]
    public Task<IResult> Stories(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories")] HttpRequest request, CancellationToken cancellationToken) =>
        desk.ListAsync(request.Asks("continue"), cancellationToken).ToPageAsync<StoriesPage, StoriesView>(request);

    [Function("NewStoryPage"), AllowedTo(Role.Comms)]
    public async Task<IResult> New(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/new")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<NewStoryPage, NewStoryView>(await desk.NewAsync(cancellationToken));

    [Function("EditorPage"), AllowedTo(Role.Comms)]
    public Task<IResult> Editor(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}")] HttpRequest request,
        string story,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story")
            .Then(id => desk.EditorAsync(id, new Uri($"{request.Scheme}://{request.Host}"), cancellationToken))
            .ToPageAsync<EditorPage, EditorView>(request, view => view.Document.Project == Core.Shared.Sample.Project, Http.EditorPolicy);

    [Function("ArchivePage"), AllowedTo(Role.Comms)]
    public Task<IResult> Archive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}/archive")] HttpRequest request,
        string story,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story").Then(id => desk.OneAsync(id, cancellationToken)).ToPageAsync<ArchivePage, StoryState>(request);

    [Function("ReadStoriesPage"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "views")] HttpRequest request, CancellationToken cancellationToken) =>
        request.Page<ReadStoriesPage, ReadStoriesView>(await desk.ReadAsync(request.Asks("continue"), cancellationToken));

    [Function("StoryViewsPage"), AllowedTo(Role.Comms, Role.ReportAuthor)]
    public Task<IResult> Views(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stories/{story}/views")] HttpRequest request,
        string story,
        CancellationToken cancellationToken) =>
        DeskQuery.Find<StoryId>(story, "story")
            .Then(id => desk.ViewsAsync(id, cancellationToken))
            .ToPageAsync<StoryViewsPage, StoryViewsView>(request, view => view.Story.Project == Core.Shared.Sample.Project);
}
