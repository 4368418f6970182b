using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Retention;

/// <summary>
/// How long a project keeps what it holds of young people, in days of Europe/London. Whichever comes first counts; what is kept goes
/// the day after its last day. Pure.
/// </summary>
/// <param name="Until">The project's own last day; null for none.</param>
/// <param name="WordsForMonths">From the day the words were captured, 1 to <see cref="MostMonths"/>.</param>
/// <param name="DetailsForMonths">District, ethnic group and sex, from the day the participant was added, likewise.</param>
public sealed record RetentionRule(DateOnly? Until = null, int WordsForMonths = 36, int DetailsForMonths = 24)
{
    public const int MostMonths = 120;

    /// <summary>Three years for words, so that a figure can be compared with the year before; two for what is only ever added up.</summary>
    public static readonly RetentionRule Default = new();

    public DateOnly LastDayOfWords(DateOnly captured) => Earlier(captured.AddMonths(WordsForMonths));

    public DateOnly LastDayOfDetails(DateOnly added) => Earlier(added.AddMonths(DetailsForMonths));

    private DateOnly Earlier(DateOnly day) => Until is { } until && until < day ? until : day;
}

public interface IRetentionRules
{
    /// <summary>The rule that took the place of the one the project was created with; null where that still counts.</summary>
    Task<Versioned<RetentionRule>?> FindAsync(ProjectId project, CancellationToken cancellationToken);

    /// <param name="project">Whose.</param>
    /// <param name="rule">From now on.</param>
    /// <param name="mark">Of the rule that it takes the place of; null where none stands yet.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False, and nothing changes, when another rule stands by now.</returns>
    Task<bool> WriteAsync(ProjectId project, RetentionRule rule, string? mark, CancellationToken cancellationToken);
}

/// <summary>The rule that counts now.</summary>
public sealed class CurrentRetention(IProjectStore projects, IRetentionRules rules)
{
    /// <summary>The mark of the rule that a project was created with.</summary>
    public const string AsCreated = "as-created";

    public async Task<Versioned<RetentionRule>?> FindAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(project, cancellationToken) is not { } found)
            return null;
        return await rules.FindAsync(project, cancellationToken) ?? new Versioned<RetentionRule>(found.Retention, AsCreated);
    }
}
