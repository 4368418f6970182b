using System.Globalization;

namespace EngagementPipeline.Core.Reports.Sentences;

/// <summary>Numbers as they stand in a sentence: none, one to ten in words, figures with commas from 11.</summary>
public static class NumberWords
{
    private static readonly string[] Small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static string Of(long number) => number is >= 0 and <= 10 ? Small[number] : Figures(number);

    public static string Figures(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Of"/> or <see cref="Figures"/> writes, and nothing else.</summary>
    public static bool TryParse(string text, out long number)
    {
        number = Array.IndexOf(Small, text);
        return number >= 0
            || (long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number) && text == Figures(number));
    }

    /// <summary>How often: "no times", "once", "twice", "three times"; a piece such as "over 300" becomes "over 300 times".</summary>
    public static string Times(string piece) => piece switch
    {
        "none" => "no times",
        "one" => "once",
        "two" => "twice",
        _ => $"{piece} times",
    };
}
