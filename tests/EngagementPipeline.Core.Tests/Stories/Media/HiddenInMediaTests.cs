using System.IO.Compression;
using System.Text;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Tests.Stories.Media;

/// <summary>Files that are two things at once, and bytes that hide where a picture or a sound has room that nobody sees or hears.</summary>
public sealed class HiddenInMediaTests
{
    private const string Secret = "<?php invented ?><script>alert(1)</script>";

    private static readonly byte[] Rows = [0, 255, 0, 0, 0, 0, 255];

    [Fact]
    public void Bytes_packed_behind_the_rows_of_a_picture_stay_out()
    {
        var clean = Clean(PngOf(2, 1, 8, 2, 0, [.. Rows, .. Encoding.ASCII.GetBytes(Secret)]), "image/png");

        Assert.Equal(Rows, RowsOf(clean));
        Assert.Equal(AFile.Png(), clean);
    }

    [Fact]
    public void Bytes_behind_what_is_packed_stay_out()
    {
        byte[] packed = [.. Packed(Rows), .. "PK\x03\x04"u8, .. Encoding.ASCII.GetBytes(Secret), .. "PK\x05\x06"u8];

        var clean = Clean(Png(2, 1, 8, 2, 0, AFile.PngChunk("IDAT", packed)), "image/png");

        Assert.DoesNotContain("PK", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(AFile.Png(), clean);
    }

    /// <summary>Small pictures in every colour and depth there is, in one pass and in seven: what is unpacked is packed again, whole.</summary>
    [Theory]
    [InlineData(0, 1, 0, 5, 3, 3 * 2)]
    [InlineData(0, 16, 0, 5, 3, 3 * 11)]
    [InlineData(2, 8, 0, 5, 3, 3 * 16)]
    [InlineData(3, 4, 0, 5, 3, 3 * 4)]
    [InlineData(4, 8, 0, 5, 3, 3 * 11)]
    [InlineData(6, 16, 0, 5, 3, 3 * 41)]
    [InlineData(6, 8, 1, 1, 1, 5)] // of seven passes one has anything in it
    [InlineData(2, 8, 1, 8, 8, 4 + 4 + 7 + (2 * 7) + (2 * 13) + (4 * 13) + (4 * 25))]
    [InlineData(2, 8, 1, 5, 3, 4 + 4 + 4 + 10 + (2 * 7) + 16)] // the third pass is empty
    public void Rows_are_unpacked_to_exactly_what_the_picture_needs(int colours, int bits, int passes, int width, int height, int length)
    {
        Assert.Equal(length, RowsOf(Clean(PngOf(width, height, bits, colours, passes, new byte[length]), "image/png")).Length);
        Assert.Equal(length, RowsOf(Clean(PngOf(width, height, bits, colours, passes, new byte[length + 200]), "image/png")).Length);
        Assert.Equal("media-broken", MediaCleaning.Clean(PngOf(width, height, bits, colours, passes, new byte[length - 1]), "image/png").Refusal?.Code);
    }

    [Fact]
    public void Rows_that_cannot_be_shown_are_refused()
    {
        byte[] noWay = [9, .. Rows[1..]];
        var half = Packed(Rows)[..^8];

        Assert.Equal("media-broken", MediaCleaning.Clean(PngOf(2, 1, 8, 2, 0, noWay), "image/png").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean(Png(2, 1, 8, 2, 0, AFile.PngChunk("IDAT", half)), "image/png").Refusal?.Code);
        Assert.Equal("media-broken", MediaCleaning.Clean(Png(2, 1, 8, 2, 0, AFile.PngChunk("IDAT", Encoding.ASCII.GetBytes(Secret))), "image/png").Refusal?.Code);
    }

    [Fact]
    public void Chunks_that_are_there_twice_too_long_or_out_of_place_are_refused()
    {
        var rows = AFile.PngChunk("IDAT", Packed(Rows));
        byte[][] wrong =
        [
            [.. rows, .. AFile.PngChunk("tEXt", []), .. rows],
            [.. AFile.PngChunk("gAMA", [0, 0, 0, 1]), .. AFile.PngChunk("gAMA", [0, 0, 0, 1]), .. rows],
            [.. AFile.PngChunk("gAMA", Encoding.ASCII.GetBytes(Secret)), .. rows],
            [.. AFile.PngChunk("sRGB", Encoding.ASCII.GetBytes(Secret)), .. rows],
            [.. AFile.PngChunk("tRNS", Encoding.ASCII.GetBytes(Secret)), .. rows],
            [.. AFile.PngChunk("PLTE", new byte[1_000]), .. rows],
        ];

        Assert.All(wrong, chunks => Assert.Equal("media-broken", MediaCleaning.Clean(Png(2, 1, 8, 2, 0, chunks), "image/png").Refusal?.Code));
        Assert.Equal(AFile.Png(), Clean(Png(2, 1, 8, 2, 0, [.. AFile.PngChunk("PLTE", [1, 2, 3]), .. rows]), "image/png")); // a palette that its colours don't need
        Assert.Equal("media-broken", MediaCleaning.Clean(PngOf(2, 1, 8, 3, 0, [0, 0, 0]), "image/png").Refusal?.Code); // and one without the palette that it needs
    }

    /// <summary>A megabyte of zeros packs into a thousand bytes: nothing of it is unpacked beyond what the picture needs, and nothing of a picture too large.</summary>
    [Fact]
    public void What_unpacks_to_far_more_than_the_picture_is_not_unpacked()
    {
        var bomb = PngOf(2, 1, 8, 2, 0, [.. Rows, .. new byte[50_000_000]]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var clean = Clean(bomb, "image/png");

        Assert.Equal(AFile.Png(), clean);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.Equal("media-too-many-pixels", MediaCleaning.Clean(PngOf(9_000, 9_000, 8, 2, 0, new byte[1_000]), "image/png").Refusal?.Code);
    }

    public static TheoryData<string, int, byte[]> BetweenParts => new()
    {
        { "a table of codes that no scan names", 0xC4, [0x03, 1, .. new byte[15], 0x00] },
        { "a table of codes that another replaces", 0xC4, [0x00, 42, .. new byte[15], .. Encoding.ASCII.GetBytes(Secret)] },
        { "a comment", 0xFE, Encoding.ASCII.GetBytes(Secret) },
        { "what an application noted", 0xE7, Encoding.ASCII.GetBytes(Secret) },
        { "a table of quantization that another replaces", 0xDB, [0x00, .. Encoding.ASCII.GetBytes(Secret.PadRight(64))] },
    };

    [Theory]
    [MemberData(nameof(BetweenParts))]
    public void Parts_of_a_picture_that_nothing_needs_stay_out(string what, int marker, byte[] content)
    {
        var plain = Clean(AFile.Jpeg, "image/jpeg");

        Assert.True(plain.AsSpan().SequenceEqual(Clean(AFile.JpegWith(marker, content), "image/jpeg")), what);
        Assert.True(plain.AsSpan().SequenceEqual(Clean([.. AFile.Jpeg[..^2], 0xFF, (byte)marker, 0, (byte)(content.Length + 2), .. content, 0xFF, 0xFF, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(Secret)], "image/jpeg")), what);
    }

    [Fact]
    public void Tables_that_are_not_tables_and_pictures_that_begin_anew_without_saying_so_are_refused()
    {
        byte[][] wrong =
        [
            AFile.JpegWith(0xDB, Encoding.ASCII.GetBytes(Secret)),
            AFile.JpegWith(0xC4, Encoding.ASCII.GetBytes(Secret)),
            AFile.JpegWith(0xDD, Encoding.ASCII.GetBytes(Secret)),
            [.. AFile.Jpeg[..^2], 0xFF, 0xD0, .. Encoding.ASCII.GetBytes(Secret), 0xFF, 0xD9],
        ];

        Assert.All(wrong, file => Assert.Equal("media-broken", MediaCleaning.Clean(file, "image/jpeg").Refusal?.Code));
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/png")]
    [InlineData("audio/mpeg")]
    public void A_file_that_begins_as_one_thing_and_ends_as_another_is_one_thing_in_the_end(string contentType)
    {
        var file = contentType switch { "image/jpeg" => AFile.Jpeg, "image/png" => AFile.Png(), _ => [.. AFile.Mp3, .. "TAG"u8] };

        Assert.Equal(Clean(file, contentType), Clean([.. file, .. "PK\x03\x04"u8, .. Encoding.ASCII.GetBytes(Secret), .. "PK\x05\x06"u8], contentType));
        Assert.Equal("media-is-other", MediaCleaning.Clean((byte[])[.. "GIF89a"u8, .. file], contentType).Refusal?.Code); // and a program archive behind it
    }

    [Fact]
    public void Of_a_frame_that_says_how_long_a_sound_is_only_the_numbers_stay()
    {
        byte[] numbers = [.. "Xing"u8, 0, 0, 0, 15, 0, 0, 0, 4, 0, 0, 6, 132, .. Enumerable.Range(0, 100).Select(i => (byte)i), 0, 0, 0, 78];
        byte[] first = [0xFF, 0xFB, 0x90, 0x00, .. new byte[32], .. numbers, .. Encoding.ASCII.GetBytes(Secret), .. new byte[417 - 36 - numbers.Length - Secret.Length]];

        var clean = Clean([.. first, .. AFile.Mp3], "audio/mpeg");

        Assert.Equal([.. first[..(36 + numbers.Length)], .. new byte[417 - 36 - numbers.Length], .. AFile.Mp3], clean);
        Assert.Equal(clean, Clean(clean, "audio/mpeg"));
    }

    /// <summary>The second frame's sound begins 10 bytes before it; 20 bytes of the first and 30 of its own are heard.</summary>
    [Fact]
    public void Bytes_in_frames_that_no_sound_is_made_of_become_zero()
    {
        var first = Frame(before: 0, soundBytes: 20);
        var second = Frame(before: 10, soundBytes: 40);

        var clean = Clean([.. first, .. second], "audio/mpeg");

        const int Sound = 36;
        Assert.Equal(first[..(Sound + 20)], clean[..(Sound + 20)]);
        Assert.All(clean[(Sound + 20)..(417 - 10)], quiet => Assert.Equal(0, quiet));
        Assert.Equal(first[(417 - 10)..], clean[(417 - 10)..417]);
        Assert.Equal(second[..(Sound + 30)], clean[417..(417 + Sound + 30)]);
        Assert.All(clean[(417 + Sound + 30)..], quiet => Assert.Equal(0, quiet));
    }

    private static byte[] Frame(int before, int soundBytes)
    {
        var frame = Enumerable.Repeat((byte)0x5A, 417).ToArray();
        new byte[] { 0xFF, 0xFB, 0x90, 0x00 }.CopyTo(frame, 0);
        frame.AsSpan(4, 32).Clear();
        frame[4] = (byte)(before >> 1);
        frame[5] = (byte)(before << 7);
        var bits = soundBytes * 8; // of the first of four parts: 12 bits from the 20th on
        frame[6] |= (byte)(bits >> 8);
        frame[7] = (byte)bits;
        return frame;
    }

    private static byte[] Clean(byte[] file, string contentType) =>
        MediaCleaning.Clean(file, contentType) is { Succeeded: true, Value: var clean } ? clean.Bytes.ToArray() : throw new FormatException(contentType);

    private static byte[] PngOf(int width, int height, int bits, int colours, int passes, byte[] rows) =>
        Png(width, height, bits, colours, passes, [.. colours == 3 && rows.Length > 3 ? AFile.PngChunk("PLTE", new byte[48]) : [], .. AFile.PngChunk("IDAT", Packed(rows))]);

    private static byte[] Png(int width, int height, int bits, int colours, int passes, byte[] chunks) =>
    [
        .. EngagementPipeline.Core.Stories.Media.Png.Signature,
        .. AFile.PngChunk("IHDR", [.. AFile.Big(width), .. AFile.Big(height), (byte)bits, (byte)colours, 0, 0, (byte)passes]),
        .. chunks,
        .. AFile.PngChunk("IEND", []),
    ];

    private static byte[] Packed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        return packed.ToArray();
    }

    private static byte[] RowsOf(byte[] png)
    {
        var at = png.AsSpan().IndexOf("IDAT"u8) + 4;
        using var packed = new MemoryStream(png, at, png.Length - at);
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        using var whole = new MemoryStream();
        rows.CopyTo(whole);
        return whole.ToArray();
    }
}
