using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>How values that tables have no type for are written in them, and read back.</summary>
internal static class Stored
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Names<T>(IEnumerable<T> values)
        where T : struct, Enum =>
        string.Join(' ', values.Select(Kebab.Of));

    public static IReadOnlyList<T> Names<T>(string names)
        where T : struct, Enum =>
        names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Kebab.Parse<T>).ToList();

    public static string Texts(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    public static IReadOnlyList<string> Texts(string texts) => JsonSerializer.Deserialize<List<string>>(texts) ?? [];

    public static T Id<T>(string id)
        where T : struct, IId<T> =>
        T.From(Guid.ParseExact(id, "D"));

    /// <summary>The id of nothing where there is none, for rows that somebody else may have damaged.</summary>
    public static T IdOrNone<T>(string? id)
        where T : struct, IId<T> =>
        Guid.TryParseExact(id, "D", out var value) ? T.From(value) : default;

    public static DateOnly? DayOrNone(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>A JSON array of the instant, the id and the name.</summary>
    [return: NotNullIfNotNull(nameof(signature))]
    public static string? Signature(Signature? signature) => signature is null
        ? null
        : JsonSerializer.Serialize(new[] { signature.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), signature.Id, signature.Name });

    /// <summary>One that cannot be read still says that somebody signed.</summary>
    [return: NotNullIfNotNull(nameof(signature))]
    public static Signature? Signature(string? signature)
    {
        if (signature is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(signature) is [var at, var id, var name]
                && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
                    ? new(id, name, instant)
                    : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static Signature Unreadable => new("", "", default);
}
