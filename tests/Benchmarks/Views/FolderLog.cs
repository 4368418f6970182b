using System.Globalization;
using EngagementPipeline.Core.Views;

namespace Benchmarks.Views;

/// <summary>A view log in files, a segment a day: storage that costs next to nothing, so that the roll-up itself is what is measured.</summary>
internal sealed class FolderLog(string folder) : IViewLogReader
{
    public static FileStream Create(string folder, DateOnly day) => new(PathOf(folder, day), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);

    public Task<DateOnly?> FirstDateAsync(CancellationToken cancellationToken) => Task.FromResult(Directory.EnumerateFiles(folder, "*.log")
        .Select(file => (DateOnly?)DateOnly.ParseExact(Path.GetFileNameWithoutExtension(file), "yyyy-MM-dd", CultureInfo.InvariantCulture)).Min());

    public IAsyncEnumerable<LogSegment> ListAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(folder, date));
        return (file.Exists ? [new LogSegment(file.FullName, file.Length)] : Array.Empty<LogSegment>()).ToAsyncEnumerable();
    }

    public async Task<int> ReadAsync(LogSegment segment, long offset, Memory<byte> into, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(segment.Name);
        return await RandomAccess.ReadAsync(file, into[..(int)Math.Min(into.Length, segment.Length - offset)], offset, cancellationToken);
    }

    private static string PathOf(string folder, DateOnly day) => Path.Combine(folder, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".log");
}
