using System.Buffers;

namespace EngagementPipeline.Core.Stories.Media;

/// <summary>
/// The tables of a JPEG, each by itself. Those that a scan names are written before it; one that no scan needs, or that another replaces first, is not
/// kept: it could hold anything.
/// </summary>
internal sealed class JpegTables
{
    private const int Quantization = 0xDB;
    private const int Huffman = 0xC4;

    private readonly List<(int Marker, int Name, byte[] Table)> _waiting = [];

    public void Take(int marker, ReadOnlySpan<byte> segment)
    {
        var reader = new MediaReader(segment);
        while (reader.Left > 0)
        {
            var start = reader.Ahead;
            int name = reader.Byte();
            if ((name & 0x0F) > 3 || name >> 4 > 1)
                throw new MediaFormatException();
            if (marker == Quantization)
                reader.Take(name >> 4 == 0 ? 64 : 128);
            else
                reader.Take(Symbols(reader.Take(16)));

            // Of quantization the high half says how exact it is, of Huffman's codes what they are for.
            var known = marker == Quantization ? name & 0x0F : name;
            _waiting.RemoveAll(table => table.Marker == marker && table.Name == known);
            _waiting.Add((marker, known, start[..(start.Length - reader.Left)].ToArray()));
        }
    }

    /// <summary>Writes the tables of quantization that <paramref name="isNamed"/>.</summary>
    public void WriteQuantization(ArrayBufferWriter<byte> to, Func<int, bool> isNamed) => Write(to, Quantization, isNamed);

    /// <summary>Writes the codes whose number <paramref name="isNamed"/>, of both kinds.</summary>
    public void WriteHuffman(ArrayBufferWriter<byte> to, Func<int, bool> isNamed) => Write(to, Huffman, name => isNamed(name & 0x0F));

    private void Write(ArrayBufferWriter<byte> to, int marker, Func<int, bool> isNamed)
    {
        foreach (var table in _waiting.Where(table => table.Marker == marker && isNamed(table.Name)).ToList())
        {
            Jpeg.Write(to, marker, table.Table);
            _waiting.Remove(table);
        }
    }

    private static int Symbols(ReadOnlySpan<byte> counts)
    {
        var symbols = 0;
        foreach (var count in counts)
            symbols += count;
        return symbols <= 256 ? symbols : throw new MediaFormatException();
    }
}
