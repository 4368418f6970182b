using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;

namespace EngagementPipeline.Core.Stories.Versions;

public enum CardChange
{
    Added,
    Removed,
    Moved,
    Changed,
}

/// <summary>
/// What happened to one card. <paramref name="Before"/> and <paramref name="After"/> are its places, from 1; one is missing where the card is. Of a card
/// that was added or removed, every field that says something is there.
/// </summary>
public sealed record CardDifference(
    string Id, string Type, IReadOnlyList<CardChange> Changes, int? Before, int? After, IReadOnlyList<FieldDifference> Fields);

/// <summary>
/// From one document to another: its fields, then its cards in the order of the later one. Pure. Cards are matched by id, so long as they are of the same type; as few
/// as possible count as moved. It is empty only for documents that are the same.
/// </summary>
public sealed record StoryDifferences(IReadOnlyList<FieldDifference> Fields, IReadOnlyList<CardDifference> Cards)
{
    public bool None => Fields is [] && Cards is [];

    /// <param name="before">Null for what was there before the first document: nothing.</param>
    /// <param name="after">The later one.</param>
    public static StoryDifferences Between(StoryDocument? before, StoryDocument after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return new(
            [
                .. FieldDifference.Text("title", before?.Title, after.Title),
                .. FieldDifference.Text("summary", before?.Summary, after.Summary),
                .. FieldDifference.Value("slug", before?.Slug.Value, after.Slug.Value),
                .. FieldDifference.Value("language", before?.Language.Value, after.Language.Value),
                .. FieldDifference.Value("audience", before is null ? null : Kebab.Of(before.Audience), Kebab.Of(after.Audience)),
            ],
            CardsBetween(before?.Cards ?? [], after.Cards));
    }

    private static List<CardDifference> CardsBetween(IReadOnlyList<Card> before, IReadOnlyList<Card> after)
    {
        var old = before.Index().ToDictionary(card => KeyOf(card.Item), card => card.Index);
        var places = after.Select(card => old.TryGetValue(KeyOf(card), out var place) ? place : (int?)null).ToList();
        var still = InOrder([.. places.OfType<int>()]);

        // Each with where it is told: beside the later document's cards; a removed one after the last before it that is still there.
        var told = new List<(int At, int Then, CardDifference Card)>();
        for (var i = 0; i < after.Count; i++)
        {
            if (places[i] is not { } place)
                told.Add((i, 0, new(after[i].Id, TypeOf(after[i]), [CardChange.Added], null, i + 1, FieldDifference.Between(null, after[i]))));
            else if (Compared(before[place], after[i], place, i, !still.Contains(place)) is { } compared)
                told.Add((i, 0, compared));
        }

        var last = -1;
        for (var place = 0; place < before.Count; place++)
        {
            if (places.IndexOf(place) is var now and >= 0)
                last = now;
            else
                told.Add((last, place + 1, new(before[place].Id, TypeOf(before[place]), [CardChange.Removed], place + 1, null, FieldDifference.Between(before[place], null))));
        }

        return [.. told.OrderBy(card => card.At).ThenBy(card => card.Then).Select(card => card.Card)];
    }

    private static CardDifference? Compared(Card before, Card after, int place, int now, bool moved)
    {
        var fields = FieldDifference.Between(before, after);
        CardChange[] changes = [.. moved ? [CardChange.Moved] : Array.Empty<CardChange>(), .. fields.Count > 0 ? [CardChange.Changed] : Array.Empty<CardChange>()];
        return changes is [] ? null : new(after.Id, TypeOf(after), changes, place + 1, now + 1, fields);
    }

    /// <summary>The longest run of places that stand in their old order (patience sorting): whoever is not in it has moved.</summary>
    private static HashSet<int> InOrder(IReadOnlyList<int> places)
    {
        var piles = new List<int>();
        var previous = new int[places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            var (low, high) = (0, piles.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = places[piles[middle]] < places[i] ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : piles[low - 1];
            if (low == piles.Count)
                piles.Add(i);
            else
                piles[low] = i;
        }

        var kept = new HashSet<int>();
        for (var i = piles.Count == 0 ? -1 : piles[^1]; i >= 0; i = previous[i])
            kept.Add(places[i]);
        return kept;
    }

    private static (string Id, string Type) KeyOf(Card card) => (card.Id, TypeOf(card));

    private static string TypeOf(Card card) => CardCatalogue.TypeOf(card).Name;
}
