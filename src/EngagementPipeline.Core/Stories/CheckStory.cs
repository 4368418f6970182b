using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Cards;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Whether a story may be published, and what to do about it if not. Each problem names its card, or none when it is the story's. Notes, which do not
/// block, stand among the problems.
/// </summary>
public sealed record StoryChecked(bool Publishable, IReadOnlyList<DocumentProblem> Problems);

public sealed class CheckStoryHandler(IStoryDrafts drafts, IUsableQuotes quotes, IKeptWords kept, UsableMedia usableMedia, ILiveStories live, SiteSettings site)
{
    public async Task<Result<StoryChecked>> HandleAsync(StoryId story, CancellationToken cancellationToken) =>
        await drafts.FindAsync(story, cancellationToken) is { Value: var head }
            ? Checked(await ProblemsAsync(await drafts.ReadAsync(story, head.Document, cancellationToken), cancellationToken))
            : Refusals.NotFound("story");

    /// <summary>What stands in the way and what is only noted, in the order of the page.</summary>
    public async Task<IReadOnlyList<DocumentProblem>> ProblemsAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var usable = await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken);
        var media = await usableMedia.FindAsync(document, cancellationToken);
        var repeats = await kept.AreRepeatedAsync(document.Project, document.Voices, [document.Title, document.Summary], cancellationToken);
        var dead = await DeadLinksAsync(document, cancellationToken);
        return
        [
            .. OfStory(document, repeats),
            .. HeadingOrder.ProblemsOf(document.Cards).Concat(document.Cards.SelectMany(card => OfCard(card, document, usable, media, dead)))
                .OrderBy(problem => document.Cards.Select(card => card.Id).ToList().IndexOf(problem.Card!)),
        ];
    }

    /// <summary>Only what stands in the way.</summary>
    public async Task<IReadOnlyList<DocumentProblem>> BlocksAsync(StoryDocument document, CancellationToken cancellationToken) =>
        [.. (await ProblemsAsync(document, cancellationToken)).Where(problem => problem.Blocks)];

    private static Result<StoryChecked> Checked(IReadOnlyList<DocumentProblem> problems) => new StoryChecked(!problems.Any(problem => problem.Blocks), problems);

    private static IEnumerable<DocumentProblem> OfStory(StoryDocument document, bool repeats)
    {
        if (document.Title.Length == 0)
            yield return new("no-title", null, "The story has no title yet. Readers see it first.");
        if (document.Cards is [])
            yield return new("no-cards", null, "The story has no cards yet. Add the first one.");
        // They go into mails, news pages and previews of links, where no withdrawal reaches them.
        if (repeats)
            yield return new("repeats-words", null, "The title or the summary repeats words of a quote. They would stay when those words are taken back. Say it in your own words.");
        if (document.Language.IsEnglish
            && ReadingAge.Of(document.Cards.Select(card => card.Words).Append(document.Title).Append(document.Summary)) is { } age and > ReadingAge.Target)
        {
            yield return new(
                "reading-age", null,
                string.Create(CultureInfo.InvariantCulture, $"Your own words read as if for somebody of about {age}. Shorter sentences and plainer words reach readers of {ReadingAge.Target}."),
                Blocks: false);
        }
    }

    private static IEnumerable<DocumentProblem> OfCard(
        Card card, StoryDocument document, IReadOnlyDictionary<VoiceId, UsableQuote> usable, IReadOnlyDictionary<MediaId, StoredMedia> media, IReadOnlySet<string> dead)
    {
        foreach (var problem in card.Problems())
            yield return problem;

        if (card is SliderCard { When: SliderTime.After } slider && slider.Earlier(document.Cards) is null)
        {
            yield return new(
                "no-pair", card.Id,
                "This slider asks again, but no earlier one with as many steps is marked to be asked before. Add one above it, or ask this one once.");
        }

        foreach (var (place, voice) in card.Voices.Index())
        {
            if (!usable.ContainsKey(voice))
            {
                yield return new(
                    "quote-not-usable", card.Id,
                    card.Voices.Count == 1
                        ? $"These words may not be shown to a {Kebab.Of(document.Audience)} audience just now. Choose another quote, or take the card out."
                        : string.Create(CultureInfo.InvariantCulture, $"Quote {place + 1} of this card may not be shown to a {Kebab.Of(document.Audience)} audience just now. Choose another, or remove it."));
            }
        }

        if (card.Media.Any(use => media.GetValueOrDefault(use.Id)?.Full.Kind != use.Kind))
            yield return new("media-not-usable", card.Id, $"The picture or sound of this card may not be shown to a {Kebab.Of(document.Audience)} audience just now, or is not there any more. Choose another one, or take the card out.");
        foreach (var link in card.Links.Where(dead.Contains).Distinct(StringComparer.Ordinal))
            yield return new("dead-link", card.Id, $"The link to {link} leads to no published story. Publish that one first, or take the link out.");
    }

    private async Task<IReadOnlySet<string>> DeadLinksAsync(StoryDocument document, CancellationToken cancellationToken)
    {
        var ours = document.Cards.SelectMany(card => card.Links)
            .Select(link => (Link: link, Slug: StoryLink.SlugIn(link, site.BaseUrl)))
            .Where(link => link.Slug is { } slug && slug != document.Slug)
            .ToList();
        if (ours is [])
            return new HashSet<string>();
        var standing = (await live.ListAsync(cancellationToken)).Where(story => story.Live).Select(story => story.Slug).ToHashSet();
        return ours.Where(link => !standing.Contains(link.Slug!.Value)).Select(link => link.Link).ToHashSet(StringComparer.Ordinal);
    }
}

internal static class HeadingOrder
{
    /// <summary>Headings that skip a level, which whoever hears the page would take for something missing.</summary>
    public static IEnumerable<DocumentProblem> ProblemsOf(IEnumerable<Card> cards)
    {
        var level = 1; // the title's
        foreach (var heading in cards.OfType<HeadingCard>())
        {
            if (heading.Level > level + 1)
                yield return new("heading-order", heading.Id, "This heading skips a level. Make it a level 2 heading, or put one before it.");
            level = heading.Level;
        }
    }
}
