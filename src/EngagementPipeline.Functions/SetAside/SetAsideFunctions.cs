using EngagementPipeline.Core.SetAside;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.SetAside;

/// <summary>Work that could not be done (docs/operations.md): looked at, put back, or thrown away.</summary>
public sealed class SetAsideFunctions(ReadSetAsideHandler read, PutBackWorkHandler putBack, DiscardWorkHandler discard)
{
    /// <summary><c>{queues: [{queue, name, meaning, ifDiscarded, count, items: [{id, since, tries, putBackAt?, readable, mayBeDiscarded, project?, projectTitle?, story?, storyTitle?, year?, what?}]}]}</c></summary>
    [Function("ReadSetAside"), AllowedTo(Role.Admin)]
    public async Task<IResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/set-aside")] HttpRequest request, CancellationToken cancellationToken) =>
        Http.Ok(SetAsideBody.Of(await read.HandleAsync(cancellationToken)));

    [Function("PutBackWork"), AllowedTo(Role.Admin)]
    public Task<IResult> PutBack(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/set-aside/{queue}/{message}/replay")] HttpRequest request,
        string queue,
        string message,
        CancellationToken cancellationToken) =>
        putBack.OneAsync(queue, message, request.Actor(), cancellationToken).ToHttpAsync(PutBackBody.Answer);

    [Function("PutBackAllWork"), AllowedTo(Role.Admin)]
    public Task<IResult> PutBackAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/set-aside/{queue}/replay")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken) =>
        putBack.AllAsync(queue, request.Actor(), cancellationToken).ToHttpAsync(PutBackBody.Answer);

    [Function("DiscardWork"), AllowedTo(Role.Admin)]
    public Task<IResult> Discard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/set-aside/{queue}/{message}/discard")] HttpRequest request,
        string queue,
        string message,
        CancellationToken cancellationToken) =>
        request.ReadAsync<DiscardWorkRequest>()
            .Then(body => body.Parse(queue, message))
            .Then(command => discard.HandleAsync(command, request.Actor(), cancellationToken))
            .ToHttpAsync(_ => Http.NoContent());

    /// <summary>Every five minutes: how many there are, for the alert.</summary>
    [Function("CountSetAside"), AllowedToTheSystem]
    public Task Count([TimerTrigger("15 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => read.MeasureAsync(cancellationToken);
}

public sealed record DiscardWorkRequest(string? Reason)
{
    public Result<DiscardWork> Parse(string queue, string message)
    {
        var fields = new Fields();
        var reason = fields.Text(Reason, "reason", DiscardWork.LongestReason);
        return fields.Build(() => new DiscardWork(queue, message, reason));
    }
}

internal sealed record PutBackBody(int PutBack, int Left)
{
    public static IResult Answer(PutBack done) => Http.Ok(new PutBackBody(done.Count, done.Left));
}

internal sealed record SetAsideBody(IReadOnlyList<SetAsideQueueBody> Queues)
{
    public static SetAsideBody Of(IReadOnlyList<SetAsideOfKind> kinds) => new([.. kinds.Select(SetAsideQueueBody.Of)]);
}

internal sealed record SetAsideQueueBody(string Queue, string Name, string Meaning, string IfDiscarded, int Count, IReadOnlyList<SetAsideItemBody> Items)
{
    public static SetAsideQueueBody Of(SetAsideOfKind of) =>
        new(of.Kind.Queue, of.Kind.Name, of.Kind.Meaning, of.Kind.IfDiscarded, of.Count, [.. of.First.Select(work => SetAsideItemBody.Of(of.Kind, work))]);
}

internal sealed record SetAsideItemBody(
    string Id, DateTimeOffset Since, int Tries, DateTimeOffset? PutBackAt, bool Readable, bool MayBeDiscarded,
    ProjectId? Project, string? ProjectTitle, StoryId? Story, string? StoryTitle, ReportingYear? Year, string? What)
{
    public static SetAsideItemBody Of(WorkKind kind, SetAsideWork work) => new(
        work.Id, work.Since, work.Tries, work.PutBackAt, work.About is not null, work.MayBeDiscarded(kind),
        work.About?.Project, work.ProjectTitle, work.About?.Story, work.StoryTitle, work.About?.Year, work.About?.What);
}
