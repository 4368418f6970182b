using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.Announcements;

/// <summary>A worker's own digest, and whether they want it by mail.</summary>
public sealed class DigestFunctions(ReadDigestHandler read, ChooseDigestMailHandler choose)
{
    /// <summary><c>GET /api/digest?month=2026-10</c>: as it would be mailed now; without <c>month</c>, of the month before this one.</summary>
    [Function("ReadDigest"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/digest")] HttpRequest request, CancellationToken cancellationToken) =>
        DigestQuery.Parse(request)
            .Then(query => read.HandleAsync(query.Month, query.Origins, request.Actor(), cancellationToken))
            .ToHttpAsync(mine => Http.Ok(DigestView.Of(mine)));

    /// <summary><c>{wanted}</c> → <c>{wanted, address?}</c>. Off takes the address away.</summary>
    [Function("ChooseDigestMail"), AllowedTo(Role.EngagementWorker)]
    public Task<IResult> Choose([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/digest/mail")] HttpRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync<DigestMailRequest>()
            .Then(body => body.Parse())
            .Then(wanted => choose.HandleAsync(wanted, request.Actor(), cancellationToken))
            .ToHttpAsync(reader => Http.Ok(new { Wanted = !reader.Off, reader.Address }));
}

/// <summary>Links lead where the reader is.</summary>
internal sealed record DigestQuery(CalendarMonth? Month, LetterOrigins Origins)
{
    public static Result<DigestQuery> Parse(HttpRequest request)
    {
        var here = new Uri($"{request.Scheme}://{request.Host}");
        var asked = request.Query["month"].ToString();
        return asked.Length == 0 ? new DigestQuery(null, new(here, here))
            : CalendarMonth.TryParse(asked, out var month) ? new DigestQuery(month, new(here, here))
            : Refusals.BadField("month", "Must be a month, such as 2026-10.");
    }
}

public sealed record DigestMailRequest(bool? Wanted)
{
    public Result<bool> Parse() => Wanted is { } wanted ? wanted : Refusals.BadField("wanted", "Must be true or false.");
}

public sealed record DigestStoryView(string Title, string Path, DateOnly OnShowSince, long Opened);

public sealed record DigestView(
    string Month, int Captured, int Reviewed, int Waiting, int? TakenBackBy, IReadOnlyList<DigestStoryView> Stories, IReadOnlyList<DigestOutcome> Outcomes, bool Wanted, string? Address, string Subject,
    string Html)
{
    public static DigestView Of(MyDigest mine)
    {
        ArgumentNullException.ThrowIfNull(mine);
        var digest = mine.Digest;
        return new(
            digest.Month.ToString(), digest.Captured, digest.Reviewed, digest.Waiting, digest.TakenBackBy,
            [.. digest.Stories.Select(story => new DigestStoryView(story.Title, Core.Stories.SiteSettings.PathOf(story.Slug), story.OnShowSince, story.Opened))],
            digest.Outcomes, mine.Wanted, mine.Address, mine.Text.Subject, mine.Text.Html);
    }
}
