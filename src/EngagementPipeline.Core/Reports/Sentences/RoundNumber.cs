using System.Diagnostics.CodeAnalysis;

namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>
/// A number that people round to: one or two digits followed by noughts, 100 or more. The <em>coarse</em> ones are those that
/// need no second thought: 100, 150, 200, 250, 300, 400 … 900, 1,000, 1,500 and so on.
/// </summary>
public sealed record RoundNumber
{
    private static readonly long[] CoarseMantissas = [10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100];

    private readonly long _mantissa;

    private RoundNumber(long mantissa, long step)
    {
        _mantissa = mantissa;
        Step = step;
    }

    public long Value => _mantissa * Step;

    public bool IsCoarse => Array.IndexOf(CoarseMantissas, _mantissa) >= 0;

    /// <summary>One digit and at least three noughts: round enough to stand for a count that lies beside it.</summary>
    public bool IsLandmark => Value >= 1_000 && _mantissa % 10 == 0;

    /// <summary>How far it is to the next number with two digits and as many noughts.</summary>
    public long Step { get; }

    /// <summary>The next coarse number above this one.</summary>
    public RoundNumber NextCoarse
    {
        get
        {
            var mantissa = _mantissa;
            return Of(CoarseMantissas.First(m => m > mantissa), Step);
        }
    }

    /// <summary>The largest coarse number that is not above <paramref name="value"/>, which is 100 or more.</summary>
    public static RoundNumber CoarseAtOrBelow(long value)
    {
        var fine = AtOrBelow(value);
        return Of(CoarseMantissas.Last(m => m <= fine._mantissa), fine.Step);
    }

    /// <summary>The largest number of two digits and noughts that is not above <paramref name="value"/>, which is 100 or more.</summary>
    public static RoundNumber AtOrBelow(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 100);
        var step = 10L;
        while (value / step >= 100)
            step *= 10;
        return new(value / step, step);
    }

    /// <summary>The nearest number of two digits and noughts; half-way goes up.</summary>
    public static RoundNumber Nearest(long value)
    {
        var below = AtOrBelow(value);
        return value - below.Value >= below.Step / 2 ? Of(below._mantissa + 1, below.Step) : below;
    }

    public static bool TryFrom(long value, [NotNullWhen(true)] out RoundNumber? round)
    {
        round = value >= 100 && AtOrBelow(value) is var below && below.Value == value ? below : null;
        return round is not null;
    }

    private static RoundNumber Of(long mantissa, long step) => mantissa == 100 ? new(10, step * 10) : new(mantissa, step);
}
