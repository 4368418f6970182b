using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// The short list: of every voice of a project its id and what a list leaves out by (<see cref="VoiceListEntry"/>), some 25 bytes
/// each, in <see cref="Parts"/> rows of the voices' own partition, spread by id. A voice and its entry are written in one entity
/// group transaction: either both or none, so the list is never wrong. A filtered page costs <see cref="Parts"/> point reads and the voices on
/// it, however large the project and however rare what is asked for. docs/decisions/0007-short-list-of-voices.md says why.
/// </summary>
internal sealed class VoiceList(TableClient voices)
{
    public const int Parts = 8;

    /// <summary>
    /// The ids after a place that a filter lets through, in order. Null where a part is missing: the project has few voices yet, or
    /// was written before there was a list; then its voices themselves are the list.
    /// </summary>
    public async Task<IReadOnlyList<VoiceId>?> FindAsync(
        ProjectId project, VoiceId? after, VoiceFilter filter, CancellationToken cancellationToken)
    {
        if (await ReadAsync(project, cancellationToken) is not { } entries)
            return null;

        var from = after?.ToString() ?? "";
        return entries
            .Where(entry => entry.Fits(filter))
            .Select(entry => (entry.Id, Key: entry.Id.ToString()))
            .Where(entry => string.CompareOrdinal(entry.Key, from) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Id)
            .ToList();
    }

    /// <summary>Every entry, in no particular order; null where a part is missing.</summary>
    public async Task<IReadOnlyList<VoiceListEntry>?> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(Enumerable.Range(0, Parts)
            .Select(part => voices.FindAsync<VoiceListRow>(project.ToString(), VoiceListRow.KeyOf(part), cancellationToken)));
        return rows.Any(row => row is null) ? null : rows.SelectMany(row => VoiceListEntry.Read(row!)).ToList();
    }

    /// <summary>Writes a voice together with its entry: a new one without a mark, a changed one under the mark that it was read with.</summary>
    /// <returns>False, and nothing changes, when a new one stands already, or a changed one has changed since.</returns>
    public async Task<bool> WriteAsync(Voice voice, ETag? mark, CancellationToken cancellationToken)
    {
        var row = VoiceRow.Of(voice);
        for (var attempt = 0; ; attempt++)
        {
            var part = await PartOfAsync(voice, cancellationToken);
            part.Put(VoiceListEntry.Of(voice));
            try
            {
                await voices.SubmitTransactionAsync(
                    [
                        mark is { } standing
                            ? new(TableTransactionActionType.UpdateReplace, row, standing)
                            : new(TableTransactionActionType.Add, row),
                        part.ToAction(),
                    ],
                    cancellationToken);
                return true;
            }
            catch (RequestFailedException moved) when (moved.Status is 404 or 409 or 412)
            {
                // Either the voice is not as it was, which is the caller's to know, or another voice was quicker with this part.
                var now = await voices.FindAsync<VoiceRow>(row.PartitionKey, row.RowKey, cancellationToken);
                if (mark is { } read ? now?.ETag != read : now is not null)
                    return false;
            }

            await Task.Delay(RandomNumberGenerator.GetInt32(1, 10 * Math.Min(attempt + 2, 20)), cancellationToken);
        }
    }

    /// <summary>The part that a voice belongs to, as it stands; one that is missing is made from the voices that are there.</summary>
    private async Task<Part> PartOfAsync(Voice voice, CancellationToken cancellationToken)
    {
        var (project, number) = (voice.Project.ToString(), VoiceListEntry.PartOf(voice.Id));
        if (await voices.FindAsync<VoiceListRow>(project, VoiceListRow.KeyOf(number), cancellationToken) is { } row)
            return new Part(row, IsNew: false, VoiceListEntry.Read(row).ToDictionary(entry => entry.Id));

        var there = await voices.QueryAsync<VoiceRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {project} and RowKey lt {VoiceListRow.KeyOf(0)}"), cancellationToken: cancellationToken)
            .Select(standing => standing.ToVoice())
            .Where(standing => VoiceListEntry.PartOf(standing.Id) == number)
            .ToListAsync(cancellationToken);
        return new Part(
            new VoiceListRow { PartitionKey = project, RowKey = VoiceListRow.KeyOf(number) }, IsNew: true, there.Select(VoiceListEntry.Of).ToDictionary(entry => entry.Id));
    }

    private sealed record Part(VoiceListRow Row, bool IsNew, Dictionary<VoiceId, VoiceListEntry> Entries)
    {
        public void Put(VoiceListEntry entry) => Entries[entry.Id] = entry;

        public TableTransactionAction ToAction()
        {
            VoiceListEntry.Write(Entries.Values, Row);
            return IsNew ? new(TableTransactionActionType.Add, Row) : new(TableTransactionActionType.UpdateReplace, Row, Row.ETag);
        }
    }
}
