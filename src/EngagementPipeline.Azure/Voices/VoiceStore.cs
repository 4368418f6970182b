using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Azure.Voices;

public sealed class VoiceStore(Storage storage) : IVoiceStore, IVoicesToAnswer, IVoicesHeard, IVoicesOfWorker, IWordsKept
{
    private readonly TableClient _voices = storage.Table(VoiceRow.Table);
    private readonly VoiceList _list = new(storage.Table(VoiceRow.Table));

    public async Task<Versioned<Voice>?> FindAsync(ProjectId project, VoiceId voice, CancellationToken cancellationToken) =>
        await _voices.FindAsync<VoiceRow>(project.ToString(), voice.ToString(), cancellationToken) is { } row
            ? new Versioned<Voice>(row.ToVoice(), row.ETag.ToString())
            : null;

    public async Task<IReadOnlyList<Voice>> FindAsync(
        ProjectId project, IReadOnlyCollection<VoiceId> voices, CancellationToken cancellationToken)
    {
        var rows = await _voices.FindAllAsync<VoiceRow>(project.ToString(), voices.Select(v => v.ToString()), cancellationToken);
        return rows.Select(row => row.ToVoice()).ToList();
    }

    /// <summary>A filtered list reads the project's short list (<see cref="VoiceList"/>), and then only the voices that it names.</summary>
    public async IAsyncEnumerable<Voice> ReadAsync(
        ProjectId project, VoiceId? after, VoiceFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (filter.AsksNothing || await _list.FindAsync(project, after, filter, cancellationToken) is not { } listed)
        {
            await foreach (var row in QueryAsync(project, after, filter, cancellationToken))
            {
                if (row.ToVoice() is var voice && VoiceListEntry.Of(voice).Fits(filter))
                    yield return voice;
            }

            yield break;
        }

        foreach (var some in listed.Chunk(Pages.Size + 1))
        {
            foreach (var listedVoice in (await FindAsync(project, some, cancellationToken)).OrderBy(voice => voice.Id.ToString(), StringComparer.Ordinal))
                yield return listedVoice;
        }
    }

    public async Task<bool> AddAsync(Voice voice, CancellationToken cancellationToken) =>
        await _list.WriteAsync(voice, mark: null, cancellationToken);

    public Task<bool> ReplaceAsync(Versioned<Voice> voice, CancellationToken cancellationToken) =>
        _list.WriteAsync(voice.Value, new ETag(voice.Mark), cancellationToken);

    public async Task<IReadOnlyList<WordsKept>> ReadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var entries = await _list.ReadAsync(project, cancellationToken)
            ?? await QueryAsync(project, after: null, new VoiceFilter(), cancellationToken).Select(row => VoiceListEntry.Of(row.ToVoice())).ToListAsync(cancellationToken);
        return entries.Where(entry => entry.HoldsWords)
            .Select(entry => new WordsKept(entry.Id, entry.KeptSince, entry.Status == VoiceStatus.Held))
            .ToList();
    }

    private AsyncPageable<VoiceRow> QueryAsync(ProjectId project, VoiceId? after, VoiceFilter filter, CancellationToken cancellationToken) =>
        _voices.QueryAsync<VoiceRow>(QueryOf(project, after, filter), maxPerPage: Pages.Size + 1, cancellationToken: cancellationToken);

    public IAsyncEnumerable<VoiceToAnswer> ReadAsync(
        ProjectId project, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        CountedAsync(project, from, until, ["RowKey", nameof(VoiceRow.Themes)], cancellationToken)
            .Select(row => new VoiceToAnswer(Stored.Id<VoiceId>(row.RowKey), Stored.Texts(row.Themes)));

    public IAsyncEnumerable<VoiceHeard> HeardAsync(
        ProjectId project, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken) =>
        CountedAsync(project, from, until, [nameof(VoiceRow.Participant), nameof(VoiceRow.Session), nameof(VoiceRow.CapturedAt)], cancellationToken)
            .Select(row => new VoiceHeard(Stored.IdOrNone<ParticipantId>(row.Participant), Stored.IdOrNone<SessionId>(row.Session), row.CapturedAt));

    public IAsyncEnumerable<VoiceOfWorker> OfWorkerAsync(ProjectId project, string worker, CancellationToken cancellationToken) =>
        _voices.QueryAsync<VoiceRow>(
                TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()} and CapturedBy eq {worker}"), select: VoiceRow.ColumnsOfWorker, cancellationToken: cancellationToken)
            .Select(row => row.ToVoice())
            .Select(voice => new VoiceOfWorker(
                voice.Id, voice.Participant, [voice.Consent, .. voice.EarlierConsents], voice.Status, voice.WithLead, voice.CapturedAt, voice.Reviewed?.At, voice.ErasedAt, voice.Themes));

    /// <summary>Those that wait for review or are approved, and of them only these columns.</summary>
    private AsyncPageable<VoiceRow> CountedAsync(
        ProjectId project, DateTimeOffset from, DateTimeOffset until, string[] columns, CancellationToken cancellationToken)
    {
        var (pending, approved) = (Kebab.Of(VoiceStatus.Pending), Kebab.Of(VoiceStatus.Approved));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {project.ToString()} and CapturedAt ge {from} and CapturedAt lt {until} and (Status eq {pending} or Status eq {approved})");
        return _voices.QueryAsync<VoiceRow>(filter, select: columns, cancellationToken: cancellationToken);
    }

    private static string QueryOf(ProjectId project, VoiceId? after, VoiceFilter filter)
    {
        var conditions = new List<string>
        {
            TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()} and RowKey gt {after?.ToString() ?? ""} and RowKey lt {VoiceListRow.KeyOf(0)}"),
        };
        if (filter.Status is { } status)
            conditions.Add(TableClient.CreateQueryFilter($"Status eq {Kebab.Of(status)}"));
        if (filter.Audience is { } audience)
            conditions.Add($"{VoiceRow.ColumnOf(audience)} eq true");
        if (filter.Purpose is { } purpose)
            conditions.Add($"{VoiceRow.ColumnOf(purpose)} eq true");
        return string.Join(" and ", conditions);
    }
}
