using System.Globalization;
using EngagementPipeline.Core.Reports.Outputs;

namespace EngagementPipeline.Pages.Charts;

/// <summary>The words in and around a chart.</summary>
internal static class SayChart
{
    /// <summary>26,134, or 2.49 where there is a fraction; a dash where nothing was counted.</summary>
    public static string Number(decimal? number) => number is { } n ? n.ToString("#,0.##", CultureInfo.InvariantCulture) : "–";

    /// <summary>2025–26 for a reporting year, anything else as it is.</summary>
    public static string Name(string series) =>
        series.Length == 7 && series[4] == '-' && series.All(c => c == '-' || char.IsAsciiDigit(c)) ? series.Replace('-', '–') : series;

    /// <summary>What an image of it would be called by who reads it aloud.</summary>
    public static string Label(ReportChart chart) =>
        $"{(chart.OverTime ? "Column chart" : "Bar chart")}: {chart.Title}. {chart.Says}";

    /// <summary>So many letters at most, the last of them then an ellipsis.</summary>
    public static string Within(string words, int letters)
    {
        var text = new StringInfo(words);
        return text.LengthInTextElements <= letters ? words : text.SubstringByTextElements(0, Math.Max(1, letters - 1)).TrimEnd() + "…";
    }

    /// <summary>
    /// What stands under the columns, for every <paramref name="every"/>th: months by three letters, with their year where it is another than that
    /// of the label before.
    /// </summary>
    public static IEnumerable<(int Column, string Words)> Axis(IReadOnlyList<string> categories, int every)
    {
        var year = "";
        for (var i = 0; i < categories.Count; i += every)
        {
            var words = Short(categories[i]);
            if (words.Length > 5 && words[^5] == ' ' && words[^4..].All(char.IsAsciiDigit))
            {
                (var said, year) = (year, words[^4..]);
                if (said == year)
                    words = words[..^5];
            }

            yield return (i, words);
        }
    }

    /// <summary>"Apr 2025" for "April 2025".</summary>
    public static string Short(string category) =>
        category.Split(' ') is [var month, { Length: 4 } year] && Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, month) >= 0
            ? $"{month[..3]} {year}"
            : category;
}
