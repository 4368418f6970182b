using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Stories;

/// <summary>How values that tables have no type for are written in them, and read back.</summary>
internal static class Stored
{
    public static T Id<T>(string id)
        where T : struct, IId<T> =>
        T.From(Guid.ParseExact(id, "D"));

    public static Slug Slug(string slug) =>
        Core.Shared.Slug.TryParse(slug, out var value) ? value : throw new FormatException("A kept address is none.");

    public static string Ids<T>(IEnumerable<T> ids)
        where T : struct, IId<T> =>
        string.Join(' ', ids);

    public static IReadOnlyList<T> Ids<T>(string? ids)
        where T : struct, IId<T> =>
        string.IsNullOrEmpty(ids) ? [] : [.. ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Id<T>)];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
