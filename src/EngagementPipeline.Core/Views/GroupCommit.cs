using System.Buffers;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Makes many requests' lines durable in one write: while one append is under way, whatever comes in gathers, and goes out
/// together with the next (docs/decisions/0006). Who comes alone is written at once; under load, an append waits at most
/// <paramref name="mostWait"/> for as many as were there a moment ago, and the cost per line falls as the load rises.
/// Memory is bounded: two batches of <paramref name="mostBytes"/>, one being written and one gathering; what does not fit is refused at once.
/// </summary>
/// <param name="mostBytes">What one append may carry. Azure takes 4 MiB.</param>
/// <param name="mostWait">2 ms where it is not given: as long as a quick append, so that no reader notices.</param>
public sealed class GroupCommit(IViewLog log, int mostBytes = GroupCommit.MostBytes, TimeSpan? mostWait = null)
{
    public const int MostBytes = 4 * 1024 * 1024;

    public static readonly TimeSpan MostWait = TimeSpan.FromMilliseconds(2);

    /// <summary>Fewer than this are not worth a wait.</summary>
    private const int Company = 4;

    private readonly TimeSpan _mostWait = mostWait ?? MostWait;
    private readonly Lock _gate = new();
    private Batch _gathering = new();
    private Batch _spare = new();
    private TaskCompletionSource? _together;
    private int _awaited;
    private bool _writing;

    /// <summary>True once the lines are durable. Throws what the log throws.</summary>
    public Task<bool> AddAsync(ReadOnlySpan<byte> lines)
    {
        Task<bool> durable;
        lock (_gate)
        {
            if (_gathering.Length + lines.Length >= mostBytes)
                return Task.FromResult(false);

            _gathering.Add(lines);
            durable = _gathering.Durable;
            if (_together is not null && IsTogether())
                _together.TrySetResult();
            if (_writing)
                return durable;
            _writing = true;
        }

        _ = WriteAllAsync(); // until the append is on its way; then this request waits like all others
        return durable;
    }

    private async Task WriteAllAsync()
    {
        while (Next() is { } batch)
        {
            try
            {
                var durable = await log.AppendAsync(batch.Lines, CancellationToken.None);
                Expect(batch.Requests);
                batch.Finish(durable);
            }
            catch (Exception fault)
            {
                batch.Fail(fault); // every request that waits for the batch meets it; the next batch goes on
            }

            batch.Clear();
            _spare = batch;
            await GatherAsync();
        }
    }

    private void Expect(int answered)
    {
        lock (_gate)
            _awaited = answered + _gathering.Requests;
    }

    /// <summary>
    /// Whoever was just answered may come again at once, and meets those who came meanwhile. Writing the few who are there would make all the
    /// others wait for an append of their own.
    /// </summary>
    private async Task GatherAsync()
    {
        Task together;
        lock (_gate)
        {
            if (_awaited < Company || IsTogether())
                return;
            _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
            together = _together.Task;
        }

        await Task.WhenAny(together, Task.Delay(_mostWait));
        lock (_gate)
            _together = null;
    }

    /// <summary>Seven of eight: nobody waits for stragglers.</summary>
    private bool IsTogether() => _gathering.Requests >= _awaited - (_awaited / 8) || _gathering.Length >= mostBytes / 2;

    private Batch? Next()
    {
        lock (_gate)
        {
            _writing = _gathering.Length > 0;
            if (!_writing)
                return null;
            var batch = _gathering;
            _gathering = _spare;
            return batch;
        }
    }

    private sealed class Batch
    {
        /// <summary>Kept between batches; a burst's buffer is given back.</summary>
        private const int UsualBytes = 256 * 1024;

        private ArrayBufferWriter<byte> _lines = new(4096);
        private Share[] _shares = NewShares();

        public int Length => _lines.WrittenCount;

        public int Requests { get; private set; }

        public ReadOnlyMemory<byte> Lines => _lines.WrittenMemory;

        /// <summary>What the request that was added last waits for.</summary>
        public Task<bool> Durable => _shares[Requests % _shares.Length].Task;

        public void Add(ReadOnlySpan<byte> lines)
        {
            // A newline first: should the append before have been cut short, only its own last line is lost.
            if (_lines.WrittenCount == 0)
                _lines.Write("\n"u8);
            _lines.Write(lines);
            Requests++;
        }

        public void Finish(bool durable) => Go(share => share.Durable = durable);

        public void Fail(Exception fault) => Go(share => share.Fault = fault);

        public void Clear()
        {
            _shares = NewShares();
            Requests = 0;
            if (_lines.Capacity > UsualBytes)
                _lines = new(4096);
            else
                _lines.ResetWrittenCount();
        }

        /// <summary>A thread for each share of the requests, and none of them the writer's: it has the next append to see to.</summary>
        private void Go(Action<Share> say)
        {
            foreach (var share in _shares)
            {
                say(share);
                ThreadPool.UnsafeQueueUserWorkItem(share, preferLocal: false);
            }
        }

        private static Share[] NewShares() => [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 8)).Select(_ => new Share())];
    }

    /// <summary>
    /// Requests that go on one after the other on one thread. Each by itself would be one more thing to hand from thread to thread for every view;
    /// all of them together would leave the other cores without work.
    /// </summary>
    private sealed class Share : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource<bool> _durable = new();

        public Task<bool> Task => _durable.Task;

        public bool Durable { get; set; }

        public Exception? Fault { get; set; }

        public void Execute()
        {
            if (Fault is not null)
                _durable.SetException(Fault);
            else
                _durable.SetResult(Durable);
        }
    }
}
