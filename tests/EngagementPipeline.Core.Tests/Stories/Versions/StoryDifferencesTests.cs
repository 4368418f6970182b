using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace EngagementPipeline.Core.Tests.Stories.Versions;

public sealed class StoryDifferencesTests
{
    [Fact]
    public void Says_nothing_of_two_that_are_the_same() => Assert.True(StoryDifferences.Between(Draft("a", "b"), Draft("a", "b")).None);

    [Fact]
    public void Tells_each_field_of_the_document_and_text_word_by_word()
    {
        var found = StoryDifferences.Between(Draft(), Draft() with { Title = "Story two", Summary = "New", Audience = Audience.National });

        Assert.Equal(["title", "summary", "audience"], found.Fields.Select(field => field.Field));
        Assert.Equal([new(Change.Same, "Story "), new(Change.Removed, "1"), new(Change.Added, "two")], found.Fields[0].Words);
        Assert.Equal((FieldSort.Value, "local", "national"), (found.Fields[2].Sort, found.Fields[2].Before, found.Fields[2].After));
        Assert.Empty(found.Cards);
    }

    [Fact]
    public void Cards_are_matched_by_id_and_told_in_the_order_of_the_later_with_the_removed_where_they_stood()
    {
        var found = StoryDifferences.Between(Draft("a", "b", "c", "d"), Draft("a", "d2", "new", "c"));

        Assert.Equal(
            ["Removed b 2→", "Added d2 →2", "Added new →3", "Removed d 4→"],
            found.Cards.OrderBy(card => card.Before ?? card.After).Select(Said).ToList());
        Assert.Equal(["b", "d2", "new", "d"], found.Cards.Select(card => card.Id));
    }

    [Fact]
    public void As_few_as_possible_have_moved()
    {
        var found = StoryDifferences.Between(Draft("a", "b", "c", "d", "e"), Draft("e", "a", "b", "c", "d"));

        Assert.Equal(["Moved e 5→1"], found.Cards.Select(Said));
    }

    [Fact]
    public void A_card_may_have_moved_and_changed_and_says_which_fields()
    {
        var before = Draft("a", "b") with { Cards = [new HeadingCard("a", "One", 2), new HeadingCard("b", "Two", 2)] };
        var after = before with { Cards = [new HeadingCard("b", "Two more", 3), new HeadingCard("a", "One", 2)] };

        var card = Assert.Single(StoryDifferences.Between(before, after).Cards);

        Assert.Equal("Moved,Changed b 2→1", Said(card));
        Assert.Equal(["text", "level"], card.Fields.Select(field => field.Field));
    }

    [Fact]
    public void A_card_whose_type_changed_is_another_card()
    {
        var before = Draft() with { Cards = [new HeadingCard("a", "One", 2)] };
        var after = before with { Cards = [new PromptCard("a", "One", null)] };

        Assert.Equal([CardChange.Added, CardChange.Removed], StoryDifferences.Between(before, after).Cards.SelectMany(card => card.Changes).Order());
    }

    [Fact]
    public void Quotes_stand_there_by_reference()
    {
        var before = Draft() with { Cards = [new QuoteWallCard("w", [StoryWorld.Voice(1), StoryWorld.Voice(2)])] };
        var after = before with { Cards = [new QuoteWallCard("w", [StoryWorld.Voice(2)])] };

        var field = Assert.Single(Assert.Single(StoryDifferences.Between(before, after).Cards).Fields);

        Assert.Equal(new("voices", FieldSort.Quotes, $"{StoryWorld.Voice(1)}\n{StoryWorld.Voice(2)}", $"{StoryWorld.Voice(2)}", []), field with { Words = [] });
        Assert.Empty(field.Words);
    }

    [Fact]
    public void A_list_is_compared_as_lines_so_that_one_more_entry_is_all_that_is_told()
    {
        var before = Draft() with { Cards = [new TimelineCard("t", [new("Monday", "It began."), new("Friday", "It ended.")])] };
        var after = before with { Cards = [new TimelineCard("t", [new("Sunday", "Nobody knew."), new("Monday", "It began."), new("Friday", "It ended.")])] };

        var field = Assert.Single(Assert.Single(StoryDifferences.Between(before, after).Cards).Fields);

        Assert.Equal("Sunday · Nobody knew.\nMonday · It began.\nFriday · It ended.", field.After);
        Assert.DoesNotContain(field.Words, piece => piece.Change == Change.Removed);
    }

    [Fact]
    public void The_first_version_is_compared_with_nothing()
    {
        var found = StoryDifferences.Between(null, Draft("a"));

        Assert.Equal(["title", "slug", "language", "audience"], found.Fields.Select(field => field.Field));
        Assert.Equal(["Added a →1"], found.Cards.Select(Said));
    }

    [Fact]
    public void It_is_empty_only_for_documents_that_are_the_same_and_leads_from_one_to_the_other()
    {
        Prop.ForAll(Documents().Two().ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var found = StoryDifferences.Between(before, after);
            var same = StoryJson.Write(before).AsSpan().SequenceEqual(StoryJson.Write(after));
            var gone = found.Cards.Where(card => card.After is null).Select(card => (card.Id, card.Type)).ToHashSet();
            var added = found.Cards.Where(card => card.Before is null).ToDictionary(card => card.After!.Value - 1, card => card.Id);
            var moved = found.Cards.Where(card => card.Changes.Contains(CardChange.Moved)).ToDictionary(card => card.After!.Value - 1, card => card.Id);

            // Take out what went and what moved, then put what came and what moved where it stands now.
            var order = before.Cards.Select(card => (card.Id, CardCatalogue.TypeOf(card).Name)).Where(card => !gone.Contains(card)).Select(card => card.Id)
                .Where(id => !moved.ContainsValue(id)).ToList();
            foreach (var (place, id) in added.Concat(moved).OrderBy(card => card.Key))
                order.Insert(place, id);
            return found.None == same && order.SequenceEqual(after.Cards.Select(card => card.Id));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    internal static Gen<StoryDocument> Documents()
    {
        var card =
            from id in Gen.Choose(1, 8)
            from sort in Gen.Choose(0, 4)
            from text in Gen.Elements("", "One", "One more", "Another one")
            from voice in Gen.Choose(1, 3)
            select (Card)(sort switch
            {
                0 => new HeadingCard($"c{id}", text, 2),
                1 => new PromptCard($"c{id}", text, voice),
                2 => new QuoteCard($"c{id}", StoryWorld.Voice(voice)),
                3 => new QuoteWallCard($"c{id}", [.. Enumerable.Range(voice, 2).Select(StoryWorld.Voice)]),
                _ => new TimelineCard($"c{id}", [new(text, text)]),
            });
        return from cards in card.ListOf()
               from title in Gen.Elements("", "A title", "Another title")
               select Draft() with { Title = title, Cards = [.. cards.DistinctBy(c => c.Id)] };
    }

    private static StoryDocument Draft(params string[] cards) =>
        StoryWorld.ADocument(1) with { Cards = [.. cards.Select(id => new HeadingCard(id, $"Card {id}", 2))] };

    private static string Said(CardDifference card) => $"{string.Join(',', card.Changes)} {card.Id} {card.Before}→{card.After}";
}
