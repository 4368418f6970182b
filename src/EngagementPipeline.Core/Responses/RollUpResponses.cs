using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Responses;

/// <summary>What a run did.</summary>
public sealed record ResponsesRolledUp(int Days);

/// <summary>
/// Brings the sums up to the answers. A day that is due is worked out afresh from its answers and replaced, and so is each card's total from its days: running it again, or
/// twice at once, changes nothing. Reading the sums costs as much as a story has cards, however many answered.
/// </summary>
public sealed class RollUpResponsesHandler(
    IResponsesDue due, IResponseStore responses, IResponseSumStore sums, KnownQuestions questions, Disclosure disclosure)
{
    public async Task<ResponsesRolledUp> HandleAsync(CancellationToken cancellationToken)
    {
        var days = await due.ListAsync(cancellationToken);
        foreach (var story in days.GroupBy(day => day.Story))
            await RollUpAsync(story.Key, [.. story], cancellationToken);
        return new(days.Count);
    }

    private async Task RollUpAsync(StoryId story, IReadOnlyList<DueDay> days, CancellationToken cancellationToken)
    {
        if (await questions.ReadAsync(story, cancellationToken) is { } asked)
        {
            foreach (var day in days)
                await ReplaceDayAsync(story, asked.Project, day.Day, cancellationToken);
            await ReplaceTotalsAsync(story, asked.Project, cancellationToken);
        }

        // A story that is not there any more was erased with its project. An answer that was on its way then goes too. Asked after writing, so that of the
        // eraser and this one always sees the other.
        if (await questions.ReadAsync(story, cancellationToken) is null)
        {
            await responses.EraseAsync(story, cancellationToken);
            await sums.EraseAsync(story, cancellationToken);
        }

        foreach (var day in days)
            await due.SettledAsync(day, cancellationToken);
    }

    private async Task ReplaceDayAsync(StoryId story, ProjectId project, DateOnly day, CancellationToken cancellationToken)
    {
        var tallies = new Dictionary<string, (long Answers, Dictionary<string, long> Cells)>(StringComparer.Ordinal);
        await foreach (var (card, cells) in responses.OfDayAsync(story, day, cancellationToken))
        {
            var (answers, counts) = tallies.TryGetValue(card, out var tally) ? tally : (0, new(StringComparer.Ordinal));
            foreach (var cell in cells)
                counts[cell] = counts.GetValueOrDefault(cell) + 1;
            tallies[card] = (answers + 1, counts);
        }

        foreach (var (card, (answers, cells)) in tallies)
            await sums.ReplaceAsync(new(story, project, day, card, new(answers, cells)), cancellationToken);
    }

    private async Task ReplaceTotalsAsync(StoryId story, ProjectId project, CancellationToken cancellationToken)
    {
        var days = await sums.ReadAsync(story, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken).ToListAsync(cancellationToken);
        foreach (var card in days.GroupBy(day => day.Card, StringComparer.Ordinal))
            await sums.ReplaceTotalAsync(new(story, project, card.Key, CardTotal.YearsOf(card), Told: null), disclosure, cancellationToken);
    }
}
