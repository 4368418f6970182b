using System.Text;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories.Media;

public sealed class MediaCleaningTests
{
    private const string Secret = "GPS 51.5007 N, taken by an invented person";

    public static TheoryData<string, string> WithSecrets => new()
    {
        { "image/jpeg", "exif" }, { "image/jpeg", "xmp" }, { "image/jpeg", "comment" }, { "image/jpeg", "photoshop" }, { "image/jpeg", "trailing" },
        { "image/png", "tEXt" }, { "image/png", "zTXt" }, { "image/png", "iTXt" }, { "image/png", "eXIf" }, { "image/png", "tIME" }, { "image/png", "iCCP" }, { "image/png", "trailing" },
        { "image/webp", "EXIF" }, { "image/webp", "XMP " }, { "image/webp", "ABCD" }, { "image/webp", "trailing" },
        { "audio/mpeg", "id3" }, { "audio/mpeg", "id3v1" }, { "audio/mpeg", "ape" },
        { "audio/mp4", "udta" }, { "audio/mp4", "meta" }, { "audio/mp4", "uuid" }, { "audio/mp4", "free" },
    };

    [Theory]
    [MemberData(nameof(WithSecrets))]
    public void Keeps_nothing_but_what_is_seen_or_heard(string contentType, string where)
    {
        var file = Hiding(Secret, contentType, where);
        Assert.Contains(Secret, Encoding.Latin1.GetString(file), StringComparison.Ordinal);

        var clean = Clean(file, contentType);

        Assert.Equal(contentType, clean.ContentType);
        Assert.DoesNotContain(Secret, Encoding.Latin1.GetString(clean.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal(clean.Bytes.ToArray(), Clean(clean.Bytes.ToArray(), contentType).Bytes.ToArray()); // there is nothing left to take out
    }

    [Fact]
    public void Leaves_the_picture_itself_as_it_was()
    {
        Assert.Equal(AFile.Png(), Clean(AFile.Png(), "image/png").Bytes.ToArray());
        Assert.Equal(AFile.Mp3, Clean(AFile.Mp3, "audio/mpeg").Bytes.ToArray());
        Assert.EndsWith(Convert.ToHexString(AFile.Jpeg.AsSpan(AFile.Jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]))), Convert.ToHexString(Clean(AFile.Jpeg, "image/jpeg").Bytes.Span), StringComparison.Ordinal);
        Assert.All(
            [Clean(AFile.Jpeg, "image/jpeg"), Clean(AFile.WebP, "image/webp"), Clean(AFile.ClearWebP, "image/webp")],
            picture => Assert.Equal((12, 8), (picture.Width, picture.Height)));
    }

