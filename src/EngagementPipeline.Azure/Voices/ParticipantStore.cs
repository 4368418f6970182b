using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ParticipantRow : IErases
{
    public const string Table = "Participants";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string AgeBand { get; set; } = "";

    public string? District { get; set; }

    public string? EthnicGroup { get; set; }

    public string? Sex { get; set; }

    public DateTimeOffset? AddedAt { get; set; }

    public DateTimeOffset? DetailsErasedAt { get; set; }

    public DateTimeOffset? ErasedAt { get; set; }

    bool IErases.IsErased => DetailsErasedAt is not null;

    public static ParticipantRow Of(Participant participant) => new()
    {
        PartitionKey = participant.Project.ToString(),
        RowKey = participant.Id.ToString(),
        AgeBand = Kebab.Of(participant.AgeBand),
        District = participant.District,
        EthnicGroup = participant.EthnicGroup,
        Sex = participant.Sex,
        AddedAt = participant.AddedAt,
        DetailsErasedAt = participant.DetailsErasedAt,
        ErasedAt = participant.ErasedAt,
    };

    public Participant ToParticipant() => new()
    {
        Id = Stored.Id<ParticipantId>(RowKey),
        Project = Stored.Id<ProjectId>(PartitionKey),
        AgeBand = Kebab.Parse<AgeBand>(AgeBand),
        District = District,
        EthnicGroup = EthnicGroup,
        Sex = Sex,
        AddedAt = AddedAt,
        DetailsErasedAt = DetailsErasedAt,
        ErasedAt = ErasedAt,
    };
}

public sealed class ParticipantStore(Storage storage) : IParticipantStore, IParticipantDetails
{
    private readonly TableClient _participants = storage.Table(ParticipantRow.Table);

    public async Task<Participant?> FindAsync(ProjectId project, ParticipantId participant, CancellationToken cancellationToken) =>
        (await _participants.FindAsync<ParticipantRow>(project.ToString(), participant.ToString(), cancellationToken))?.ToParticipant();

    public Task<bool> AddAsync(Participant participant, CancellationToken cancellationToken) =>
        _participants.TryAddAsync(ParticipantRow.Of(participant), cancellationToken);

    public IAsyncEnumerable<Participant> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        _participants.ReadAllAsync<ParticipantRow>($"PartitionKey eq {project.ToString()}", cancellationToken).Select(row => row.ToParticipant());

    IAsyncEnumerable<DetailsKept> IParticipantDetails.ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        _participants.ReadAllAsync<ParticipantRow>($"PartitionKey eq {project.ToString()}", cancellationToken)
            .Where(row => (row.District ?? row.EthnicGroup ?? row.Sex) is not null)
            .Select(row => new DetailsKept(Stored.Id<ParticipantId>(row.RowKey), London.DayOf(row.AddedAt ?? row.Timestamp!.Value)));

    public Task EraseAsync(ProjectId project, ParticipantId participant, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(
            project, participant, row => row.ErasedAt is not null,
            row => (row.District, row.EthnicGroup, row.Sex, row.DetailsErasedAt, row.ErasedAt) = (null, null, null, row.DetailsErasedAt ?? at, at),
            cancellationToken);

    Task IParticipantDetails.EraseAsync(ProjectId project, ParticipantId participant, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeAsync(
            project, participant, row => row.DetailsErasedAt is not null,
            row => (row.District, row.EthnicGroup, row.Sex, row.DetailsErasedAt) = (null, null, null, at),
            cancellationToken);

    private async Task ChangeAsync(
        ProjectId project, ParticipantId participant, Func<ParticipantRow, bool> done, Action<ParticipantRow> change, CancellationToken cancellationToken)
    {
        while (await _participants.FindAsync<ParticipantRow>(project.ToString(), participant.ToString(), cancellationToken) is { } row && !done(row))
        {
            change(row);
            if (await _participants.TryReplaceAsync(row, row.ETag, cancellationToken))
                return;
        }
    }
}
