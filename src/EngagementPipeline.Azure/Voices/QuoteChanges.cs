using System.Text.Json;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// Announces by the queue <c>take-down</c>, whose reader is whoever shows quotes. A message is JSON,
/// <c>{v, project, voices: [], at, consent?}</c>, with at most <see cref="MostVoices"/> voices: an Azure queue takes 64 KiB of base64.
/// </summary>
public sealed class QuoteChanges(Storage storage) : IQuoteChanges
{
    public const string Queue = "take-down";
    public const int MostVoices = 500;

    private readonly QueueClient _queue = storage.Queue(Queue);

    public async Task AnnounceAsync(QuotesChanged changed, CancellationToken cancellationToken)
    {
        // A consent without any voice is one message, too.
        foreach (var voices in changed.Voices.Count == 0 ? [[]] : changed.Voices.Chunk(MostVoices))
            await _queue.SendMessageAsync(Correlation.Put(MessageOf(changed, voices)), cancellationToken);
    }

    private static string MessageOf(QuotesChanged changed, IEnumerable<VoiceId> voices) =>
        JsonSerializer.Serialize(
            new Message(MessageVersion.Present, changed.Project.ToString(), voices.Select(voice => voice.ToString()).ToList(), changed.At, changed.Consent?.ToString()), JsonSerializerOptions.Web);

    private sealed record Message(int V, string Project, IReadOnlyList<string> Voices, DateTimeOffset At, string? Consent);
}
