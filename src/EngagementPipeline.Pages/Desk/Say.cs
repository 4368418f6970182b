using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk;

/// <summary>Days, times, numbers and names as people read them (look.md, "Words").</summary>
public static class Say
{
    /// <summary>4 March 2022.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>4 March 2022, 14:05: what a clock in London showed.</summary>
    public static string Time(DateTimeOffset instant) => London.ClockOf(instant).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long something has waited: "less than an hour", "5 hours", "3 days".</summary>
    public static string Since(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalHours: < 1 } => "less than an hour",
        { TotalDays: < 2 } waited => Count((long)waited.TotalHours, "hour", "hours"),
        var waited => Count((long)waited.TotalDays, "day", "days"),
    };

    /// <summary>The value of a time element's datetime.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>26,134.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"1 voice", "2 voices", "No voices".</summary>
    public static string Count(long number, string one, string many) => number switch
    {
        0 => "No " + many,
        1 => "1 " + one,
        _ => $"{Number(number)} {many}",
    };

    /// <summary>A name as people say it: <c>youth-club</c> is "Youth club".</summary>
    public static string Name(string kebab) => kebab switch
    {
        "under-13" => "Under 13",
        "13-15" => "13 to 15",
        "16-17" => "16 or 17",
        "18-25" => "18 to 25",
        "post-16" => "Post-16",
        "sharepoint" => "SharePoint",
        "" => "",
        _ => char.ToUpperInvariant(kebab[0]) + kebab[1..].Replace('-', ' '),
    };

    public static string Name<T>(T value)
        where T : struct, Enum => value switch
        {
            Role.Admin => "Administrator",
            _ => Name(Kebab.Of(value)),
        };

    /// <summary>With a capital letter, as a sentence or a cell begins.</summary>
    public static string Capital(string words) => words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>"a, b and c".</summary>
    public static string List(IEnumerable<string> words) => words.ToList() switch
    {
        [] => "",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };
}
