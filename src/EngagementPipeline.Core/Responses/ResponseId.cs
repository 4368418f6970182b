using System.Diagnostics.CodeAnalysis;

namespace EngagementPipeline.Core.Responses;

/// <summary>
/// The random id that a page makes for one answer: 16 to 22 characters of base64url. It tells an answer that is sent again from another one,
/// and means nothing else: no two answers of a reader have anything in common.
/// </summary>
public readonly record struct ResponseId
{
    private const int MinLength = 16;
    private const int MaxLength = 22;

    private ResponseId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out ResponseId id)
    {
        id = default;
        if (text is not { Length: >= MinLength and <= MaxLength } || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return false;
        id = new(text);
        return true;
    }

    public override string ToString() => Value;
}
