using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Stories;

/// <summary>
/// Whether a text repeats what is kept of voices: also of those that may not be shown now, because they are held, say, or no longer agreed to. It tells that and never the words.
/// </summary>
public interface IKeptWords
{
    Task<bool> AreRepeatedAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, IReadOnlyList<string> texts, CancellationToken cancellationToken);
}

public sealed class KeptWords(IVoiceStore store) : IKeptWords
{
    public async Task<bool> AreRepeatedAsync(ProjectId project, IReadOnlyCollection<VoiceId> voices, IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        RepeatedWords.MayBeIn(texts)
        && RepeatedWords.Are(texts, (await store.FindAsync(project, voices.Distinct().ToList(), cancellationToken)).SelectMany(voice => new[] { voice.OriginalWords, voice.Words }));
}
