using System.Text.Json.Serialization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

public enum Setting
{
    School,
    YouthClub,
    Online,
    Other,
}

public enum Phase
{
    Primary,
    Secondary,
    [JsonStringEnumMemberName("post-16")]
    Post16,
    Mixed,
}

/// <summary>One meeting with a group, on a day in Europe/London.</summary>
public sealed record Session
{
    public const int LongestPlace = 120;
    public const int LargestGroup = 10_000;

    public required SessionId Id { get; init; }

    public required ProjectId Project { get; init; }

    public required DateOnly HeldOn { get; init; }

    public required string Place { get; init; }

    public required Setting Setting { get; init; }

    public required Phase Phase { get; init; }

    /// <summary>How many young people were there, whether or not they said anything.</summary>
    public required int GroupSize { get; init; }
}

public interface ISessionStore
{
    Task<Session?> FindAsync(ProjectId project, SessionId session, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already.</summary>
    Task<bool> AddAsync(Session session, CancellationToken cancellationToken);

    /// <summary>The sessions of one project whose ids follow <paramref name="after"/> (null: from the first), by id.</summary>
    IAsyncEnumerable<Session> ReadAsync(ProjectId project, SessionId? after, CancellationToken cancellationToken);
}
