namespace EngagementPipeline.Core.Views;

/// <summary>
/// How deeply a page was read, by the time somebody was there: a glance is under 10 seconds, a deep read at least 60, a quick
/// read lies between (docs/views.md).
/// </summary>
public enum Depth
{
    Glance,
    Quick,
    Deep,
}

public static class Depths
{
    public static readonly TimeSpan QuickFrom = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DeepFrom = TimeSpan.FromSeconds(60);

    private static readonly int QuickFromMs = (int)QuickFrom.TotalMilliseconds;
    private static readonly int DeepFromMs = (int)DeepFrom.TotalMilliseconds;

    public static Depth Of(int activeMs) =>
        activeMs < QuickFromMs ? Depth.Glance
        : activeMs < DeepFromMs ? Depth.Quick
        : Depth.Deep;
}