    [Fact]
    public void What_is_clear_in_a_picture_stays_clear()
    {
        var clear = Encoding.Latin1.GetString(Clean(AFile.ClearWebP, "image/webp").Bytes.Span);
        var full = Encoding.Latin1.GetString(Clean(AFile.WebP, "image/webp").Bytes.Span);

        Assert.Contains("ALPH", clear, StringComparison.Ordinal);
        Assert.DoesNotContain("VP8X", full, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 12, 8)]
    [InlineData(3, 12, 8)]
    [InlineData(6, 8, 12)]
    [InlineData(8, 8, 12)]
    [InlineData(9, 12, 8)]
    public void A_phone_held_sideways_gives_an_upright_picture(int turn, int width, int height)
    {
        var clean = Clean(AFile.JpegWith(0xE1, AFile.Exif(turn, Secret)), "image/jpeg");

        Assert.Equal((width, height), (clean.Width, clean.Height));
        Assert.Equal(turn is > 1 and < 9, Encoding.Latin1.GetString(clean.Bytes.Span).Contains("Exif", StringComparison.Ordinal));
        Assert.Equal((width, height), (Clean(clean.Bytes.ToArray(), "image/jpeg").Width, Clean(clean.Bytes.ToArray(), "image/jpeg").Height));
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "media-type-unknown", 415)]
    [InlineData("image/png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "media-is-other", 422)]
    [InlineData("image/gif", "GIF89a/*\u0001\u0000*/=1;alert(1)", "media-type-unknown", 415)]
    [InlineData("image/jpeg", "GIF89a/*\u0001\u0000*/=1;alert(1)", "media-is-other", 422)]
    [InlineData("image/png", "<!doctype html><script>alert(1)</script>", "media-is-other", 422)]
    [InlineData("text/html", "<!doctype html><script>alert(1)</script>", "media-type-unknown", 415)]
    [InlineData("application/pdf", "%PDF-1.7", "media-type-unknown", 415)]
    [InlineData("audio/mpeg", "RIFF\u0001\u0000\u0000\u0000WAVE", "media-is-other", 422)]
    [InlineData("", "anything", "media-type-unknown", 415)]
    [InlineData(null, "", "media-type-unknown", 415)]
    [InlineData("image/png", "", "media-is-other", 422)]
    public void Refuses_by_name_what_is_no_picture_and_no_sound(string? contentType, string body, string code, int status)
    {
        var refusal = MediaCleaning.Clean(Encoding.Latin1.GetBytes(body), contentType).Refusal;

        Assert.Equal((code, status), (refusal?.Code, refusal?.Status));
    }

    [Fact]
    public void Refuses_one_type_that_is_called_another()
    {
        Assert.Equal("media-is-other", MediaCleaning.Clean(AFile.Png(), "image/jpeg").Refusal?.Code);
        Assert.Equal("media-is-other", MediaCleaning.Clean(AFile.Jpeg, "audio/mpeg").Refusal?.Code);
        Assert.True(MediaCleaning.Clean(AFile.Jpeg, "image/jpg; q=1").Succeeded);
    }

    public static TheoryData<string> Whole => ["image/jpeg", "image/png", "image/webp", "audio/mpeg", "audio/mp4"];

    [Theory]
    [MemberData(nameof(Whole))]
    public void Cut_short_anywhere_it_is_refused_or_still_whole(string contentType)
    {
        var file = Ordinary(contentType);
        for (var length = 0; length < file.Length; length++)
        {
            var cut = MediaCleaning.Clean(file.AsMemory(0, length), contentType);
            if (contentType is "audio/mpeg" && length > 0 && length % 417 == 0 && length >= 834)
                Assert.True(cut.Succeeded); // a shorter sound
            else
                Assert.Contains(cut.Refusal?.Code, new[] { "media-broken", "media-is-other" });
        }
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void Whatever_is_changed_in_it_nothing_but_a_refusal_comes_of_it(string contentType)
    {
        var file = Ordinary(contentType);
        var random = new Random(20260302);
        for (var i = 0; i < 3_000; i++)
        {
            var changed = file.ToArray();
            for (var times = random.Next(1, 6); times > 0; times--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);

            var result = MediaCleaning.Clean(changed, contentType);
            if (result.Succeeded)
                Assert.InRange(result.Value.Bytes.Length, 1, changed.Length + 64);
        }
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(1, 100_000)]
    [InlineData(9_000, 9_000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, 10)]
    public void Refuses_a_small_file_that_says_it_is_a_huge_picture(int width, int height) =>
        Assert.Contains(MediaCleaning.Clean(AFile.Png(width, height), "image/png").Refusal?.Code, new[] { "media-too-many-pixels", "media-broken" });

    [Fact]
    public void A_zip_behind_a_picture_stays_out()
    {
        byte[] both = [.. AFile.Jpeg, .. "PK\x03\x04"u8, .. Encoding.ASCII.GetBytes(Secret), .. "PK\x05\x06"u8];

        var kept = Encoding.Latin1.GetString(Clean(both, "image/jpeg").Bytes.Span);

        Assert.DoesNotContain("PK", kept, StringComparison.Ordinal);
        Assert.EndsWith("\u00FF\u00D9", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_moves_and_what_shows_pictures_as_a_sound()
    {
        Assert.Equal("media-broken", MediaCleaning.Clean(AFile.RiffWith(AFile.WebP, "ANIM", new byte[6]), "image/webp").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean(AFile.M4a("vide", []), "audio/mp4").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean(AFile.M4a("soun", AFile.Box("vmhd", new byte[12])), "audio/mp4").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean((byte[])[.. AFile.Mp3, .. "<script>"u8], "audio/mpeg").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean(AFile.Png(2, 1, ("ABCD", [])), "image/png").Refusal?.Code);
    }

    [Fact]
    public void Boxes_in_boxes_without_end_are_refused()
    {
        var deep = AFile.Box("trak", []);
        for (var i = 0; i < 5_000; i++)
            deep = AFile.Box("trak", deep);

        Assert.Equal("media-broken", MediaCleaning.Clean(AFile.M4a("soun", deep), "audio/mp4").Refusal?.Code);
    }

    [Fact]
    public void A_picture_over_the_limit_is_refused_before_it_is_read()
    {
        byte[] large = [.. AFile.Jpeg, .. new byte[MediaCleaning.LargestImage]];

        Assert.Equal((413, "body-too-large"), (MediaCleaning.Clean(large, "image/jpeg").Refusal?.Status, MediaCleaning.Clean(large, "image/jpeg").Refusal?.Code));
    }

    private static CleanMedia Clean(byte[] file, string contentType) => MediaCleaning.Clean(file, contentType) is { Succeeded: true, Value: var clean } ? clean : throw new FormatException(contentType);

    private static byte[] Ordinary(string contentType) => contentType switch
    {
        "image/jpeg" => AFile.JpegWith(0xE1, AFile.Exif(6, Secret)),
        "image/png" => AFile.Png(2, 1, ("tEXt", Encoding.ASCII.GetBytes(Secret))),
        "image/webp" => AFile.ClearWebP,
        "audio/mpeg" => AFile.Mp3,
        _ => AFile.M4a("soun", []),
    };

    private static byte[] Hiding(string secret, string contentType, string where)
    {
        var bytes = Encoding.ASCII.GetBytes(secret);
        return (contentType, where) switch
        {
            ("image/jpeg", "exif") => AFile.JpegWith(0xE1, AFile.Exif(6, secret)),
            ("image/jpeg", "xmp") => AFile.JpegWith(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. bytes]),
            ("image/jpeg", "comment") => AFile.JpegWith(0xFE, bytes),
            ("image/jpeg", "photoshop") => AFile.JpegWith(0xED, bytes),
            ("image/png", not "trailing") => AFile.Png(2, 1, (where, bytes)),
            ("image/webp", not "trailing") => AFile.RiffWith(AFile.WebP, where, bytes),
            ("audio/mpeg", "id3") => [.. AFile.Id3(secret), .. AFile.Mp3],
            ("audio/mpeg", "id3v1") => [.. AFile.Mp3, .. "TAG"u8, .. bytes],
            ("audio/mpeg", "ape") => [.. AFile.Mp3, .. "APETAGEX"u8, .. bytes],
            ("audio/mp4", _) => AFile.M4a("soun", AFile.Box(where, bytes)),
            ("image/jpeg", _) => [.. AFile.Jpeg, .. bytes],
            ("image/png", _) => [.. AFile.Png(), .. bytes],
            _ => [.. AFile.WebP, .. bytes],
        };
    }
}
