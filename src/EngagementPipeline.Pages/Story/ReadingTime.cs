using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Pages.Story;

/// <summary>How long a page takes to read: 200 words a minute, slow enough for somebody who takes it in.</summary>
public static class ReadingTime
{
    private const int WordsAMinute = 200;

    /// <summary>Whole minutes, at least one, of everything that this page shows.</summary>
    public static int MinutesFor(StoryPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var texts = page.Document.Cards
            .SelectMany(card => card.Voices.Select(voice => page.Quotes.TryGetValue(voice, out var quote) ? quote.Words : "").Append(card.Words))
            .Append(page.Document.Title)
            .Append(page.Document.Summary);
        return Math.Max(1, (int)Math.Round(texts.Sum(CountWords) / (double)WordsAMinute, MidpointRounding.AwayFromZero));
    }

    private static int CountWords(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
