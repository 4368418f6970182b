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

    /// <summary>What cards that ask their reader something have in common. It comes first, and its script's names are seen by the others.</summary>
    public const string Shared = "Asking";

    /// <summary>The names of the views that these cards need, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> NamesFor(IReadOnlyCollection<Card> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var views = cards.Select(card => Of(card).Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return cards.Any(card => card is IAsks or BranchCard) ? [Shared, .. views] : [.. views];
    }
}
