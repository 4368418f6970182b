namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>
/// The values of which a phrase is true: every number between two ends, each end in or out. An end that is null is open for ever.
/// </summary>
public sealed record TruthRange(decimal? From, bool WithFrom, decimal? To, bool WithTo)
{
    public static TruthRange Exactly(decimal value) => new(value, true, value, true);

    /// <summary>From one end (in) up to another (out).</summary>
    public static TruthRange UpTo(decimal from, decimal to) => new(from, true, to, false);

    /// <summary>Above one end (out), as far as another (in).</summary>
    public static TruthRange AboveTo(decimal above, decimal to) => new(above, false, to, true);

    /// <summary>Strictly between two ends; without an upper one, everything above.</summary>
    public static TruthRange Between(decimal above, decimal? below) => new(above, false, below, false);

    public static TruthRange Within(decimal from, decimal to) => new(from, true, to, true);

    public bool Holds(decimal value) => HoldsRatio(value, 1);

    /// <summary>
    /// Whether <paramref name="value"/> ÷ <paramref name="previous"/> lies in the range. Multiplied out rather than divided, so a
    /// ratio that falls exactly on an end is never pushed over it by rounding. <paramref name="previous"/> is above 0.
    /// </summary>
    public bool HoldsRatio(decimal value, decimal previous)
    {
        if (From * previous is { } from && (value < from || (value == from && !WithFrom)))
            return false;
        return To * previous is not { } to || value < to || (value == to && WithTo);
    }
}
