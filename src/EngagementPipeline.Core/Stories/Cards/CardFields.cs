using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// Text of up to <paramref name="max"/> characters (UTF-16 units, as a browser counts them). It may be empty, since a draft is
/// saved while it is written; whether it must hold something is a question for publishing.
/// </summary>
public class TextField(string name, int max, bool required = true, string? holds = null)
    : CardField<string>(name, required, holds ?? string.Create(CultureInfo.InvariantCulture, $"plain text, up to {max:N0} characters"))
{
    public int Max { get; } = max;

    public override string Expectation { get; } =
        string.Create(CultureInfo.InvariantCulture, $"Must be text of at most {max:N0} characters, without control characters.");

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out string? value) =>
        StoryText.TryRead(json, out value) && value.Length <= Max;

    /// <summary>Writes the text where there is any.</summary>
    public void WriteAny(JsonObject to, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > 0)
            Write(to, value);
    }

    protected internal override JsonNode ToJson(string value) => JsonValue.Create(value);
}

/// <summary>Markdown without HTML; see <see cref="Prose"/>.</summary>
public sealed class ProseField(string name, int max)
    : CardField<Prose>(name, true, string.Create(CultureInfo.InvariantCulture, $"Markdown without HTML, up to {max:N0} characters"))
{
    public override string Expectation { get; } =
        string.Create(CultureInfo.InvariantCulture, $"Must be Markdown of at most {max:N0} characters, without control characters, and not nested beyond reading.");

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out Prose? value)
    {
        value = null;
        return StoryText.TryRead(json, out var text) && text.Length <= max && Prose.TryParse(text, out value);
    }

    protected internal override JsonNode ToJson(Prose value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonValue.Create(value.Markdown);
    }
}

/// <summary>A whole number between two bounds, both allowed; always optional.</summary>
public sealed class NumberField(string name, int min, int max, string holds) : CardField<int>(name, false, holds)
{
    /// <summary>Where the editor offers a choice in words instead of a number; the first stands for one that is left out.</summary>
    public IReadOnlyList<(int Value, string Label)> Choices { get; init; } = [];

    public override string Expectation { get; } = string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from {min} to {max}.");

    public override bool TryRead(JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value) && value >= min && value <= max;
    }

    /// <summary>Writes the number; nothing for none.</summary>
    public void Write(JsonObject to, int? value)
    {
        if (value is { } number)
            base.Write(to, number);
    }

    protected internal override JsonNode ToJson(int value) => JsonValue.Create(value);
}

/// <summary>Yes or no; left out means no.</summary>
public sealed class FlagField(string name, string holds) : CardField<bool>(name, false, holds)
{
    public override string Expectation => "Must be true or false.";

    public override bool TryRead(JsonElement json, out bool value)
    {
        value = json.ValueKind == JsonValueKind.True;
        return json.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    /// <summary>Writes a yes; a no is left out.</summary>
    public void WriteYes(JsonObject to, bool value)
    {
        if (value)
            Write(to, value);
    }

    protected internal override JsonNode ToJson(bool value) => JsonValue.Create(value);
}

/// <summary>The id of a voice in the story's project.</summary>
public sealed class VoiceField(string name) : CardField<VoiceId>(name, true, "the id of a voice of the story's project")
{
    public override string Expectation => "Must be the id of a voice, such as 0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f.";

    public override bool TryRead(JsonElement json, out VoiceId value)
    {
        value = default;
        return StoryText.TryRead(json, out var text) && Id.TryParse(text, out value);
    }

    protected internal override JsonNode ToJson(VoiceId value) => JsonValue.Create(value.ToString());
}

internal static class StoryText
{
    /// <summary>A string without control characters other than tab and line ends, which become one line feed each.</summary>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (json.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = json.GetString()!.ReplaceLineEndings("\n");
        }
        catch (InvalidOperationException)
        {
            return false; // half of a surrogate pair: no text at all
        }

        return IsPlain(text);
    }

    public static bool IsPlain(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
}
