using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// How often one source may ask: <paramref name="AtOnce"/> requests at any moment, and from then on <paramref name="PerSecond"/>. A school of
/// 500 tablets is one source, so the first is far above what any class sends, and only what goes on for long meets the second.
/// </summary>
public sealed record PaceRule(int AtOnce, double PerSecond);

/// <summary>
/// Slows a source that hammers, and knows none. A source is turned into four places in a table of moments by a key that was drawn when the
/// process started; the table has one size for ever, and nothing in it says who came. A source is slowed only where all four of its places are used
/// up, so that sharing one or two of them with a hammerer changes nothing. Per instance, like everything that is held in memory.
/// </summary>
/// <remarks>
/// The generic cell rate algorithm: a place holds the moment at which everything let through so far would have been through at the steady rate.
/// What is refused moves nothing on, so whoever waits as long as they are told gets through.
/// </remarks>
public sealed class SourcePace
{
    /// <summary>2¹⁴ places in each of four rows: half a megabyte.</summary>
    private const int Places = 16_384;

    private const int Rows = 4;

    private readonly TimeProvider _clock;
    private readonly long[] _moments = new long[Rows * Places];
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly double _interval;
    private readonly double _tolerance;
    private readonly Lock _lock = new();

    public SourcePace(PaceRule rule, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _interval = clock.TimestampFrequency / rule.PerSecond;
        _tolerance = _interval * rule.AtOnce;
        Array.Fill(_moments, long.MinValue);
    }

    /// <summary>Null where the request may pass; else how long until one may.</summary>
    public TimeSpan? Ask(ReadOnlySpan<byte> source)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, source, hash);
        var places = MemoryMarshal.Cast<byte, uint>(hash)[..Rows];
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var through = long.MaxValue;
            for (var row = 0; row < Rows; row++)
                through = Math.Min(through, At(row, places[row]));

            var next = (long)(Math.Max(now, through) + _interval);
            if (next - now > _tolerance)
                return TimeSpan.FromSeconds((next - now - _tolerance) / _clock.TimestampFrequency);
            for (var row = 0; row < Rows; row++)
                At(row, places[row]) = Math.Max(At(row, places[row]), next);
            return null;
        }
    }

    private ref long At(int row, uint hash) => ref _moments[(row * Places) + (int)(hash % Places)];
}
