using System.Globalization;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Pages.Desk.Stories;

/// <summary>What became of a story between two versions, in words.</summary>
public static class SayChanges
{
    /// <summary>Characters of unchanged text that stay beside a change.</summary>
    private const int Beside = 120;

    public static string Label(FieldDifference field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Field == "slug" ? "Address" : field.Field == "audience" ? "Who is it for?" : Say.Name(field.Field);
    }

    public static string? Value(FieldDifference field, string? value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return value is not null && field.Field == "audience" ? Say.Name(value) : value;
    }

    /// <summary>As the editor offers it.</summary>
    public static string? Value(CardField field, string? value) => field switch
    {
        FlagField => value == "true" ? "Yes" : "No",
        NameField { Choices: var names } => names.Where(name => name.Value == value).Select(name => name.Label).FirstOrDefault() ?? value,
        NumberField { Choices: { Count: > 0 } numbers } =>
            numbers.Where(number => number.Value.ToString(CultureInfo.InvariantCulture) == value).Select(number => number.Label).FirstOrDefault() ?? value,
        _ => value,
    };

    /// <summary>"moved from place 5 to 1, changed".</summary>
    public static string Card(CardDifference card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return string.Join(", ", card.Changes.Select(change => change switch
        {
            CardChange.Added => string.Create(CultureInfo.InvariantCulture, $"added at place {card.After}"),
            CardChange.Removed => string.Create(CultureInfo.InvariantCulture, $"removed from place {card.Before}"),
            CardChange.Moved when card.Before == card.After => "moved past others",
            CardChange.Moved => string.Create(CultureInfo.InvariantCulture, $"moved from place {card.Before} to {card.After}"),
            _ => "changed",
        }));
    }

    /// <summary>Quotes, pictures and sounds are told by their number: what they say or show is not kept in a version.</summary>
    public static string References(FieldDifference field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var (before, after) = (Ids(field.Before), Ids(field.After));
        var (gone, come) = (before.Except(after, StringComparer.Ordinal).Count(), after.Except(before, StringComparer.Ordinal).Count());
        var (one, many) = field.Sort == FieldSort.Quotes ? ("quote", "quotes") : ("file", "files");
        return (gone, come) switch
        {
            (0, 0) => $"The same {many}, in another order.",
            (0, _) => $"{Say.Count(come, one, many)} put in.",
            (_, 0) => $"{Say.Count(gone, one, many)} taken out.",
            (1, 1) when before.Count == 1 => $"Another {one} stands here.",
            _ => $"{Say.Count(gone, one, many)} taken out, {Number(come)} put in.",
        };
    }

    /// <summary>Long text that stayed, cut to what stands beside the changes before and after it.</summary>
    public static string Around(string same, bool first, bool last)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (same.Length <= 3 * Beside)
            return same;
        var (head, tail) = (first ? "" : Until(same, Beside) + " ", last ? "" : " " + From(same, same.Length - Beside));
        return $"{head}[…]{tail}";
    }

    private static string Until(string text, int end) => text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];

    private static string From(string text, int start) => text[(start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];

    private static string Number(int count) => Say.Number(count);

    private static List<string> Ids(string? lines) => [.. (lines ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
