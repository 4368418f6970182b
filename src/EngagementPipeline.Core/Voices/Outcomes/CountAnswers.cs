using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Outcomes;

/// <summary>
/// How many voices of one project were captured on some days, and how many of those have an outcome. Left out are voices that were
/// taken back, turned down in review, or are held.
/// </summary>
public sealed record VoicesAnswered(ProjectId Project, string Title, long Voices, long Answered);

/// <summary>What Reports may know of voices: numbers.</summary>
public interface ICountAnswers
{
    /// <summary>By project, for the days from one to the other, both included; projects without such voices are left out.</summary>
    Task<IReadOnlyList<VoicesAnswered>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken);
}

/// <summary>As much of a voice as counting needs: none of its words.</summary>
public sealed record VoiceToAnswer(VoiceId Voice, IReadOnlyList<string> Themes);

public interface IVoicesToAnswer
{
    /// <summary>Voices of a project that wait for review or are approved, captured from one instant until before another.</summary>
    IAsyncEnumerable<VoiceToAnswer> ReadAsync(ProjectId project, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

public sealed class CountAnswers(IProjectStore projects, IVoicesToAnswer voices, IOutcomeStore outcomes) : ICountAnswers
{
    public async Task<IReadOnlyList<VoicesAnswered>> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var counted = await projects.SelectAsync((project, token) => CountAsync(project, from, to, token), cancellationToken);
        return counted.Where(count => count.Voices > 0).OrderBy(count => count.Title, StringComparer.Ordinal).ThenBy(count => count.Project.Value).ToList();
    }

    private async Task<VoicesAnswered> CountAsync(Project project, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var recorded = await outcomes.ReadAsync(project.Id, after: null, cancellationToken).ToListAsync(cancellationToken);
        var answered = recorded.SelectMany(outcome => outcome.Voices).ToHashSet();
        var themes = recorded.Select(outcome => outcome.Theme).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var count = new VoicesAnswered(project.Id, project.Title, 0, 0);
        await foreach (var voice in voices.ReadAsync(project.Id, London.StartOf(from), London.StartOf(to.AddDays(1)), cancellationToken))
        {
            var isAnswered = answered.Contains(voice.Voice) || voice.Themes.Any(themes.Contains);
            count = count with { Voices = count.Voices + 1, Answered = count.Answered + (isAnswered ? 1 : 0) };
        }

        return count;
    }
}
