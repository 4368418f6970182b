using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// One received record as one line of the view log, and back. Twelve fields and a checksum, separated by tabs:
/// <c>1, received at (Unix ms), kept or excluded (k o p b), story (32 hex), view id, version, seq, share code, active ms,
/// cards (hex), done (0 1), interactions, visitor (hex), CRC-32C (8 hex)</c>. The 1 names this format: a line that starts otherwise, or
/// whose checksum is wrong, is not read. About 130 bytes.
/// </summary>
public static class LogLine
{
    /// <summary>No line is longer, its newline included.</summary>
    public const int MaxLength = 320;

    private const byte Format = (byte)'1';
    private const byte Tab = (byte)'\t';

    private const byte Kept = (byte)'k';
    private static ReadOnlySpan<byte> ExclusionLetters => "opb"u8;

    /// <summary>Writes the line and its newline; <paramref name="to"/> holds at least <see cref="MaxLength"/> bytes. Returns the length.</summary>
    public static int Write(in ReceivedRecord record, Span<byte> to)
    {
        var page = record.Page;
        var line = new Writer(to);
        line.Byte(Format);
        line.Number(record.AtMs);
        line.Byte(record.Excluded is { } reason ? ExclusionLetters[(int)reason] : Kept);
        Utf8Formatter.TryFormat(page.Story.Value, line.Rest, out var written, 'N');
        line.Advance(written);
        line.Advance(page.Id.Write(line.Rest));
        line.Number(page.Version);
        line.Number(page.Seq);
        line.Advance(System.Text.Encoding.ASCII.GetBytes(page.Via, line.Rest));
        line.Number(page.ActiveMs);
        line.Advance(page.Cards.Write(line.Rest));
        line.Byte((byte)(page.Done ? '1' : '0'));
        line.Number(page.Interactions);
        line.Hexadecimal(record.Visitor, "x16");
        line.Hexadecimal(Checksum(to[..line.Length]), "x8");
        to[line.Length - 1] = (byte)'\n';
        return line.Length;
    }

    /// <summary>
    /// Reads a line without its newline. False for anything that <see cref="Write"/> did not write whole.
    /// <paramref name="text"/> gives the one string for a share code, so that a million lines hold it once.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, ShareCodes text, out ReceivedRecord record)
    {
        record = default;
        if (line.Length is < 80 or >= MaxLength || line[0] != Format
            || !TryHexadecimal(line[^8..], out var checksum) || checksum != Checksum(line[..^8]))
            return false;

        // The checksum says these are the bytes that were written; what follows can only fail on a line somebody made by hand.
        var fields = new Reader(line[2..]);
        var at = fields.Number();
        var kept = fields.Next();
        var story = fields.Next();
        var id = fields.Next();
        var version = fields.Number();
        var seq = fields.Number();
        var via = fields.Next();
        var active = fields.Number();
        var cards = fields.Next();
        var done = fields.Next();
        var interactions = fields.Number();
        if (!TryHexadecimal(fields.Next(), out var visitor) || kept.Length != 1 || done.Length != 1 || fields.Failed
            || !ViewId.TryParse(id, out var viewId) || !CardSet.TryParse(cards, out var cardSet)
            || !Utf8Parser.TryParse(story, out Guid storyId, out _, 'N') || (via.Length > 0 && !PageRecord.IsShareCode(via)))
            return false;

        var reason = ExclusionLetters.IndexOf(kept[0]);
        if (reason < 0 && kept[0] != Kept)
            return false;

        var page = new PageRecord(viewId, new(storyId), (int)version, (int)seq, text.Once(via), (int)active, cardSet, done[0] == '1', (int)interactions);
        record = new(page, at, reason < 0 ? null : (Exclusion)reason, visitor);
        return true;
    }

    /// <summary>CRC-32C (Castagnoli): one instruction per eight bytes on today's processors.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }

    private static bool TryHexadecimal(ReadOnlySpan<byte> text, out ulong value) =>
        Utf8Parser.TryParse(text, out value, out var read, 'x') && read == text.Length;

    private ref struct Writer(Span<byte> to)
    {
        private readonly Span<byte> _to = to;

        public int Length { get; private set; }

        public readonly Span<byte> Rest => _to[Length..];

        public void Advance(int written)
        {
            Length += written;
            _to[Length++] = Tab;
        }

        public void Byte(byte value)
        {
            _to[Length] = value;
            Advance(1);
        }

        public void Number(long value)
        {
            Utf8Formatter.TryFormat(value, Rest, out var written);
            Advance(written);
        }

        public void Hexadecimal(ulong value, string format)
        {
            value.TryFormat(Rest, out var written, format, CultureInfo.InvariantCulture);
            Advance(written);
        }
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public bool Failed { get; private set; }

        public ReadOnlySpan<byte> Next()
        {
            var end = _rest.IndexOf(Tab);
            if (end < 0)
            {
                Failed = true;
                return default;
            }

            var field = _rest[..end];
            _rest = _rest[(end + 1)..];
            return field;
        }

        /// <summary>A whole number that is not negative.</summary>
        public long Number()
        {
            var value = 0L;
            foreach (var digit in Next())
                value = (value * 10) + (digit - '0');
            return value;
        }
    }
}

/// <summary>Holds each share code once, whatever the number of lines that carry it.</summary>
public sealed class ShareCodes
{
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public ShareCodes() => _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Once(ReadOnlySpan<byte> ascii)
    {
        if (ascii.IsEmpty)
            return "";
        Span<char> code = stackalloc char[ascii.Length];
        for (var i = 0; i < ascii.Length; i++)
            code[i] = (char)ascii[i];
        if (!_lookup.TryGetValue(code, out var known))
            _codes.Add(known = code.ToString());
        return known;
    }
}
