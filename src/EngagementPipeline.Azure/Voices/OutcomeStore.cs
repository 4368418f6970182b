using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Outcomes;

namespace EngagementPipeline.Azure.Voices;

internal sealed class OutcomeRow : IErases
{
    public const string Table = "Outcomes";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Voices { get; set; } = "";

    public string? Theme { get; set; }

    public string? YouSaid { get; set; }

    public string WeDid { get; set; } = "";

    public string DecidedOn { get; set; } = "";

    public string? By { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WordsErasedAt { get; set; }

    bool IErases.IsErased => WordsErasedAt is not null;

    public static OutcomeRow Of(Outcome outcome) => new()
    {
        PartitionKey = outcome.Project.ToString(),
        RowKey = outcome.Id.ToString(),
        Voices = string.Join(' ', outcome.Voices),
        Theme = outcome.Theme,
        YouSaid = outcome.YouSaid,
        WeDid = outcome.WeDid,
        DecidedOn = Stored.Day(outcome.DecidedOn),
        By = outcome.By,
        RecordedAt = outcome.RecordedAt,
        WordsErasedAt = outcome.WordsErasedAt,
    };

    public Outcome ToOutcome() => new()
    {
        Id = Stored.Id<OutcomeId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        Voices = Voices.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Stored.Id<VoiceId>).ToList(),
        Theme = Theme,
        YouSaid = YouSaid,
        WeDid = WeDid,
        DecidedOn = Stored.Day(DecidedOn),
        By = By,
        RecordedAt = RecordedAt,
        WordsErasedAt = WordsErasedAt,
    };
}

public sealed class OutcomeStore(Storage storage) : IOutcomeStore
{
    private readonly TableClient _outcomes = storage.Table(OutcomeRow.Table);

    public async Task<Versioned<Outcome>?> FindAsync(ProjectId project, OutcomeId outcome, CancellationToken cancellationToken) =>
        await _outcomes.FindAsync<OutcomeRow>(project.ToString(), outcome.ToString(), cancellationToken) is { } row
            ? new Versioned<Outcome>(row.ToOutcome(), row.ETag.ToString())
            : null;

    public IAsyncEnumerable<Outcome> ReadAsync(ProjectId project, OutcomeId? after, CancellationToken cancellationToken) =>
        _outcomes.ReadAllAsync<OutcomeRow>($"PartitionKey eq {project.ToString()} and RowKey gt {after?.ToString() ?? ""}", cancellationToken)
            .Select(row => row.ToOutcome());

    public Task<bool> AddAsync(Outcome outcome, CancellationToken cancellationToken) =>
        _outcomes.TryAddAsync(OutcomeRow.Of(outcome), cancellationToken);

    public Task<bool> ReplaceAsync(Versioned<Outcome> outcome, CancellationToken cancellationToken) =>
        _outcomes.TryReplaceAsync(OutcomeRow.Of(outcome.Value), new ETag(outcome.Mark), cancellationToken);

    public Task RemoveAsync(ProjectId project, OutcomeId outcome, CancellationToken cancellationToken) =>
        _outcomes.DeleteEntityAsync(project.ToString(), outcome.ToString(), cancellationToken: cancellationToken);
}
