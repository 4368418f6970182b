using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Media;
using Microsoft.AspNetCore.Http;

namespace EngagementPipeline.Functions.Stories;

/// <summary>Answers readers: with the story, with a page that says kindly that it is gone, or with one that says that there is none.</summary>
public sealed class PublicSite(ISite site, IStoryPages pages)
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
}
