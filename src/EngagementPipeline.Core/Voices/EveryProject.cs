namespace EngagementPipeline.Core.Voices;

public static class EveryProject
{
    /// <summary>Projects read at once: each is a few queries, and a report asks them of all projects.</summary>
    private const int AtOnce = 8;

    /// <summary>Makes something of each project, in the order that projects are read in.</summary>
    public static async Task<IReadOnlyList<T>> SelectAsync<T>(
        this IProjectStore projects, Func<Project, CancellationToken, Task<T>> select, CancellationToken cancellationToken)
    {
        var all = await projects.ReadAsync(cancellationToken).ToListAsync(cancellationToken);
        var made = new T[all.Count];
        await Parallel.ForAsync(
            0,
            all.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, token) => made[i] = await select(all[i], token));
        return made;
    }
}
