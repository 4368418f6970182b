using System.Buffers.Binary;
using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Media;

public enum MediaKind
{
    Image,
    Audio,
}

/// <summary>
/// A picture or a sound that may be kept: of one type by every byte of it, and with nothing in it but what is shown or heard. For a sound
/// <paramref name="Width"/> and <paramref name="Height"/> are 0; for a picture they are as it is shown, after turning it upright.
/// </summary>
public sealed record CleanMedia(MediaKind Kind, string ContentType, ReadOnlyMemory<byte> Bytes, int Width, int Height);

/// <summary>
/// Takes the type from the bytes, never from what the sender says, and writes the container anew with only the parts that are needed:
/// what a camera or a phone notes (place, time, owner, a small copy of the picture) and whatever hangs behind the end stay out. Pixels and sound are
/// not decoded. Memory: the body, and a copy that is not larger.
/// </summary>
public static class MediaCleaning
{
    /// <summary>Bytes of a picture.</summary>
    public const int LargestImage = 8 * 1024 * 1024;

    /// <summary>Bytes of a sound: about 20 minutes of speech.</summary>
    public const int LargestAudio = 20 * 1024 * 1024;

    /// <summary>Pixels of a side, and of the whole: a small file can say that it is a picture of a gigabyte.</summary>
    public const int LongestSide = 10_000;
    public const int MostPixels = 40_000_000;

    private static readonly (string ContentType, Func<ReadOnlyMemory<byte>, bool> Is, Func<ReadOnlyMemory<byte>, CleanMedia> Clean)[] Types =
    [
        ("image/jpeg", body => body.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]), Jpeg.Clean),
        ("image/png", body => body.Span.StartsWith(Png.Signature), Png.Clean),
        ("image/webp", body => body.Length >= 12 && body.Span.StartsWith("RIFF"u8) && body.Span[8..12].SequenceEqual("WEBP"u8), WebP.Clean),
        ("audio/mpeg", body => Mp3.Is(body.Span), Mp3.Clean),
        ("audio/mp4", body => body.Length >= 12 && body.Span[4..8].SequenceEqual("ftyp"u8), M4a.Clean),
    ];

    /// <summary>What a sender may call the types, for the ones that have several names.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpg"] = "image/jpeg",
        ["image/pjpeg"] = "image/jpeg",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/m4a"] = "audio/mp4",
    };

    public static string Accepted { get; } = string.Join(", ", Types.Select(type => type.ContentType));

    /// <param name="body">The whole file.</param>
    /// <param name="contentType">What the sender says it is. It must be so.</param>
    public static Result<CleanMedia> Clean(ReadOnlyMemory<byte> body, string? contentType)
    {
        var said = contentType?.Split(';')[0].Trim() ?? "";
        said = OtherNames.GetValueOrDefault(said, said);
        if (!Types.Any(type => string.Equals(type.ContentType, said, StringComparison.OrdinalIgnoreCase)))
            return Refusals.MediaTypeUnknown(Accepted);
        var type = Types.FirstOrDefault(type => type.Is(body));
        if (type.Clean is null || !string.Equals(type.ContentType, said, StringComparison.OrdinalIgnoreCase))
            return Refusals.MediaIsOther;
        if (type.ContentType.StartsWith("image/", StringComparison.Ordinal) && body.Length > LargestImage)
            return Refusals.BodyTooLarge(LargestImage);

        try
        {
            var clean = type.Clean(body);
            return clean.Width > LongestSide || clean.Height > LongestSide || (long)clean.Width * clean.Height > MostPixels
                ? Refusals.MediaTooManyPixels(string.Create(CultureInfo.InvariantCulture, $"{LongestSide:N0}"), string.Create(CultureInfo.InvariantCulture, $"{MostPixels / 1_000_000}"))
                : clean;
        }
        catch (MediaFormatException)
        {
            return Refusals.MediaBroken;
        }
    }
}

/// <summary>The file ends early, says something of itself that is not so, or is not what its beginning promised.</summary>
public sealed class MediaFormatException : FormatException
{
    public MediaFormatException()
        : this("The file is not whole.")
    {
    }

    public MediaFormatException(string message)
        : base(message)
    {
    }

    public MediaFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Reads a file from its beginning to its end; reading past the end is a <see cref="MediaFormatException"/>.</summary>
internal ref struct MediaReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int At { get; private set; }

    public readonly int Left => _bytes.Length - At;

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Left)
            throw new MediaFormatException();
        var taken = _bytes.Slice(At, (int)count);
        At += (int)count;
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public int UInt16BigEndian() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32BigEndian() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public uint UInt32LittleEndian() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>What lies ahead, without taking it.</summary>
    public readonly ReadOnlySpan<byte> Ahead => _bytes[At..];
}
