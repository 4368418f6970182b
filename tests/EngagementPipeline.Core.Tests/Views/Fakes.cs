using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Core.Tests.Views;

internal sealed class FakeStories(params PublishedStory[] published) : IPublishedStories
{
    public ConcurrentDictionary<StoryId, PublishedStory> Published { get; } = new(published.ToDictionary(s => s.Id));

    public int LookUps { get; private set; }

    public Exception? Fault { get; set; }

    public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken)
    {
        LookUps++;
        return Fault is null ? Task.FromResult(Published.GetValueOrDefault(story)) : Task.FromException<PublishedStory?>(Fault);
    }

    public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PublishedStory>>([.. Published.Values.OrderBy(s => s.LaunchedAt)]);
}

internal sealed class FakeSalts : IVisitorSalts
{
    public Dictionary<DateOnly, byte[]> Kept { get; } = [];

    public ValueTask<byte[]> OfAsync(DateOnly day, CancellationToken cancellationToken)
    {
        if (!Kept.TryGetValue(day, out var salt))
            Kept[day] = salt = BitConverter.GetBytes(day.DayNumber);
        return new(salt);
    }

    public Task DestroyThroughAsync(DateOnly day, CancellationToken cancellationToken)
    {
        foreach (var kept in Kept.Keys.Where(k => k <= day))
            Kept.Remove(kept);
        return Task.CompletedTask;
    }
}

/// <summary>A log of one segment per hour, as the real one files it.</summary>
internal sealed class FakeLog(TimeProvider clock) : IViewLog, IViewLogReader, IOldViewLog
{
    public SortedDictionary<string, byte[]> Segments { get; } = new(StringComparer.Ordinal);

    public bool Refuses { get; set; }

    public Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        if (Refuses)
            return Task.FromResult(false);
        var name = $"{clock.GetUtcNow():yyyy-MM-dd/HH}/a-0.log";
        Segments[name] = [.. Segments.GetValueOrDefault(name, []), .. lines.Span];
        return Task.FromResult(true);
    }

    public Task<DateOnly?> FirstDateAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Segments.Keys.Select(name => (DateOnly?)DateOnly.Parse(name[..10], null)).FirstOrDefault());

    public async IAsyncEnumerable<LogSegment> ListAsync(DateOnly date, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (name, bytes) in Segments.Where(s => s.Key.StartsWith($"{date:yyyy-MM-dd}/", StringComparison.Ordinal)))
            yield return new(name, bytes.Length);
    }

    public Task<bool> DeleteAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var names = Segments.Keys.Where(name => name.StartsWith($"{date:yyyy-MM-dd}/", StringComparison.Ordinal)).ToList();
        names.ForEach(name => Segments.Remove(name));
        return Task.FromResult(names.Count > 0);
    }

    public Task<int> ReadAsync(LogSegment segment, long offset, Memory<byte> into, CancellationToken cancellationToken)
    {
        var bytes = Segments[segment.Name].AsMemory((int)offset, (int)Math.Min(segment.Length - offset, 500));
        bytes.CopyTo(into);
        return Task.FromResult(bytes.Length);
    }
}

/// <summary>Keeps the finding that knows more, as the real one does.</summary>
internal sealed class FakeSums : IViewSumStore
{
    public Dictionary<(StoryId, DateOnly), StoryDay> Days { get; } = [];

    public List<ClosedDay> Closed { get; } = [];

    public int Writes { get; private set; }

    public Exception? Fault { get; set; }

    public Action BeforeWriting { get; set; } = () => { };

    public Task ReplaceAsync(StoryDay found, CancellationToken cancellationToken)
    {
        if (Fault is not null)
            return Task.FromException(Fault);
        Writes++;
        BeforeWriting();
        if (!Days.TryGetValue((found.Story, found.Day), out var there) || found.Supersedes(there.Lines, there.Provisional))
            Days[(found.Story, found.Day)] = found;
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoryDay> ReadAsync(StoryId story, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (_, day) in Days.Where(d => d.Key.Item1 == story && d.Key.Item2 >= from && d.Key.Item2 <= to).OrderBy(d => d.Key.Item2))
            yield return day;
    }

    public Task EraseAsync(StoryId story, CancellationToken cancellationToken) => Erase(day => day.Story == story);

    public Task EraseAsync(ProjectId project, CancellationToken cancellationToken) => Erase(day => day.Project == project);

    public Task<DateOnly?> ClosedThroughAsync(CancellationToken cancellationToken) => Task.FromResult(Closed.Max(d => (DateOnly?)d.Day));

    public Task CloseAsync(ClosedDay day, CancellationToken cancellationToken)
    {
        Closed.Add(day);
        return Task.CompletedTask;
    }

    public List<DateOnly> Verified { get; } = [];

    public Task<DateOnly?> VerifiedThroughAsync(CancellationToken cancellationToken) => Task.FromResult(Verified.Max(day => (DateOnly?)day));

    public Task VerifyAsync(DateOnly day, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Verified.Add(day);
        return Task.CompletedTask;
    }

    private Task Erase(Predicate<StoryDay> which)
    {
        foreach (var (key, _) in Days.Where(d => which(d.Value)).ToList())
            Days.Remove(key);
        return Task.CompletedTask;
    }
}
