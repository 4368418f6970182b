using System.Text;
using EngagementPipeline.Core.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace EngagementPipeline.Functions.Shared;

/// <summary>What a page's own form sent: for pages that work without scripts.</summary>
public sealed class FormBody
{
    // A code, a word for what to do, and some ticks.
    public const long Limit = 8_192;

    private readonly Dictionary<string, StringValues> _values;

    private FormBody(Dictionary<string, StringValues> values) => _values = values;

    public static async Task<Result<FormBody>> ReadAsync(HttpRequest request) =>
        (await request.ReadBytesAsync(Limit)).Map(body => new FormBody(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Span))));

    /// <summary>Null where it is missing, or there more than once.</summary>
    public string? One(string name) => _values.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;

    /// <summary>What is ticked of an enum's names; what is none of them is left out.</summary>
    public IReadOnlyList<T> Ticked<T>(string name)
        where T : struct, Enum
    {
        var named = _values.GetValueOrDefault(name).ToHashSet();
        return Enum.GetValues<T>().Where(value => named.Contains(Kebab.Of(value))).ToList();
    }
}
