using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Imports;

/// <summary>How much of a file that somebody sends is taken in. docs/story-imports.md says so to its senders.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of the file as it is sent.</summary>
    public const int Body = 20 * 1024 * 1024;

    /// <summary>Parts in it.</summary>
    public const int Parts = 2_000;

    /// <summary>Bytes that all parts that are read may become together.</summary>
    public const long Unpacked = 160L * 1024 * 1024;

    /// <summary>Bytes that one part of text may become.</summary>
    public const int Text = 32 * 1024 * 1024;

    /// <summary>How many times larger than it lies there a part may become, once it is over a mebibyte: running text becomes 3 to 20 times larger.</summary>
    public const int Ratio = 200;
}

/// <summary>
/// A packed file of which only what is asked for is ever unpacked, and that within <see cref="ImportLimits"/>, counted as it comes out: what the
/// file says of its own sizes is not believed. Packed files within it are never opened.
/// </summary>
internal sealed class PackedFile : IDisposable
{
    private const int RatioFrom = 1024 * 1024;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private PackedFile(ZipArchive zip)
    {
        _zip = zip;
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            Add(entry);
    }

    public IEnumerable<string> Names => _parts.Keys;

    /// <summary>Throws an <see cref="ImportFault"/> that says what is wrong with it.</summary>
    public static PackedFile Open(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw new ImportFault(Refusals.ImportLocked);
        if (!body.Span.StartsWith("PK\u0003\u0004"u8))
            throw new ImportFault(Refusals.ImportUnknown);

        // Before anything is made of the list of parts: each of its lines begins so.
        if (body.Span.Count("PK\u0001\u0002"u8) > ImportLimits.Parts)
            throw new ImportFault(Refusals.ImportTooLarge("file", string.Create(CultureInfo.InvariantCulture, $"Has more than {ImportLimits.Parts:N0} parts.")));
        try
        {
            return new PackedFile(new ZipArchive(Readable(body), ZipArchiveMode.Read));
        }
        catch (InvalidDataException)
        {
            throw new ImportFault(Refusals.ImportBroken("file", "Ends early, or was damaged on its way."));
        }
    }

    public bool Has(string name) => _parts.ContainsKey(name);

    /// <summary>A part, as a stream that stops with a fault at the limits; null when there is none of that name.</summary>
    public Stream? Open(string name, long limit) =>
        _parts.TryGetValue(name, out var entry) ? new Bounded(this, entry, name, limit) : null;

    /// <summary>A part whole; false when there is none of that name, or it is over <paramref name="limit"/>.</summary>
    public bool TryRead(string name, int limit, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        using var part = Open(name, long.MaxValue);
        if (part is null)
            return false;
        using var whole = new MemoryStream();
        var piece = new byte[81_920];
        int read;
        while ((read = part.Read(piece)) > 0)
        {
            if (whole.Length + read > limit)
                return false;
            whole.Write(piece, 0, read);
        }

        bytes = whole.ToArray();
        return true;
    }

    public void Dispose() => _zip.Dispose();

    private void Add(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.Length > 200 || name.Any(c => c is '\\' or ':' || char.IsControl(c)) || name.Split('/').Any(part => part is "" or "." or ".."))
            throw new ImportFault(Refusals.ImportUnsafe("file", "Has a part whose name leads out of it."));
        if (entry.IsEncrypted)
            throw new ImportFault(Refusals.ImportLocked);
        if (!_parts.TryAdd(name, entry))
            throw new ImportFault(Refusals.ImportUnsafe(name, "Is in the file twice."));
    }

    private static MemoryStream Readable(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(body.ToArray(), writable: false);

    private sealed class Bounded(PackedFile file, ZipArchiveEntry entry, string name, long limit) : Stream
    {
        private readonly Stream _inner = OpenEntry(entry, name);
        private readonly long _packed = Math.Max(1, entry.CompressedLength);
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = _inner.Read(buffer);
            }
            catch (InvalidDataException)
            {
                throw new ImportFault(Refusals.ImportBroken(name, "Ends early, or was damaged on its way."));
            }

            _read += read;
            file._unpacked += read;
            if (_read > limit || file._unpacked > ImportLimits.Unpacked)
                throw new ImportFault(Refusals.ImportTooLarge(name, "Becomes larger than any story when it is unpacked."));
            if (_read > RatioFrom && _read / _packed > ImportLimits.Ratio)
                throw new ImportFault(Refusals.ImportTooLarge(name, "Becomes more than two hundred times larger when it is unpacked, as no document does."));
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
                _inner.Dispose();
            base.Dispose(disposing);
        }

        private static Stream OpenEntry(ZipArchiveEntry entry, string name)
        {
            try
            {
                return entry.Open();
            }
            catch (InvalidDataException)
            {
                throw new ImportFault(Refusals.ImportBroken(name, "Is packed in a way that can't be opened."));
            }
        }
    }
}

/// <summary>Carries a refusal out of a reader that is deep in a file.</summary>
internal sealed class ImportFault(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}
