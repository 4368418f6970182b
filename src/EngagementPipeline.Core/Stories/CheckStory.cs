using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>Whether a story may be published, and what to do about it if not. Each problem names its card, or none when it is the story's.</summary>
public sealed record StoryChecked(bool Publishable, IReadOnlyList<DocumentProblem> Problems);

public sealed class CheckStoryHandler(IStoryDrafts drafts, IUsableQuotes quotes)
{
    public async Task<Result<StoryChecked>> HandleAsync(StoryId story, CancellationToken cancellationToken) =>
        await drafts.FindAsync(story, cancellationToken) is { Value: var head }
            ? Checked(await ProblemsAsync(await drafts.ReadAsync(story, head.Document, cancellationToken), cancellationToken))
            : Refusals.NotFound("story");

    /// <summary>In the order of the page.</summary>
    public async Task<IReadOnlyList<DocumentProblem>> ProblemsAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var usable = await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken);
        return [.. OfStory(document), .. OfCards(document, usable)];
    }

    private static Result<StoryChecked> Checked(IReadOnlyList<DocumentProblem> problems) => new StoryChecked(problems is [], problems);

    private static IEnumerable<DocumentProblem> OfStory(StoryDocument document)
    {
        if (document.Title.Length == 0)
            yield return new("no-title", null, "The story has no title yet. Readers see it first.");
        if (document.Cards is [])
            yield return new("no-cards", null, "The story has no cards yet. Add the first one.");
    }

    private static IEnumerable<DocumentProblem> OfCards(StoryDocument document, IReadOnlyDictionary<VoiceId, UsableQuote> usable)
    {
        var level = 1; // the title's
        foreach (var card in document.Cards)
        {
            foreach (var problem in card.Problems())
                yield return problem;

            if (card is HeadingCard heading)
            {
                if (heading.Level > level + 1)
                    yield return new("heading-order", card.Id, "This heading skips a level. Make it a level 2 heading, or put one before it.");
                level = heading.Level;
            }

            if (card is SliderCard { When: SliderTime.After } slider && slider.Earlier(document.Cards) is null)
            {
                yield return new(
                    "no-pair", card.Id,
                    "This slider asks again, but no earlier one with as many steps is marked to be asked before. Add one above it, or ask this one once.");
            }

            if (card.Voices.Any(voice => !usable.ContainsKey(voice)))
            {
                yield return new(
                    "quote-not-usable", card.Id,
                    $"These words may not be shown to a {Kebab.Of(document.Audience)} audience just now. Choose another quote, or take the card out.");
            }
        }
    }
}
