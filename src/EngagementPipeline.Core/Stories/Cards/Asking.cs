using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// A card that takes answers. Its id does reach the page: an answer names it, and so do the ids of what it offers. They stay the same when words are
/// changed, so that answers from before and after add up.
/// </summary>
public interface IAsks
{
    string Id { get; }

    /// <summary>What the reader is asked, for lists of answers.</summary>
    string Asks { get; }
}

/// <summary>One of the answers that a card offers.</summary>
public sealed record CardOption(string Id, string Text);

/// <summary>The name of an option or a question within its card: 1 to 64 letters, digits, hyphens or underscores. The editor makes it by itself.</summary>
public sealed partial class KeyField() : CardField<string>("id", true, "1 to 64 letters, digits, hyphens or underscores, its own within the card")
{
    public override string Expectation => "Must be 1 to 64 letters, digits, hyphens or underscores.";

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out string? value) => StoryText.TryRead(json, out value) && Form().IsMatch(value);

    protected internal override JsonNode ToJson(string value) => JsonValue.Create(value);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Form();
}

/// <summary>What the editor offers as a choice of words; the first stands for one that is left out.</summary>
public abstract class NameField(string name, bool required, string holds) : CardField<string>(name, required, holds)
{
    public abstract IReadOnlyList<(string Value, string Label)> Choices { get; }
}

/// <summary>One of the names of <typeparamref name="T"/>.</summary>
public sealed class NameField<T>(string name, bool required, string holds, Func<T, string> label) : NameField(name, required, holds)
    where T : struct, Enum
{
    public override IReadOnlyList<(string Value, string Label)> Choices { get; } = [.. Enum.GetValues<T>().Select(value => (Kebab.Of(value), label(value)))];

    public override string Expectation { get; } = $"Must be one of {string.Join(", ", Kebab.AllOf<T>())}.";

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out string? value) => StoryText.TryRead(json, out value) && Kebab.TryParse<T>(value, out _);

    public void Write(JsonObject to, T value) => Write(to, Kebab.Of(value));

    protected internal override JsonNode ToJson(string value) => JsonValue.Create(value);
}

/// <summary>Fields and questions that several of these cards have in common.</summary>
internal static class Asking
{
    public const int MostOptions = 8;

    public static readonly KeyField Key = new();

    public static ListField<CardOption> Options(string name, string each, bool required, string holds)
    {
        var text = new TextField("text", 200) { Label = Capital(each) };
        var option = new ItemField<CardOption>(each, [Key, text], fields => new(fields.Required(Key), fields.Required(text)), (option, to) =>
        {
            Key.Write(to, option.Id);
            text.Write(to, option.Text);
        });
        return new(name, MostOptions, option, holds, required) { Label = Capital(each) + "s", KeyOf = option => option.Id };
    }

    /// <summary>The first of the names for one that is left out, or was noted as none.</summary>
    public static T Named<T>(string? name)
        where T : struct, Enum =>
        Kebab.TryParse<T>(name, out var value) ? value : default;

    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    public static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);
}
