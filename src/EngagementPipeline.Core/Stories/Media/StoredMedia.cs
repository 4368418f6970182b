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

    [GeneratedRegex(@"^[0-9a-f]{24}\.(jpg|png|webp|mp3|m4a)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PublishedNames();
}

/// <summary>
/// A picture or a sound that stories may show. <paramref name="Small"/> is a picture's narrow copy, for phones. <paramref name="Project"/> is that of the first
/// story that used it, or of whoever sent it; then it is of no other, and goes with it.
/// </summary>
public sealed record StoredMedia(MediaId Id, ProjectId? Project, MediaFile Full, MediaFile? Small)
{
    /// <summary>Of every young person whom it shows or lets be heard. Without all of them it is shown nowhere.</summary>
    public IReadOnlyList<ConsentId> Consents { get; init; } = [];

    /// <summary>From small to large.</summary>
    public IEnumerable<MediaFile> Files => Small is null ? [Full] : [Small, Full];
}

/// <summary>A file to keep: the picture or sound itself, or its <paramref name="Small"/> copy.</summary>
public sealed record NewMedia(MediaId Id, ProjectId? Project, bool Small, MediaFile File)
{
    public IReadOnlyList<ConsentId> Consents { get; init; } = [];
}

public enum MediaAdded
{
    Added,

    /// <summary>Nothing changed: a file of that size is there already, or somebody else is about to put one there.</summary>
    Standing,

    /// <summary>It was erased, and stays so.</summary>
    Gone,
}

/// <summary>Which pictures and sounds hang on each consent. Written before the consent is read, so that whoever withdraws it finds them.</summary>
public interface IMediaTies
{
    /// <summary>Safe to repeat.</summary>
    Task AddAsync(ProjectId project, ConsentId consent, MediaId media, CancellationToken cancellationToken);

    /// <summary>Some may not be kept after all.</summary>
    Task<IReadOnlyList<MediaId>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);

    /// <summary>Every tie of the project.</summary>
    IAsyncEnumerable<(ConsentId Consent, MediaId Media)> ReadAsync(ProjectId project, CancellationToken cancellationToken);

    Task EraseAsync(ProjectId project, CancellationToken cancellationToken);
}

/// <summary>Pictures and sounds, apart from the public site.</summary>
public interface IMediaStore
{
    /// <summary>Those that exist.</summary>
    Task<IReadOnlyDictionary<MediaId, StoredMedia>> FindAsync(IReadOnlyCollection<MediaId> media, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a place for a file's bytes and gives its mark. Bytes go only where that mark still stands, so a place that was taken away
    /// (<see cref="ForgetAsync"/>) takes none, however late they come.
    /// </summary>
    Task<string> ReserveAsync(MediaId media, MediaFile file, CancellationToken cancellationToken);

    /// <summary>Takes the place away again, if it is still the one of <paramref name="place"/>.</summary>
    Task ReleaseAsync(MediaId media, MediaFile file, string place, CancellationToken cancellationToken);

    Task<MediaAdded> AddAsync(NewMedia media, ReadOnlyMemory<byte> bytes, string place, CancellationToken cancellationToken);

    /// <summary>Null when it was erased.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(MediaId media, MediaFile file, CancellationToken cancellationToken);

    /// <summary>Makes the project's what is no project's yet.</summary>
    Task AdoptAsync(MediaId media, ProjectId project, CancellationToken cancellationToken);

    /// <summary>Ties it to one more consent; false when it is not there. Safe to repeat.</summary>
    Task<bool> TieAsync(MediaId media, ConsentId consent, CancellationToken cancellationToken);

    /// <summary>Erases its bytes for good and leaves a marker, over which nothing is ever kept under that id. Safe to repeat.</summary>
    Task ForgetAsync(MediaId media, ProjectId project, CancellationToken cancellationToken);

    Task<IReadOnlyList<MediaId>> OfProjectAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Safe to repeat.</summary>
    Task EraseAsync(MediaId media, CancellationToken cancellationToken);
}
