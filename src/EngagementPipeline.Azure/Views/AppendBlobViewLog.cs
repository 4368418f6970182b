using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Azure.Views;

/// <summary>
/// The view log as append blobs, <c>{yyyy-MM-dd}/{HH}/{instance}-{n}.log</c> by UTC hour. An instance is one start of one process: it has
/// its own random name and makes every blob itself, so no blob ever has two writers. Every append says at which position it
/// belongs; that makes a retried one land once (docs/decisions/0006).
/// </summary>
public sealed partial class AppendBlobViewLog(BlobContainerClient container, TimeProvider clock, ILogger<AppendBlobViewLog> logger) : IViewLog
{
    /// <summary>Azure takes 50,000 appends to one blob; room is left for those that were retried.</summary>
    public const int MostBlocks = 49_000;

    /// <summary>How long readers' pages wait for an answer; then they hear 503 and send again.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _instance = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private Segment? _segment;
    private int _opened;

    public async Task<bool> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        // Many readers' lines go out together: the patience of the one who happened to be first is nobody else's.
        Patience.Current = null;

        // The machine's time, not the service's: a clock that is moved for a trial must not time anybody out.
        using var timeLimit = new CancellationTokenSource(TimeLimit);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancellationToken);
        try
        {
            while (!await TryAppendAsync(lines, limit.Token))
                await Task.Delay(Pause, limit.Token);
            return true;
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            // Whether the last try will land yet is unknown, so nothing else may rely on where this segment ends.
            _segment = null;
            NotKept(fault.GetType().Name, (fault as RequestFailedException)?.Status, (fault as RequestFailedException)?.ErrorCode);
            return false;
        }
    }

    /// <summary>False: it is certain that the lines have not landed where they were sent, or can still only land there once. Try again.</summary>
    private async Task<bool> TryAppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var segment = await SegmentAsync(cancellationToken);
        try
        {
            using var content = new MemoryStream(lines.ToArray(), writable: false);
            await segment.Blob.AppendBlockAsync(
                content,
                new() { Conditions = new() { IfAppendPositionEqual = segment.Length } },
                cancellationToken);
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException or IOException)
        {
            // The answer may have been lost, not the append. Nobody else writes here, so the blob's length tells.
            var length = (await segment.Blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength;
            if (length == segment.Length)
                return false; // not there; should it still come, the position lets only one of it and the next try in

            if (length != segment.Length + lines.Length)
            {
                // Not as we left it, and so never to be ours again: the position no longer fits what we sent.
                _segment = null;
                return false;
            }
        }

        segment.Length += lines.Length;
        segment.Blocks++;
        return true;
    }

    private async Task<Segment> SegmentAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hour = now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour);
        while (_segment is null || _segment.Hour != hour || _segment.Blocks >= MostBlocks)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{hour:yyyy-MM-dd}/{hour:HH}/{_instance}-{_opened++}.log");
            var blob = container.GetAppendBlobClient(name);
            try
            {
                await blob.CreateAsync(new() { Conditions = new() { IfNoneMatch = ETag.All } }, cancellationToken);
                _segment = new(blob, hour);
            }
            catch (RequestFailedException there) when (there.Status == 409 && there.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                // Our own create, retried after its answer was lost. An empty blob harms nobody; take the next.
            }
        }

        return _segment;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of views was not kept: {Fault}, status {Status}, {Code}")]
    private partial void NotKept(string fault, int? status, string? code);

    private sealed class Segment(AppendBlobClient blob, DateTime hour)
    {
        public AppendBlobClient Blob { get; } = blob;

        public DateTime Hour { get; } = hour;

        public long Length { get; set; }

        public int Blocks { get; set; }
    }
}
