using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// 1 April to 31 March, written <c>2021-22</c>. The only place that knows where a year begins and ends.
/// </summary>
public readonly record struct ReportingYear : IComparable<ReportingYear>
{
    private ReportingYear(int startYear) => StartYear = startYear;

    public int StartYear { get; }

    public DateOnly FirstDay => new(StartYear, 4, 1);

    public DateOnly LastDay => new(StartYear + 1, 3, 31);

    public ReportingYear Previous => new(StartYear - 1);

    /// <summary>As it stands in print: <c>2021–22</c>, with a dash.</summary>
    public string Printed => ToString().Replace('-', '–');

    public static ReportingYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    /// <summary>Reads <c>2021-22</c>; the second part must follow the first, and the years lie between 2000 and 2098.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ReportingYear year)
    {
        year = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || start is < 2000 or > 2098 || (start + 1) % 100 != end)
            return false;

        year = new(start);
        return true;
    }

    public bool Contains(DateOnly day) => day >= FirstDay && day <= LastDay;

    public int CompareTo(ReportingYear other) => StartYear.CompareTo(other.StartYear);

    public static bool operator <(ReportingYear left, ReportingYear right) => left.CompareTo(right) < 0;

    public static bool operator >(ReportingYear left, ReportingYear right) => left.CompareTo(right) > 0;

    public static bool operator <=(ReportingYear left, ReportingYear right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ReportingYear left, ReportingYear right) => left.CompareTo(right) >= 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{StartYear:0000}-{(StartYear + 1) % 100:00}");
}
