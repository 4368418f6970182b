using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>A story as its writers get it, in lists without its cards.</summary>
public sealed record StoryView(
    StoryId Id,
    ProjectId Project,
    Slug Slug,
    string Title,
    string? Summary,
    string Language,
    Audience Audience,
    int Version,
    string Mark,
    StoryStatus Status,
    Uri? Url,
    int? PublishedVersion,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? LaunchedAt,
    OnWithdrawal? OnWithdrawal,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    IReadOnlyList<JsonObject>? Cards);

public sealed record PublishedView(Uri Url, int Version, DateTimeOffset PublishedAt);

public sealed record UnpublishedView(StoryId Id, StoryStatus Status);

/// <summary>A share: its address, and a short one that leads there.</summary>
public sealed record ShareView(Uri Url, Uri? ShortUrl);

/// <summary>Turns what Core gives into what the contract promises, with addresses that the caller can fetch.</summary>
public sealed class StoryAnswers(SiteSettings site)
{
    public IResult Kept(StoryKept kept, HttpRequest request) =>
        kept.IsNew ? Http.Created(ViewOf(kept, request), kept.State.Mark) : Http.Ok(ViewOf(kept, request), kept.State.Mark);

    public IResult List(Page<StoryState> page, HttpRequest request) =>
        Http.Ok(new Page<StoryView>([.. page.Items.Select(state => ViewOf(state, null, request))], page.Continue));

    public IResult Published(StoryPublished published, HttpRequest request) =>
        Http.Ok(new PublishedView(site.AddressOf(published.Slug, OriginOf(request)), published.Version, published.PublishedAt));

    public static IResult Unpublished(LiveStory story) => Http.Ok(new UnpublishedView(story.Story, StoryStatus.Unpublished));

    public IResult Shared(StoryShared shared, HttpRequest request) =>
        shared.IsNew ? Http.Created(ViewOf(shared, request)) : Http.Ok(ViewOf(shared, request));

    public Uri AddressOf(StoryShared shared, HttpRequest request) =>
        new(site.AddressOf(shared.Slug, OriginOf(request)), $"?via={shared.Share.Code}");

    /// <summary>An older version as the story was read then; its mark is that of the story now, which is what an edit is made to.</summary>
    public IResult Version(VersionRead read, HttpRequest request) =>
        Http.Ok(ViewOf(read.Now with { Head = read.Version.Head }, read.Kept.Document, request) with { Mark = read.Now.Mark });

    public IResult Restored(VersionRestored restored, HttpRequest request) =>
        Http.Ok(new RestoredView(ViewOf(restored.Kept, request), restored.From, restored.LeftOut), restored.Kept.State.Mark);

    /// <summary>The address that a picture of the share carries; the whole one where it has no short one.</summary>
    public Uri DrawnAddressOf(StoryShared shared, bool isShort, HttpRequest request) =>
        isShort ? ShortAddressOf(shared, request) ?? AddressOf(shared, request) : AddressOf(shared, request);

    private ShareView ViewOf(StoryShared shared, HttpRequest request) => new(AddressOf(shared, request), ShortAddressOf(shared, request));

    private Uri? ShortAddressOf(StoryShared shared, HttpRequest request) =>
        shared.Share.Letters is { } code ? site.ShortAddressOf(code, OriginOf(request)) : null;

    private StoryView ViewOf(StoryKept kept, HttpRequest request) => ViewOf(kept.State, kept.Document, request);

    private StoryView ViewOf(StoryState state, StoryDocument? document, HttpRequest request)
    {
        var (head, live) = (state.Head, state.Live);
        return new StoryView(
            head.Id, head.Project, head.Slug, head.Title, document?.Summary, head.Language.Value, head.Audience, head.Revision, state.Mark, state.Status,
            live is { Live: true } ? site.AddressOf(live.Slug, OriginOf(request)) : null,
            live?.Version, live?.PublishedAt, live?.LaunchedAt, live?.OnWithdrawal, head.ChangedAt, head.ChangedBy,
            document is null ? null : [.. document.Cards.Select(CardCatalogue.ToJson)]);
    }

    private static Uri OriginOf(HttpRequest request) => new($"{request.Scheme}://{request.Host}");
}
