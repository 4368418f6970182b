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
}

/// <summary>A field that holds a <typeparamref name="T"/>.</summary>
public abstract class CardField<T>(string name, bool required, string holds) : CardField(name, required, holds)
    where T : notnull
{
    /// <summary>False when the value is none; then <see cref="Expectation"/> says what would be.</summary>
    public abstract bool TryRead(JsonElement json, [NotNullWhen(true)] out T? value);

    /// <summary>What to send instead, as a sentence.</summary>
    public abstract string Expectation { get; }

    protected abstract JsonNode ToJson(T value);

    /// <summary>Writes the value under the field's name.</summary>
    public void Write(JsonObject to, T value)
    {
        ArgumentNullException.ThrowIfNull(to);
        to[Name] = ToJson(value);
    }
}
