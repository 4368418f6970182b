using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// One file as it is kept. <paramref name="Sent"/> is the SHA-256 of what was sent, by which a repeat is known; <paramref name="Hash"/> that of what is
/// kept, by which it is named: a name never stands for other bytes.
/// </summary>
public sealed partial record MediaFile(string ContentType, string Sent, string Hash, int Width, int Height, int Length)
{
    public MediaKind Kind => ContentType.StartsWith("image/", StringComparison.Ordinal) ? MediaKind.Image : MediaKind.Audio;

    public string Ending => ContentType switch
    {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "audio/mpeg" => "mp3",
        _ => "m4a",
    };

    /// <summary>What it is called on a page, beside which it stands.</summary>
    public string PublishedName => $"{Hash[..24]}.{Ending}";

    public static bool IsPublishedName(string name) => PublishedNames().IsMatch(name);

    [GeneratedRegex(@"^[0-9a-f]{24}\.(jpg|png|webp|mp3|m4a)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex PublishedNames();
}

/// <summary>
/// A picture or a sound that stories may show. <paramref name="Small"/> is a picture's narrow copy, for phones. <paramref name="Project"/> is that of the first
/// story that used it, or of whoever sent it; then it is of no other, and goes with it.
/// </summary>
public sealed record StoredMedia(MediaId Id, ProjectId? Project, MediaFile Full, MediaFile? Small)
{
    /// <summary>From small to large.</summary>
    public IEnumerable<MediaFile> Files => Small is null ? [Full] : [Small, Full];
}

/// <summary>Pictures and sounds, apart from the public site.</summary>
public interface IMediaStore
{
    /// <summary>Those that exist.</summary>
    Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when there is a file of that size (<paramref name="small"/> or full) under the id already.</summary>
    Task<bool> AddAsync(MediaId media, ProjectId? project, bool small, MediaFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    Task<ReadOnlyMemory<byte>> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken);

    /// <summary>Makes the project's what is no project's yet.</summary>
    Task AdoptAsync(MediaId media, ProjectId project, CancellationToken cancellationToken);

    Task<IReadOnlyList<MediaId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Safe to repeat.</summary>
    Task EraseAsync(MediaId media, CancellationToken cancellationToken);
}
