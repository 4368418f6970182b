using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EngagementPipeline.Core.Shared;

/// <summary>The part of a story's public address that people read: 3 to 80 lower-case letters, digits and single hyphens.</summary>
public readonly partial record struct Slug
{
    private Slug(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out Slug slug)
    {
        slug = text is { Length: >= 3 and <= 80 } && Form().IsMatch(text) ? new(text) : default;
        return slug.Value is not null;
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
