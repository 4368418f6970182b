using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Whether storage answers, part by part, and takes what is written to it. However many ask, it is looked at once at a time and no more than once a second, and
/// whoever asks hears within <see cref="Patience"/> and a little: a part that has not answered by then counts as away.
/// </summary>
public sealed class StorageHealth(Storage storage, TimeProvider clock)
{
    /// <summary>How long what was seen counts as seen now.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>While it takes what is written, so often is it tried: a write costs money.</summary>
    public static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(30);

    /// <summary>How long a part may take. Front Door and monitors give up a little after.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1.5);

    private readonly Lock _looking = new();
    private Task<IReadOnlyList<string>>? _look;
    private long _seen;
    private long? _written;

    /// <returns>The parts that are away, of <c>blobs</c>, <c>queues</c> and <c>tables</c>; none where all is well.</returns>
    public Task<IReadOnlyList<string>> AwayAsync(CancellationToken cancellationToken)
    {
        lock (_looking)
        {
            if (_look is null || (_look.IsCompleted && clock.GetElapsedTime(_seen) >= Fresh))
                _look = Task.Run(LookAsync, CancellationToken.None); // nobody's alone: whoever goes away stops it for nobody else
            return _look.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync()
    {
        // The machine's time, not the service's: a clock that is moved for a trial must not time anybody out.
        using var patience = new CancellationTokenSource(Patience);
        var asked = new (string Part, Task<bool> Answers)[]
        {
            ("blobs", AnswersAsync(BlobsAsync(patience.Token), patience.Token)),
            ("queues", AnswersAsync(storage.Queue("take-down").ExistsAsync(patience.Token), patience.Token)),
            ("tables", AnswersAsync(storage.Table("Projects").GetEntityIfExistsAsync<TableEntity>("ping", "ping", cancellationToken: patience.Token), patience.Token)),
        };
        await Task.WhenAll(asked.Select(one => one.Answers));
        _seen = clock.GetTimestamp();
        return [.. asked.Where(one => !one.Answers.Result).Select(one => one.Part)];
    }

    private async Task BlobsAsync(CancellationToken cancellationToken)
    {
        if (_written is { } last && clock.GetElapsedTime(last) < BetweenWrites)
        {
            await storage.Blobs("settings").ExistsAsync(cancellationToken);
            return;
        }

        // Storage that is full answers every reader, and takes nothing.
        _written = null;
        await storage.Blobs("settings").GetBlobClient("well").UploadAsync(BinaryData.FromString("."), overwrite: true, cancellationToken);
        _written = clock.GetTimestamp();
    }

    /// <summary>Even a client that does not hear that it should stop is not waited for.</summary>
    private static async Task<bool> AnswersAsync(Task asked, CancellationToken patience)
    {
        try
        {
            await asked.WaitAsync(patience);
            return true;
        }
        catch (Exception silence) when (silence is RequestFailedException or AggregateException or OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
