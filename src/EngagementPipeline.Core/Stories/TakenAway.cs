using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// What a published page no longer shows of what was published, for those who decide whether it should stay. <paramref name="At"/>: when the page last lost
/// something. <paramref name="NothingLeft"/>: it shows nothing of a young person's any more.
/// </summary>
public sealed record TakenAway(int Quotes, int Media, DateTimeOffset At, bool NothingLeft)
{
    /// <summary>Null while the page shows all that was published.</summary>
    /// <param name="document">What was published.</param>
    /// <param name="usable">The quotes that may be shown now.</param>
    /// <param name="shown">The pictures and sounds that may be.</param>
    /// <param name="before">What was known before: its time stays while no more is gone.</param>
    /// <param name="now">When the page is made.</param>
    public static TakenAway? Of(
        StoryDocument document, IReadOnlyDictionary<VoiceId, UsableQuote> usable, IReadOnlyDictionary<MediaId, StoredMedia> shown, TakenAway? before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(document);
        var quotes = document.Voices.Count(voice => !usable.ContainsKey(voice));
        var media = document.Media.Count(one => !shown.ContainsKey(one));
        if (quotes + media == 0)
            return null;
        var nothingLeft = document.Voices.All(voice => !usable.ContainsKey(voice)) && document.Media.All(one => !shown.TryGetValue(one, out var there) || there.Consents is []);
        var at = before is not null && quotes + media <= before.Quotes + before.Media ? before.At : now;
        return new(quotes, media, at, nothingLeft);
    }
}
