using System.Globalization;
using System.Text;

namespace EngagementPipeline.Core.Shared;

/// <summary>
/// Turns what a caller sent into types that can't be wrong, and collects everything that is wrong with it by field, so that
/// somebody who fills in a form is told all of it at once. A getter whose field is wrong notes it and returns a default;
/// <see cref="Build{T}"/> makes the value only when nothing was noted.
/// </summary>
public sealed class Fields
{
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool HasErrors => _errors.Count > 0;

    public void Error(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages))
            _errors[field] = messages = [];
        messages.Add(message);
    }

    public Result<T> Build<T>(Func<T> make) => HasErrors ? Refusals.BadFields(Errors()) : make();

    /// <summary>An id of the given kind.</summary>
    public T Id<T>(string? text, string field)
        where T : struct, IId<T>
    {
        if (text is null)
            Error(field, "Is required.");
        else if (Shared.Id.TryParse<T>(text, out var id))
            return id;
        else
            Error(field, "Must be a UUID, such as 0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f.");
        return default;
    }

    /// <summary>One of an enum's kebab-case names.</summary>
    public T Name<T>(string? text, string field)
        where T : struct, Enum
    {
        if (text is null)
            Error(field, "Is required.");
        else if (Kebab.TryParse<T>(text, out var value))
            return value;
        else
            Error(field, $"Must be one of: {string.Join(", ", Kebab.AllOf<T>())}.");
        return default;
    }

    /// <summary>A list that names at least one of an enum's values, each once.</summary>
    public IReadOnlyList<T> Names<T>(IReadOnlyList<string?>? names, string field)
        where T : struct, Enum
    {
        if (names is null or [])
        {
            Error(field, "Must name at least one.");
            return [];
        }

        var values = names.Select((name, i) => Name<T>(name, string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"))).ToList();
        if (values.Distinct().Count() != values.Count)
            Error(field, "Names something twice.");
        return values.Order().ToList();
    }

    /// <summary>
    /// Text with something to see in it, at most <paramref name="max"/> characters (code points) once trimmed. Control characters other than
    /// line breaks and tabs are refused, and so are halves of surrogate pairs: neither can be shown to anybody.
    /// </summary>
    public string Text(string? text, string field, int max)
    {
        var trimmed = text?.Trim();
        if (!HasSomethingToSee(trimmed))
        {
            Error(field, "Is required.");
            return "";
        }

        return Checked(trimmed!, field, max);
    }

    /// <summary>As <see cref="Text"/>, but may be missing; blank counts as missing.</summary>
    public string? OptionalText(string? text, string field, int max)
    {
        var trimmed = text?.Trim();
        return HasSomethingToSee(trimmed) ? Checked(trimmed!, field, max) : null;
    }

    /// <summary>Not only blanks, and not only what has no width: a title of those would be a link that nobody finds.</summary>
    private static bool HasSomethingToSee(string? text) => (text ?? "").EnumerateRunes().Any(
        rune => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned));

    /// <summary>A day as <c>yyyy-MM-dd</c>, from 2000 to 2099.</summary>
    public DateOnly Day(string? text, string field)
    {
        if (text is null)
            Error(field, "Is required.");
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2099)
            return day;
        else
            Error(field, "Must be a day as yyyy-MM-dd, such as 2026-03-31.");
        return default;
    }

    public DateOnly? OptionalDay(string? text, string field) => text is null ? null : Day(text, field);

    /// <summary>An instant in ISO 8601 with its offset, from 2000 to 2099; kept in UTC.</summary>
    public DateTimeOffset Instant(string? text, string field)
    {
        if (text is null)
            Error(field, "Is required.");
        else if (HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant.UtcDateTime.Year is >= 2000 and <= 2099)
            return instant.ToUniversalTime();
        else
            Error(field, "Must be an instant in ISO 8601, such as 2026-03-31T09:30:00Z.");
        return default;
    }

    /// <summary>A whole number between two bounds, both included.</summary>
    public int Number(int? number, string field, int min, int max)
    {
        if (number is null)
            Error(field, "Is required.");
        else if (number < min || number > max)
            Error(field, string.Create(CultureInfo.InvariantCulture, $"Must be between {min} and {max}."));
        else
            return number.Value;
        return default;
    }

    public bool Flag(bool? flag, string field)
    {
        if (flag is null)
            Error(field, "Is required: true or false.");
        return flag ?? false;
    }

    public Slug Slug(string? text, string field)
    {
        if (text is null)
            Error(field, "Is required.");
        else if (Shared.Slug.TryParse(text, out var slug))
            return slug;
        else
            Error(field, "Must be 3 to 80 lower-case letters, digits and single hyphens, such as challenge-your-bias.");
        return default;
    }

    /// <summary>A language tag of BCP 47, such as <c>en</c>, <c>cy</c> or <c>zh-Hant</c>.</summary>
    public string Language(string? text, string field)
    {
        if (text is { Length: >= 2 and <= 35 }
            && text.Split('-') is [{ Length: 2 or 3 } primary, .. var rest]
            && primary.All(char.IsAsciiLetter)
            && rest.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit)))
            return text;
        Error(field, text is null ? "Is required." : "Must be a language tag, such as en, cy or zh-Hant.");
        return "en";
    }

    /// <summary>The part that stands in <paramref name="field"/>, or a note that it is missing.</summary>
    public TPart? Required<TPart>(TPart? part, string field)
        where TPart : class
    {
        if (part is null)
            Error(field, "Is required.");
        return part;
    }

    private string Checked(string text, string field, int max)
    {
        // Characters as people and api.md count them, not UTF-16's halves of them.
        var length = text.Length <= max ? text.Length : text.EnumerateRunes().Count();
        if (length > max)
            Error(field, string.Create(CultureInfo.InvariantCulture, $"Is too long: {length:N0} characters of at most {max:N0}."));
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            Error(field, "Has control characters in it.");
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            Error(field, "Has half a character in it.");
            break;
        }

        return text;
    }

    private static bool HasOffset(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time > 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
    }

    private Dictionary<string, IReadOnlyList<string>> Errors() =>
        _errors.ToDictionary(e => e.Key, IReadOnlyList<string> (e) => e.Value, StringComparer.Ordinal);
}
