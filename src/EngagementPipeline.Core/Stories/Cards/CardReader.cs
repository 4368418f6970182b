using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Reads the fields of one card, or of one entry of its lists, and notes under the field's full name (<c>cards[3].voice</c>) what is wrong with each.</summary>
public sealed class CardReader
{
    private readonly JsonElement _card;
    private readonly string _at;
    private readonly CardErrors _errors;

    internal CardReader(JsonElement card, string at, CardErrors errors)
    {
        _card = card;
        _at = at;
        _errors = errors;
    }

    /// <summary>The field's value. When it is missing or wrong that is noted, and what comes back must not be used.</summary>
    public T Required<T>(CardField<T> field)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(field);
        if (_card.TryGetProperty(field.Name, out var json))
            return field.Read(json, $"{_at}.{field.Name}", _errors);
        _errors.Add($"{_at}.{field.Name}", "Is needed. " + field.Expectation);
        return default!;
    }

    /// <summary>The number, or none when it is left out or null.</summary>
    public int? Optional(NumberField field) => IsGiven(field) ? Required(field) : null;

    /// <summary>The text, empty when it is left out or null.</summary>
    public string Optional(CardField<string> field) => IsGiven(field) ? Required(field) : "";

    /// <summary>The picture or sound, or none when it is left out or null.</summary>
    public MediaId? Optional(MediaField field) => IsGiven(field) ? Required(field) : null;

    /// <summary>Whether it is said and true.</summary>
    public bool Optional(FlagField field) => IsGiven(field) && Required(field);

    /// <summary>The list, empty when it is left out or null.</summary>
    public IReadOnlyList<T> Optional<T>(ListField<T> field)
        where T : notnull =>
        IsGiven(field) ? Required(field) : [];

    /// <summary>Notes every field that is not one of <paramref name="known"/>, or stands there twice. <paramref name="of"/>: <c>a heading card</c>.</summary>
    internal void RefuseOthers(IReadOnlyList<CardField> known, string of, params ReadOnlySpan<string> beside)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in _card.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                _errors.Add($"{_at}.{Shown(property.Name)}", "Stands here twice.");
            else if (!beside.Contains(property.Name) && known.All(field => field.Name != property.Name))
                _errors.Add($"{_at}.{Shown(property.Name)}", $"Is not a field of {of}.");
        }
    }

    private bool IsGiven(CardField field) => _card.TryGetProperty(field.Name, out var json) && json.ValueKind != JsonValueKind.Null;

    // A field's name is the sender's; a long one is not sent back whole.
    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";
}

/// <summary>Notes what is wrong with the cards of one document, up to 50 things, so that a hostile document stays cheap to refuse.</summary>
/// <param name="fields">Where it is noted.</param>
/// <param name="ofKept">Whether the cards were taken in before, when a rule that has come since did not hold.</param>
internal sealed class CardErrors(Fields fields, bool ofKept)
{
    private const int Most = 50;
    private int _noted;

    public bool OfKept => ofKept;

    public bool Full => _noted >= Most;

    public void Add(string field, string message)
    {
        if (Full)
            return;
        fields.Error(field, message);
        _noted++;
    }
}
