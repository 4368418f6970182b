using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Reports.Sentences;

namespace EngagementPipeline.Core.Reports.Imports;

/// <summary>
/// What an imported figure counts, in a word: <c>views</c>, <c>accesses</c> and <c>attendance</c> have sentences of their own,
/// <c>share</c> is in per cent; any other word in kebab-case is counted by that name.
/// </summary>
public sealed partial record ImportedKind
{
    /// <summary>The unit of what counts people: few of them are not told (<see cref="FewPeople"/>).</summary>
    public const string People = "people";

    public static readonly ImportedKind Views = new("views");

    private ImportedKind(string name) => Name = name;

    public string Name { get; }

    public bool IsShare => Name == "share";

    public string Unit => Name switch
    {
        "share" => "%",
        "attendance" => People,
        _ => Name.Replace('-', ' '),
    };

    public WordingKind Wording => IsShare ? WordingKind.Share : WordingKind.Count;

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImportedKind? kind)
    {
        kind = text is { Length: >= 2 and <= 40 } && Form().IsMatch(text) ? new(text) : null;
        return kind is not null;
    }

    /// <summary>The kind that is counted in this unit; null where none is.</summary>
    public static ImportedKind? OfUnit(string unit) =>
        TryParse(unit switch { "%" => "share", People => "attendance", _ => unit.Replace(' ', '-') }, out var kind) && kind.Unit == unit ? kind : null;

    /// <summary>A whole sentence about what carries this title.</summary>
    public SentenceForm SentenceOf(string title) => Name switch
    {
        "views" => new($"{title}: not viewed", $"{title}: viewed once", $"{title}: viewed {{0}} times"),
        "accesses" => new($"{title}: not accessed", $"{title}: accessed once", $"{title}: accessed {{0}} times"),
        "attendance" => new($"{title}: nobody attended", $"{title}: one person attended", $"{title}: {{0}} people attended"),
        "share" => new($"{title}: 0%", $"{title}: 1%", $"{title}: {{0}}"),
        _ => new($"{title}: none", $"{title}: one ({Unit})", $"{title}: {{0}} {Unit}"),
    };

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}
