namespace EngagementPipeline.Core.Shared;

/// <summary>
/// The invented project that shows a new installation what the system does. Its id is fixed, so that every page can say
/// "sample" without asking, and one button can remove all of it.
/// </summary>
public static class Sample
{
    public static readonly ProjectId Project = new(Guid.Parse("5a3f1e00-0000-4000-8000-000000000001"));
}

/// <summary>
/// One feature's part of removing a whole project: everything it holds of it, derived rows and files included.
/// Safe to repeat after stopping half-way.
/// </summary>
public interface IEraseProject
{
    /// <summary>Published pages go first (10), then what they were made from (20), then counts (30), last the project itself (40).</summary>
    int Order { get; }

    Task EraseAsync(ProjectId project, CancellationToken cancellationToken);
}
