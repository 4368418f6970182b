using System.Collections.Frozen;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Pages.Story.Cards;

/// <summary>The view of each type of card, found by what it derives from.</summary>
public static class CardViews
{
    private static readonly FrozenDictionary<Type, Type> ByCard = typeof(CardViews).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, BaseType: { IsGenericType: true } view } && view.GetGenericTypeDefinition() == typeof(CardView<>))
        .ToFrozenDictionary(type => type.BaseType!.GenericTypeArguments[0]);

    public static Type Of(Card card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return ByCard[card.GetType()];
    }

    /// <summary>The names of the views that these cards need, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> NamesFor(IEnumerable<Card> cards) =>
        [.. cards.Select(card => Of(card).Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
