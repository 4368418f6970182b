using System.Globalization;
using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports;

/// <summary>The place of a row in a trace that is short enough to be made at once: its number, from 0.</summary>
internal static class RowPlace
{
    /// <summary>Null is the start, before the first.</summary>
    public static Result<int> Parse(string? place) =>
        place is null ? -1
        : int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Refusals.BadContinue;

    public static async IAsyncEnumerable<TracedRow> After(
        int place, Func<CancellationToken, Task<IReadOnlyList<TraceRow>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (i, row) in (await read(cancellationToken)).Index())
        {
            if (i > place)
                yield return new(i.ToString(CultureInfo.InvariantCulture), row);
        }
    }
}
