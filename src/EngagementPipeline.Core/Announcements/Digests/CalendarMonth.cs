using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>A month of Europe/London, written <c>2026-10</c>.</summary>
public readonly record struct CalendarMonth
{
    private CalendarMonth(DateOnly first) => First = first;

    public DateOnly First { get; }

    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    public CalendarMonth Next => new(First.AddMonths(1));

    public CalendarMonth Before => new(First.AddMonths(-1));

    /// <summary>October 2026.</summary>
    public string Title => First.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static CalendarMonth Of(DateOnly day) => new(new(day.Year, day.Month, 1));

    public static bool TryParse([NotNullWhen(true)] string? text, out CalendarMonth month)
    {
        var read = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = read ? Of(day) : default;
        return read && day.Year is > 2000 and < 9999;
    }

    public bool Has(DateOnly day) => day >= First && day <= Last;

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
