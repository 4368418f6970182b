using System.Text.Json.Serialization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

public enum AgeBand
{
    [JsonStringEnumMemberName("under-13")]
    Under13,
    [JsonStringEnumMemberName("13-15")]
    From13To15,
    [JsonStringEnumMemberName("16-17")]
    From16To17,
    [JsonStringEnumMemberName("18-25")]
    From18To25,
}

/// <summary>
/// A young person under a pseudonym: there is no name here, nor a field that could take one. The optional three are only ever
/// read as suppressed sums; no call answers with one person's, but the file that is theirs.
/// </summary>
public sealed record Participant
{
    public const int LongestDetail = 60;

    public required ParticipantId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required AgeBand AgeBand { get; init; }

    public string? District { get; init; }

    public string? EthnicGroup { get; init; }

    public string? Sex { get; init; }

    /// <summary>By the service's own clock.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>From when the optional three are gone: they were kept as long as the project keeps them.</summary>
    public DateTimeOffset? DetailsErasedAt { get; init; }

    /// <summary>From when everything of theirs was to go, because they asked: no consent is recorded for them any more.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Whether both say the same, whenever they were added. What was erased is not missed, and not brought back.</summary>
    public bool IsSameAs(Participant other) =>
        (DetailsErasedAt is not null || (District, EthnicGroup, Sex) == (other.District, other.EthnicGroup, other.Sex))
        && this with
        {
            District = other.District,
            EthnicGroup = other.EthnicGroup,
            Sex = other.Sex,
            AddedAt = other.AddedAt,
            DetailsErasedAt = other.DetailsErasedAt,
            ErasedAt = other.ErasedAt,
        } == other;
}

public interface IParticipantStore
{
    Task<Participant?> FindAsync(ProjectId project, ParticipantId participant, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already.</summary>
    Task<bool> AddAsync(Participant participant, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the optional three for good and marks the participant as erased; the first instant stays. Leaves the age band, under the same id. Safe to repeat.
    /// </summary>
    Task EraseAsync(ProjectId project, ParticipantId participant, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Every participant of a project, read as they are asked for.</summary>
    IAsyncEnumerable<Participant> ReadAsync(ProjectId project, CancellationToken cancellationToken);
}
