using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// One received record as one line of the view log, and back. Twelve fields and a checksum, separated by tabs:
/// <c>1, received at (Unix ms), kept or excluded (k o p b v), story (32 hex), view id, version, seq, share code, active ms,
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
    private static ReadOnlySpan<byte> ExclusionLetters => "opbv"u8;

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

    /// <summary>Every later format begins with its own digit and ends with the same checksum: so what is newer is told from what is damaged.</summary>
    internal static bool IsNewer(ReadOnlySpan<byte> line) =>
        line.Length > 10 && line[0] is > Format and <= (byte)'9' && line[1] == Tab && IsWhole(line);

    /// <summary>Reads a line without its newline. False for anything that <see cref="Write"/> did not write whole.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> line, out LoggedRecord record)
    {
        Unsafe.SkipInit(out record);
        if (line.Length is < 80 or >= MaxLength || line[0] != Format || !IsWhole(line))
            return false;

        // The checksum says these are the bytes that were written; what follows can only fail on a line somebody made by hand.
        var fields = new LineReader(line[..^8]);
        fields.Single();
        record.AtMs = fields.Number();
        var kept = fields.Single();
        record.Story = fields.Next();
        var id = fields.Next();
        record.Version = (int)fields.Number();
        record.Seq = (int)fields.Number();
        record.Via = fields.Next();
        record.ActiveMs = (int)fields.Number();
        record.Cards = fields.Cards();
        record.Done = fields.Single() == '1';
        record.Interactions = (int)fields.Number();
        record.Visitor = fields.Hexadecimal();
        var reason = kept == Kept ? -1 : ExclusionLetters.IndexOf(kept);
        record.Excluded = reason < 0 ? null : (Exclusion)reason;
        return !fields.Failed && fields.IsAtEnd
            && (reason >= 0 || kept == Kept)
            && ViewId.TryParse(id, out record.Id)
            && (record.Via.Length == 0 || PageRecord.IsShareCode(record.Via));
    }

    /// <summary>The story of a record that was read; false where the line was made by hand and says none.</summary>
    internal static bool TryReadStory(in LoggedRecord record, out StoryId story)
    {
        var isStory = Utf8Parser.TryParse(record.Story, out Guid id, out var read, 'N') && read == record.Story.Length;
        story = new(id);
        return isStory;
    }

    /// <summary>As <see cref="TryRead(ReadOnlySpan{byte}, out LoggedRecord)"/>, as the record that was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReceivedRecord record)
    {
        record = default;
        if (!TryRead(line, out LoggedRecord read) || !TryReadStory(read, out var story))
            return false;
        var page = new PageRecord(
            read.Id, story, read.Version, read.Seq, System.Text.Encoding.ASCII.GetString(read.Via), read.ActiveMs, read.Cards, read.Done, read.Interactions);
        record = new(page, read.AtMs, read.Excluded, read.Visitor);
        return true;
    }

    /// <summary>Whether the line ends with the checksum of what stands before.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> line) =>
        BinaryPrimitives.ReadUInt64BigEndian(line[^8..]) == HexDigits.TextOf(Checksum(line[..^8])) && line[^9] == Tab;

    /// <summary>CRC-32C (Castagnoli): one instruction per eight bytes on today's processors.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        if (bytes.Length >= 4)
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            bytes = bytes[4..];
        }

        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }

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
}
