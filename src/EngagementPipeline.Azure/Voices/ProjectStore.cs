using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Azure.Voices;

internal sealed class ProjectRow : ITableEntity
{
    public const string Table = "Projects";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Title { get; set; } = "";

    public string Purpose { get; set; } = "";

    public int ParentOrCarerBelow { get; set; }

    public bool CompetenceNoteStandsIn { get; set; }

    public bool ReviewBySecondPerson { get; set; }

    public string? RetainUntil { get; set; }

    public int? WordsForMonths { get; set; }

    public int? DetailsForMonths { get; set; }

    public static ProjectRow Of(Project project) => new()
    {
        PartitionKey = project.Id.ToString(),
        RowKey = project.Id.ToString(),
        Title = project.Title,
        Purpose = project.Purpose,
        ParentOrCarerBelow = project.Rule.ParentOrCarerBelow,
        CompetenceNoteStandsIn = project.Rule.CompetenceNoteStandsIn,
        ReviewBySecondPerson = project.ReviewBySecondPerson,
        RetainUntil = project.Retention.Until is { } until ? Stored.Day(until) : null,
        WordsForMonths = project.Retention.WordsForMonths,
        DetailsForMonths = project.Retention.DetailsForMonths,
    };

    public Project ToProject() => new()
    {
        Id = Stored.Id<ProjectId>(RowKey),
        Title = Title,
        Purpose = Purpose,
        Rule = new(ParentOrCarerBelow, CompetenceNoteStandsIn),
        ReviewBySecondPerson = ReviewBySecondPerson,
        Retention = RetentionRow.RuleOf(RetainUntil, WordsForMonths, DetailsForMonths),
    };
}

public sealed class ProjectStore(Storage storage) : IProjectStore
{
    private readonly TableClient _projects = storage.Table(ProjectRow.Table);

    public async Task<Project?> FindAsync(ProjectId project, CancellationToken cancellationToken) =>
        (await _projects.FindAsync<ProjectRow>(project.ToString(), project.ToString(), cancellationToken))?.ToProject();

    public Task<bool> AddAsync(Project project, CancellationToken cancellationToken) =>
        _projects.TryAddAsync(ProjectRow.Of(project), cancellationToken);

    public IAsyncEnumerable<Project> ReadAsync(CancellationToken cancellationToken) =>
        _projects.QueryAsync<ProjectRow>(cancellationToken: cancellationToken).Select(row => row.ToProject());
}
