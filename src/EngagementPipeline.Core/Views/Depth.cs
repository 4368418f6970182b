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

    public static Depth Of(int activeMs) =>
        activeMs < QuickFrom.TotalMilliseconds ? Depth.Glance
        : activeMs < DeepFrom.TotalMilliseconds ? Depth.Quick
        : Depth.Deep;
}
