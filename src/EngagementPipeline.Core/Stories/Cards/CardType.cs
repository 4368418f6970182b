using System.Text.Json.Nodes;

namespace EngagementPipeline.Core.Stories.Cards;

/// <summary>
/// One type of card: its name, its fields, and how they become a <see cref="Card"/> and back. A new type is one file here,
/// one component in Pages/Story/Cards, and one section of docs/cards.md. The catalogue, the page and the editor find it by themselves.
/// </summary>
public abstract class CardType
{
    private protected CardType(string name, string purpose, IReadOnlyList<CardField> fields)
    {
        Name = name;
        Purpose = purpose;
        Fields = fields;
    }

    /// <summary>What <c>type</c> says in the document.</summary>
    public string Name { get; }

    /// <summary>What the editor calls it; its name when there is nothing better.</summary>
    public virtual string? Label => null;

    /// <summary>One sentence for writers, the same in the editor and in docs/cards.md.</summary>
    public string Purpose { get; }

    /// <summary>The fields beside <c>id</c> and <c>type</c>, in the order they are written.</summary>
    public IReadOnlyList<CardField> Fields { get; }

    internal abstract Type CardClass { get; }

    internal abstract Card Read(string id, CardReader fields);

    internal abstract void Write(Card card, JsonObject to);
}

/// <summary>A type whose cards are <typeparamref name="TCard"/>.</summary>
public abstract class CardType<TCard>(string name, string purpose, params IReadOnlyList<CardField> fields) : CardType(name, purpose, fields)
    where TCard : Card
{
    internal sealed override Type CardClass => typeof(TCard);

    internal sealed override Card Read(string id, CardReader fields) => ReadCard(id, fields);

    internal sealed override void Write(Card card, JsonObject to) => WriteCard((TCard)card, to);

    /// <summary>Reads every field; one that can't be read has been noted by the reader, and the card will not be used.</summary>
    protected abstract TCard ReadCard(string id, CardReader fields);

    /// <summary>Writes every field back, so that what was read is what is stored.</summary>
    protected abstract void WriteCard(TCard card, JsonObject to);
}
