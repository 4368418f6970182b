using System.IO.Compression;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Archives;

/// <summary>Writes an archive as a zip, part by part, and never holds more than one part: the same archive is always the same bytes.</summary>
public static class ArchiveZip
{
    public static Task WriteAsync(StoryArchive archive, Stream to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return WriteAsync(archive.Parts, archive.At, to, cancellationToken);
    }

    /// <param name="parts">In the order in which they stand in the zip.</param>
    /// <param name="at">The time that each of them bears.</param>
    /// <param name="to">Where it goes, a part at a time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task WriteAsync(IReadOnlyList<ArchivePart> parts, DateTimeOffset at, Stream to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var gathered = new Gathered();
        using (var zip = new ZipArchive(gathered, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts)
            {
                if (await part.ReadAsync(cancellationToken) is not { } bytes)
                    continue;
                var entry = zip.CreateEntry(part.Name, part.Packed ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(London.ClockOf(at), TimeSpan.Zero);
                using (var stream = entry.Open())
                    await stream.WriteAsync(bytes, cancellationToken);
                await gathered.EmptyAsync(to, cancellationToken);
            }
        }

        await gathered.EmptyAsync(to, cancellationToken);
    }

    // A zip is written in small pieces, and some of them without waiting, which a response does not allow.
    private sealed class Gathered : Stream
    {
        private readonly MemoryStream _waiting = new();
        private long _gone;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _gone + _waiting.Length; set => throw new NotSupportedException(); }

        public async Task EmptyAsync(Stream to, CancellationToken cancellationToken)
        {
            await to.WriteAsync(_waiting.GetBuffer().AsMemory(0, (int)_waiting.Length), cancellationToken);
            _gone += _waiting.Length;
            _waiting.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => _waiting.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => _waiting.Write(buffer);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _waiting.Dispose();
            base.Dispose(disposing);
        }
    }
}
