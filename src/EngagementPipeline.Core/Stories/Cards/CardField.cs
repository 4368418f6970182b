using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>One field of a card type. <paramref name="holds"/> says in plain words what may stand in it; docs/cards.md repeats it.</summary>
public abstract class CardField(string name, bool required, string holds)
{
    public string Name { get; } = name;

    public bool Required { get; } = required;

    public string Holds { get; } = holds;

    /// <summary>What the editor calls it; its name when there is nothing better.</summary>
    public string? Label { get; init; }

    /// <summary>A sentence of advice that stands under the field in the editor.</summary>
    public string? Hint { get; init; }

    /// <summary>True for a field that a draft may lack and a page may not, so that the editor does not call it optional.</summary>
    public bool NeededToPublish { get; init; }

    /// <summary>How long a text, or a list, may be; null where that is no question.</summary>
    public virtual int? Most => null;

    /// <summary>Of a list: what each of its entries is.</summary>
    public virtual CardField? Each => null;

    /// <summary>Of an entry that has fields of its own: those.</summary>
    public virtual IReadOnlyList<CardField> Parts => [];
}

/// <summary>A field that holds a <typeparamref name="T"/>.</summary>
public abstract class CardField<T>(string name, bool required, string holds) : CardField(name, required, holds)
    where T : notnull
{
    /// <summary>False when the value is none; then <see cref="Expectation"/> says what would be.</summary>
    public abstract bool TryRead(JsonElement json, [NotNullWhen(true)] out T? value);

    /// <summary>What to send instead, as a sentence.</summary>
    public abstract string Expectation { get; }

    protected internal abstract JsonNode ToJson(T value);

    /// <summary>Writes the value under the field's name.</summary>
    public void Write(JsonObject to, T value)
    {
        ArgumentNullException.ThrowIfNull(to);
        to[Name] = ToJson(value);
    }

    /// <summary>The value that stands at <paramref name="at"/>. When it is wrong that is noted, and what comes back must not be used.</summary>
    internal virtual T Read(JsonElement json, string at, CardErrors errors)
    {
        if (TryRead(json, out var value))
            return value;
        errors.Add(at, Expectation);
        return default!;
    }
}
