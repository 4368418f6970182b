using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Azure.Voices;

public sealed class VoiceStore(Storage storage) : IVoiceStore, IVoicesToAnswer
{
    private readonly TableClient _voices = storage.Table(VoiceRow.Table);

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

    public IAsyncEnumerable<Voice> ReadAsync(
        ProjectId project, VoiceId? after, VoiceFilter filter, CancellationToken cancellationToken) =>
        _voices.QueryAsync<VoiceRow>(QueryOf(project, after, filter), maxPerPage: Pages.Size + 1, cancellationToken: cancellationToken)
            .Select(row => row.ToVoice());

    public Task<bool> AddAsync(Voice voice, CancellationToken cancellationToken) =>
        _voices.TryAddAsync(VoiceRow.Of(voice), cancellationToken);

    public Task<bool> ReplaceAsync(Versioned<Voice> voice, CancellationToken cancellationToken) =>
        _voices.TryReplaceAsync(VoiceRow.Of(voice.Value), new ETag(voice.Mark), cancellationToken);

    public IAsyncEnumerable<VoiceToAnswer> ReadAsync(
        ProjectId project, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (pending, approved) = (Kebab.Of(VoiceStatus.Pending), Kebab.Of(VoiceStatus.Approved));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {project.ToString()} and CapturedAt ge {from} and CapturedAt lt {until} and (Status eq {pending} or Status eq {approved})");
        return _voices.QueryAsync<VoiceRow>(filter, select: ["RowKey", nameof(VoiceRow.Themes)], cancellationToken: cancellationToken)
            .Select(row => new VoiceToAnswer(Stored.Id<VoiceId>(row.RowKey), Stored.Texts(row.Themes)));
    }

    private static string QueryOf(ProjectId project, VoiceId? after, VoiceFilter filter)
    {
        var conditions = new List<string>
        {
            TableClient.CreateQueryFilter($"PartitionKey eq {project.ToString()} and RowKey gt {after?.ToString() ?? ""}"),
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
