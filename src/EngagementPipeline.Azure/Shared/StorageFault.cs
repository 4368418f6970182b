using Azure;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Shared;

/// <summary>Tells storage that is away, full or busy from a fault of ours.</summary>
public static class StorageFault
{
    /// <summary>True when a blob is in the archive tier, or on its way out of it: it is there, and can't be read for hours.</summary>
    public static bool IsInColdStorage(Exception fault) => fault switch
    {
        RequestFailedException failed => failed.ErrorCode is "BlobArchived" or "BlobBeingRehydrated",
        AggregateException { InnerExceptions: { Count: > 0 } each } => each.Any(IsInColdStorage),
        _ => false,
    };

    /// <summary>True when trying again shortly may succeed: no answer, a time limit, throttling, a fault on storage's side.</summary>
    public static bool IsPassing(Exception fault) => fault switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        // An answer that stopped half-way. Whoever called has not gone: that is told from this before anybody asks.
        OperationCanceledException => true,
        // What the SDK throws after its last retry.
        AggregateException { InnerExceptions: { Count: > 0 } each } => each.All(IsPassing),
        // The newer app that wrote it is about to take over, or still runs beside this one.
        NewerVersionException => true,
        _ => false,
    };
}
