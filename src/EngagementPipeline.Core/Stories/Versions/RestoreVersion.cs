using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories.Versions;

/// <summary>Makes an older version the newest. <paramref name="Mark"/>: the state that was looked at; <c>*</c> for whatever stands.</summary>
public sealed record RestoreVersion(StoryId Story, int Revision, string? Mark);

/// <summary>The story as it now stands, and what of the older version is not in it.</summary>
public sealed record VersionRestored(StoryKept Kept, int From, IReadOnlyList<LeftOut> LeftOut);

/// <summary>Something that an older version had and that may not, or cannot, come back. <paramref name="Message"/> says it to whoever restored it.</summary>
public sealed record LeftOut(string Code, int Count, string Message);

/// <summary>
/// Restores by saving the older document anew, so that every version in between stays. Only what is still usable comes back: consent is read now, for the audience
/// that the older version was for. Publishing reads it once more.
/// </summary>
public sealed class RestoreVersionHandler(
    IStoryDrafts drafts, IStoryVersions versions, IUsableQuotes quotes, UsableMedia usableMedia, PutStoryHandler put, IAudit audit)
{
    public async Task<Result<VersionRestored>> HandleAsync(RestoreVersion command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await drafts.FindAsync(command.Story, cancellationToken) is not { Value: var head })
            return Refusals.NotFound("story");
        if (await versions.FindAsync(command.Story, command.Revision, cancellationToken) is not { Head: var version })
            return Refusals.NotFound("version");

        var old = await versions.ReadAsync(command.Story, version.Document, cancellationToken);
        var (document, leftOut) = await UsableAsync(old, head, cancellationToken);
        var kept = await put.HandleAsync(new(command.Story, document, command.Mark) { Apart = true }, by, cancellationToken);
        if (!kept.Succeeded)
            return kept.Refusal;

        var now = kept.Value.State.Head;
        if (now.Revision > head.Revision)
        {
            var why = string.Create(CultureInfo.InvariantCulture, $"Version {command.Revision} was put back.");
            await audit.RecordAsync(new AuditEntry(now.ChangedAt, by, "story-restored", $"story/{command.Story}", now.Project, why), cancellationToken);
        }

        return new VersionRestored(kept.Value, command.Revision, leftOut);
    }

    private async Task<(StoryDocument Document, IReadOnlyList<LeftOut> LeftOut)> UsableAsync(OldDocument old, StoryHead head, CancellationToken cancellationToken)
    {
        var document = old.Document;
        var shown = await quotes.FindAsync(document.Project, document.Voices, document.Audience, Purpose.Story, cancellationToken);
        var there = await usableMedia.FindAsync(document, cancellationToken);
        var voices = document.Voices.Where(voice => !shown.ContainsKey(voice)).ToHashSet();
        var gone = document.Cards.SelectMany(card => card.Media).Where(use => there.GetValueOrDefault(use.Id)?.Full.Kind != use.Kind).DistinctBy(use => use.Id).ToList();
        var media = gone.Select(use => use.Id).ToHashSet();

        // The address is not part of what was written: it stays where people find the story now.
        var usable = document with { Slug = head.Slug, Cards = [.. document.Cards.Select(card => card.Without(voices, media)).OfType<Cards.Card>()] };
        return (usable,
        [
            .. Left("quotes", voices.Count, "1 quote may no longer be shown and was left out.", "{0} quotes may no longer be shown and were left out."),
            .. Left("pictures", gone.Count(use => use.Kind == MediaKind.Image), "1 picture is not there any more and was left out.", "{0} pictures are not there any more and were left out."),
            .. Left("sounds", gone.Count(use => use.Kind == MediaKind.Audio), "1 sound is not there any more and was left out.", "{0} sounds are not there any more and were left out."),
            .. Left("cards", old.Lost.Count, "1 card is of a type that no longer exists and was left out.", "{0} cards are of types that no longer exist and were left out."),
            .. Left("address", document.Slug == head.Slug ? 0 : 1, $"The address stays /s/{head.Slug}/.", ""),
        ]);
    }

    private static IEnumerable<LeftOut> Left(string code, int count, string one, string many) => count switch
    {
        0 => [],
        1 => [new(code, count, one)],
        _ => [new(code, count, string.Format(CultureInfo.InvariantCulture, many, count))],
    };
}
