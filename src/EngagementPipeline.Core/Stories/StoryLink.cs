using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories;

/// <summary>Knows an address that leads to one of our own stories.</summary>
internal static class StoryLink
{
    /// <summary>The story's slug; null for any other address. <paramref name="site"/>: the origin of published pages where it is known.</summary>
    public static Slug? SlugIn(string address, Uri? site)
    {
        var path = address;
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
        {
            if (site is null || Uri.Compare(uri, site, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
                return null;
            path = uri.AbsolutePath;
        }

        return path.StartsWith("/s/", StringComparison.Ordinal) && path.EndsWith('/') && Slug.TryParse(path["/s/".Length..^1], out var slug) ? slug : null;
    }
}
