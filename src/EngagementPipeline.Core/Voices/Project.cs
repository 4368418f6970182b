using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// A piece of work with young people: what it is called, what their words are asked for, and the rules it chose. None of it
/// changes once recorded, because consents were given under it.
/// </summary>
public sealed record Project
{
    public const int LongestTitle = 200;
    public const int LongestPurpose = 1_000;

    public required ProjectId Id { get; init; }

    public required string Title { get; init; }

    public required string Purpose { get; init; }

    public ConsentRule Rule { get; init; } = ConsentRule.Default;

    /// <summary>How long it keeps words, as it was created; <see cref="CurrentRetention"/> knows what counts now.</summary>
    public RetentionRule Retention { get; init; } = RetentionRule.Default;

    /// <summary>True where nobody may approve or edit what they captured themselves.</summary>
    public bool ReviewBySecondPerson { get; init; }
}

public interface IProjectStore
{
    Task<Project?> FindAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when the id stands already.</summary>
    Task<bool> AddAsync(Project project, CancellationToken cancellationToken);

    /// <summary>Every project. There are tens, perhaps hundreds; not thousands.</summary>
    IAsyncEnumerable<Project> ReadAsync(CancellationToken cancellationToken);
}
