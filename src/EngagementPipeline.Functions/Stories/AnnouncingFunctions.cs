using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Making a published story known by SharePoint and mail (docs/announcing.md).</summary>
public sealed class AnnouncingFunctions(
    AskAnnouncementHandler ask, CancelAnnouncementHandler cancel, RetryAnnouncementHandler retry, SendAnnouncementHandler send, RunAnnouncementsHandler run, IStoryAnnouncements announcements)
{
    [Function("AnnounceStory"), AllowedTo(Role.Comms)]
    public Task<IResult> Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/stories/{story}/announcements/{id}")] HttpRequest request, string story, string id, CancellationToken cancellationToken) =>
        request.ReadAsync<AnnounceStoryRequest>()
            .Then(body => body.Parse(story, id, request))
            .Then(command => ask.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(one => Http.Ok(AnnouncementView.Of(one)));

    [Function("ListStoryAnnouncements"), AllowedTo(Role.Comms)]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/stories/{story}/announcements")] HttpRequest request, string story, CancellationToken cancellationToken) =>
        Id.Parse<StoryId>(story, "story")
            .Then(async Task<Result<IReadOnlyList<StoryAnnouncement>>> (StoryId of) => new List<StoryAnnouncement>(await announcements.ListAsync(of, cancellationToken)))
            .ToHttpAsync(all => Http.Ok(new Page<AnnouncementView>([.. all.Select(AnnouncementView.Of)], null)));

    [Function("CancelStoryAnnouncement"), AllowedTo(Role.Comms)]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/stories/{story}/announcements/{id}")] HttpRequest request, string story, string id, CancellationToken cancellationToken) =>
        AnnouncementNamed.Parse(story, id).Then(one => cancel.HandleAsync(one.Story, one.Id, request.Actor(), cancellationToken)).ToHttpAsync(_ => Http.NoContent());

    [Function("RetryStoryAnnouncement"), AllowedTo(Role.Comms)]
    public Task<IResult> Retry([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stories/{story}/announcements/{id}/retry")] HttpRequest request, string story, string id, CancellationToken cancellationToken) =>
        request.ReadOptionalAsync<RetryAnnouncementRequest>()
            .Then(body => AnnouncementNamed.Parse(story, id).Then(one => retry.HandleAsync(one.Story, one.Id, body.Again == true, request.Actor(), cancellationToken)))
            .ToHttpAsync(one => Http.Ok(AnnouncementView.Of(one)));

    /// <summary>Each announcement is a message of its own.</summary>
    [Function("SendStoryAnnouncement"), AllowedToTheSystem]
    public Task Send([QueueTrigger(AnnouncementRequests.Queue)] string message, CancellationToken cancellationToken) =>
        send.HandleAsync(AnnouncementRequests.Parse(message).Story, AnnouncementRequests.Parse(message).Id, cancellationToken);

    /// <summary>Every minute: what is due, and pages elsewhere that no longer say what is on show.</summary>
    [Function("RunAnnouncements"), AllowedToTheSystem]
    public Task Run([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => run.HandleAsync(cancellationToken);
}

internal sealed record AnnouncementNamed(StoryId Story, StoryAnnouncementId Id)
{
    public static Result<AnnouncementNamed> Parse(string story, string id)
    {
        var fields = new Fields();
        var (of, one) = (fields.Id<StoryId>(story, "story"), fields.Id<StoryAnnouncementId>(id, "id"));
        return fields.Build(() => new AnnouncementNamed(of, one));
    }
}

public sealed record AnnounceStoryRequest(string? By, string? Level, string? Introduction, string? SendAt, bool? Again)
{
    public Result<AskAnnouncement> Parse(string story, string id, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fields = new Fields();
        var (of, one) = (fields.Id<StoryId>(story, "story"), fields.Id<StoryAnnouncementId>(id, "id"));
        var by = fields.Name<AnnouncedBy>(By, "by");
        var level = fields.Name<Audience>(Level, "level");
        var introduction = fields.OptionalText(Introduction, "introduction", AskAnnouncement.LongestIntroduction) ?? "";
        DateTimeOffset? sendAt = SendAt is null ? null : fields.Instant(SendAt, "sendAt");
        return fields.Build(() => new AskAnnouncement(one, of, by, level, introduction, sendAt, new($"{request.Scheme}://{request.Host}")) { Again = Again == true });
    }
}

public sealed record RetryAnnouncementRequest(bool? Again);

public sealed record AnnouncementView(
    StoryAnnouncementId Id, AnnouncedBy By, AnnouncingState State, Audience Level, string Introduction, string Code, string AskedBy, DateTimeOffset AskedAt,
    DateTimeOffset? SendAt, DateTimeOffset? SentAt, string? To, Uri? Link, string? Trouble, bool StillStands)
{
    public static AnnouncementView Of(StoryAnnouncement one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return new(
            one.Id, one.By, one.State, one.Level, one.Introduction, one.Code.Value, one.AskedBy.Name, one.AskedAt, one.SendAt, one.SentAt, one.To.Length > 0 ? one.To : null, one.Link, one.Trouble, one.StillStands);
    }
}
