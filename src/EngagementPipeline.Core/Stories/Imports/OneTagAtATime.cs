using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>
/// A reader of XML holds all attributes of a tag at once, so a tag with millions of them would fill the memory. Every attribute has an equals sign, and no tag has
/// another's beginning within it: so many equals signs between two beginnings are refused. The three signs are the same byte in every encoding that is read.
/// </summary>
internal sealed class OneTagAtATime(Stream inner, string part) : Stream
{
    private const int MostEqualsSigns = 10_000;
    private int _equalsSigns;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var sign in buffer[..read])
        {
            if (sign == (byte)'<')
                _equalsSigns = 0;
            else if (sign == (byte)'=' && ++_equalsSigns > MostEqualsSigns)
                throw new ImportFault(Refusals.ImportUnsafe(part, "Has a tag with thousands of attributes, as no document from Word has."));
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
