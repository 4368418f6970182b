using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Asks the processor for memory before it is needed, and waits for nothing. Lines of hundreds of stories come mixed, so that each goes to a place that was not
/// looked at for as long; fetched one line ahead, it is there. A hint and no more: where there is none, it is as slow as without.
/// </summary>
internal static class Prefetch
{
    private const int CacheLine = 64;

    /// <summary>A record, which lies in two lines of the cache.</summary>
    public static unsafe void Record(ref HeldRecord record)
    {
        if (!Sse.IsSupported)
            return;

        // The one use of an address: nothing is read or written there, so that it may as well be an old one.
        var at = (byte*)Unsafe.AsPointer(ref record);
        Sse.Prefetch0(at);
        Sse.Prefetch0(at + CacheLine);
    }
}
