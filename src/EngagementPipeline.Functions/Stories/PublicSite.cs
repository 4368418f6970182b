using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Answers readers: with the story, with a page that says kindly that it is gone, or with one that says that there is none.</summary>
public sealed class PublicSite(ISite site, IStoryPages pages, OpenShareHandler shares, SiteSettings settings)
{
    public async Task<IResult> AnswerAsync(string text, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
#pragma warning disable CA1308 // addresses are lower-case; somebody may have typed one from a poster
        var known = Slug.TryParse(text.ToLowerInvariant(), out var slug);
#pragma warning restore CA1308
        if (!known)
            return PageAnswer.Unknown(await pages.UnknownAsync());
        if (request.Path.Value != SiteSettings.PathOf(slug))
            return Results.Redirect(SiteSettings.PathOf(slug) + request.QueryString, permanent: true);

        return await site.ReadAsync(slug, cancellationToken) is { } page ? PageAnswer.Published(page) : PageAnswer.Unknown(await pages.UnknownAsync());
    }

    public async Task<IResult> AnswerFileAsync(string text, string name, CancellationToken cancellationToken) =>
        Slug.TryParse(text, out var slug) && MediaFile.IsPublishedName(name) && await site.ReadFileAsync(slug, name, cancellationToken) is { } file
            ? new FileAnswer(file.ContentType, file.Bytes, SiteFile.KeptForGood)
            : Results.NotFound();

    /// <summary>From a short address to the story, never from memory: what a story's address is may change until it is published.</summary>
    public async Task<IResult> FollowAsync(string letters, HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        if (!ShortCode.TryParse(letters, out var code) || await shares.HandleAsync(code, cancellationToken) is not { } share)
            return PageAnswer.Unknown(await pages.UnknownAsync());
        return share.Gone
            ? PageAnswer.Published(await pages.GoneAsync())
            : Results.Redirect(new Uri(settings.AddressOf(share.Slug, new($"{request.Scheme}://{request.Host}")), $"?via={share.Code}").AbsoluteUri);
    }
}
