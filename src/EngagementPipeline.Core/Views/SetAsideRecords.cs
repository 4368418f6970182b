using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// A file for records that memory has no room for, in the machine's folder for temporary files. It holds what the view log holds, and is gone
/// when it is closed or the process ends in whatever way.
/// </summary>
internal sealed class SetAsideRecords : IDisposable
{
    /// <summary>Records that are read together.</summary>
    public const int MostRead = 1024;

    private readonly SafeFileHandle _file;
    private readonly HeldRecord[] _read = new HeldRecord[MostRead];
    private long _length;

    public SetAsideRecords()
    {
        var path = Path.Combine(Path.GetTempPath(), $"views-{Guid.NewGuid():N}");
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None | FileShare.Delete, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
            File.Delete(path); // an open file has no need of a name
    }

    public static long BytesOf(int records) => (long)records * Unsafe.SizeOf<HeldRecord>();

    /// <summary>Appends; gives the place.</summary>
    public long Write(ReadOnlySpan<HeldRecord> records)
    {
        var offset = _length;
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(records), offset);
        _length += BytesOf(records.Length);
        return offset;
    }

    /// <summary>Good until the next call. <paramref name="count"/> is at most <see cref="MostRead"/>.</summary>
    public ReadOnlySpan<HeldRecord> Read(long offset, int from, int count)
    {
        var bytes = MemoryMarshal.AsBytes(_read.AsSpan(0, count));
        for (var got = 0; got < bytes.Length;)
        {
            var more = RandomAccess.Read(_file, bytes[got..], offset + BytesOf(from) + got);
            got += more > 0 ? more : throw new EndOfStreamException();
        }

        return _read.AsSpan(0, count);
    }

    public void Dispose() => _file.Dispose();
}
