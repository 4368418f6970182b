using System.IO.Compression;
using System.Runtime.InteropServices;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>The rows of a PNG: unpacked to exactly what the picture needs, however much more is packed behind them, and packed anew as they go by.</summary>
internal static class PngRows
{
    // Where each of the seven passes begins, and how far on its next column and row are.
    private static readonly (int X, int Y, int AcrossEach, int DownEach)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Memory: what is packed, twice, and a row. The picture is never there whole.</summary>
    public static ReadOnlyMemory<byte> PackedAnew(PngHeader header, ReadOnlyMemory<byte> packed)
    {
        using var from = MemoryMarshal.TryGetArray(packed, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(packed.ToArray());
        using var to = new MemoryStream(packed.Length + 1024);
        try
        {
            using var rows = new ZLibStream(from, CompressionMode.Decompress);
            using var anew = new ZLibStream(to, CompressionLevel.Optimal, leaveOpen: true);
            foreach (var (width, height) in SizesOf(header))
            {
                var row = new byte[1 + (((long)width * header.BitsOfAPixel) + 7) / 8];
                for (var y = 0; y < height; y++)
                {
                    rows.ReadExactly(row);
                    if (row[0] > 4)
                        throw new MediaFormatException(); // there are five ways in which a row follows from the one before
                    anew.Write(row);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            throw new MediaFormatException("The rows are not whole.", broken);
        }

        return to.TryGetBuffer(out var written) ? written : to.ToArray();
    }

    private static IEnumerable<(int Width, int Height)> SizesOf(PngHeader header) =>
        header.IsInterlaced
            ? Passes.Select(pass => (Of(header.Width, pass.X, pass.AcrossEach), Of(header.Height, pass.Y, pass.DownEach))).Where(size => size is { Item1: > 0, Item2: > 0 })
            : [(header.Width, header.Height)];

    private static int Of(int whole, int first, int each) => (whole - first + each - 1) / each;
}
