using System.Text.Json;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>Reads one card's fields and notes, under the field's full name (<c>cards[3].voice</c>), what is wrong with each.</summary>
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
        if (!_card.TryGetProperty(field.Name, out var json))
            _errors.Add($"{_at}.{field.Name}", "Is needed. " + field.Expectation);
        else if (field.TryRead(json, out var value))
            return value;
        else
            _errors.Add($"{_at}.{field.Name}", field.Expectation);
        return default!;
    }

    /// <summary>The number, or none when it is left out or null.</summary>
    public int? Optional(NumberField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return _card.TryGetProperty(field.Name, out var json) && json.ValueKind != JsonValueKind.Null ? Required(field) : null;
    }
}

/// <summary>Notes what is wrong with the cards of one document, up to 50 things, so that a hostile document stays cheap to refuse.</summary>
internal sealed class CardErrors(Fields fields)
{
    private const int Most = 50;
    private int _noted;

    public bool Full => _noted >= Most;

    public void Add(string field, string message)
    {
        if (Full)
            return;
        fields.Error(field, message);
        _noted++;
    }
}
