using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// Text of up to <paramref name="max"/> characters (UTF-16 units, as a browser counts them). It may be empty, since a draft is
/// saved while it is written; whether it must hold something is a question for publishing.
/// </summary>
public class TextField(string name, int max, bool required = true, string? holds = null)
    : CardField<string>(name, required, holds ?? string.Create(CultureInfo.InvariantCulture, $"plain text, up to {max:N0} characters"))
{
    public int Max { get; } = max;

    public override int? Most => Max;

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

/// <summary>The id of a card above, of the type <paramref name="of"/>: the editor lets it be chosen by what that card asks.</summary>
public sealed class CardAboveField(string name, string of, string holds) : TextField(name, 64, required: false, holds)
{
    public string Of { get; } = of;
}

/// <summary>Markdown without HTML; see <see cref="Prose"/>.</summary>
public sealed class ProseField(string name, int max)
    : CardField<Prose>(name, true, string.Create(CultureInfo.InvariantCulture, $"Markdown without HTML, up to {max:N0} characters"))
{
    public override int? Most => max;

    public override string Expectation { get; } =
        string.Create(CultureInfo.InvariantCulture, $"Must be Markdown of at most {max:N0} characters, without control characters, and not nested beyond reading.");

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out Prose? value)
    {
        value = null;
        return StoryText.TryRead(json, out var text) && text.Length <= max && Prose.TryParse(text, out value);
    }

    internal override Prose Read(JsonElement json, string at, CardErrors errors)
    {
        var prose = base.Read(json, at, errors);
        if (prose is { TooCostly: { } cost } && !errors.OfKept)
            errors.Add(at, TooCostly(cost));
        return prose;
    }

    private static string TooCostly(ProseCost cost)
    {
        if (cost.Marks > ProseCost.MostMarks)
            return string.Create(CultureInfo.InvariantCulture, $"Has more than {ProseCost.MostMarks} marks of Markdown (such as * _ [ ] and >). Take some out, or make two cards of it.");
        return cost.Depth > ProseCost.Deepest
            ? "Has lists or quotations too deep within each other. Bring them further out; five levels are enough for most."
            : "Has too many lines for its marks of Markdown (such as * _ [ ] and >), or too many within lists. Take empty lines or marks out, or make two cards of it.";
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
    public int Min { get; } = min;

    public int Max { get; } = max;

    /// <summary>Where the editor offers a choice in words instead of a number; the first stands for one that is left out.</summary>
    public IReadOnlyList<(int Value, string Label)> Choices { get; init; } = [];

    public override string Expectation { get; } = string.Create(CultureInfo.InvariantCulture, $"Must be a whole number from {min} to {max}.");

    public override bool TryRead(JsonElement json, out int value)
    {
        value = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out value) && value >= Min && value <= Max;
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

/// <summary>The id of a picture or sound that was sent to <c>/api/media</c>; none while a story is written without it.</summary>
public sealed class MediaField(string name, MediaKind kind)
    : CardField<MediaId>(name, false, kind == MediaKind.Image ? "the id of a picture" : "the id of a sound")
{
    public MediaKind Kind { get; } = kind;

    public override string Expectation => "Must be the id under which it was sent to /api/media, such as 0190d3a4-7c1e-7cc3-98c4-dc0c0c07398f.";

    public override bool TryRead(JsonElement json, out MediaId value)
    {
        value = default;
        return StoryText.TryRead(json, out var text) && Id.TryParse(text, out value);
    }

    /// <summary>Writes the id; nothing for none.</summary>
    public void Write(JsonObject to, MediaId? value)
    {
        if (value is { } media)
            base.Write(to, media);
    }

    protected internal override JsonNode ToJson(MediaId value) => JsonValue.Create(value.ToString());
}

/// <summary>
/// An address that readers may follow: <c>https</c>, <c>http</c>, <c>mailto</c>, or another of our stories as <c>/s/its-name/</c>. It may be empty
/// while a story is written.
/// </summary>
public sealed class LinkField(string name, bool required = true)
    : CardField<string>(name, required, "an https, http or mailto address, or another story as `/s/its-name/`, up to 2,000 characters")
{
    private const int Max = 2_000;

    public override int? Most => Max;

    public override string Expectation => "Must be an address that begins with https:, http: or mailto:, or another story as /s/its-name/.";

    public override bool TryRead(JsonElement json, [NotNullWhen(true)] out string? value) =>
        StoryText.TryRead(json, out value) && value.Length <= Max && (value.Length == 0 || IsAddress(value));

    /// <summary>Of a new one, that it leads where it seems to; a page from before that rule still comes down at once.</summary>
    internal override string Read(JsonElement json, string at, CardErrors errors)
    {
        var address = base.Read(json, at, errors);
        if (address is { Length: > 0 } && !errors.OfKept && !address.StartsWith('/') && WebAddress.PlainOf(address) is null)
            errors.Add(at, "Must lead where it seems to: without a name or a password before the host (https://name@…), and without characters that nobody sees.");
        return address;
    }

    /// <summary>Writes the address where there is one.</summary>
    public void WriteAny(JsonObject to, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > 0)
            Write(to, value);
    }

    protected internal override JsonNode ToJson(string value) => JsonValue.Create(value);

    private static bool IsAddress(string text) =>
        StoryLink.SlugIn(text, null) is not null
        || (!text.Any(char.IsWhiteSpace) && WebAddress.Of(text) is { } address && text.StartsWith(address.Scheme + ":", StringComparison.OrdinalIgnoreCase));
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
