using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Retention;

/// <summary>A voice that still holds words, and the day from which they are kept.</summary>
/// <param name="WithLead">With the safeguarding lead: it stays until the lead is done with it, whatever the rule says.</param>
public sealed record WordsKept(VoiceId Voice, DateOnly Since, bool WithLead);

public interface IWordsKept
{
    /// <summary>All of a project's, in no particular order.</summary>
    Task<IReadOnlyList<WordsKept>> ReadAsync(ProjectId project, CancellationToken cancellationToken);
}

/// <summary>A participant of whom any of district, ethnic group and sex is kept.</summary>
public sealed record DetailsKept(ParticipantId Participant, DateOnly Since);

public interface IParticipantDetails
{
    /// <summary>All of a project's, in no particular order.</summary>
    IAsyncEnumerable<DetailsKept> ReadAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Leaves the age band. Safe to repeat.</summary>
    Task EraseAsync(ProjectId project, ParticipantId participant, DateTimeOffset at, CancellationToken cancellationToken);
}

public enum KeptKind
{
    Words,
    Details,
}

/// <summary>What goes the day after <paramref name="LastDay"/>: the words of a voice, or the details of a participant.</summary>
public sealed record Leaving(KeptKind Kind, Guid Id, DateOnly LastDay);

/// <summary>How many go in one month, that of the day they go.</summary>
public sealed record LeavingInMonth(DateOnly Month, int Words, int Details);

/// <summary>What a project's rule will take, and when. <paramref name="WithLead"/> stay as long as the safeguarding lead needs them.</summary>
public sealed record RetentionPlan(
    Versioned<RetentionRule> Rule, int WordsDue, int DetailsDue, int WithLead, IReadOnlyList<LeavingInMonth> Months, Page<Leaving> Leaving);

/// <summary><paramref name="From"/> is a page's <c>continue</c>.</summary>
public sealed record PlanRetention(ProjectId Project, string? From);

/// <summary>Tells what the timer would erase and when, before it does; by last day, 50 at a time.</summary>
public sealed class PlanRetentionHandler(CurrentRetention current, IWordsKept words, IParticipantDetails details, TimeProvider clock)
{
    public async Task<Result<RetentionPlan>> HandleAsync(PlanRetention query, CancellationToken cancellationToken)
    {
        if (query.From is { } from && !IsPlace(from))
            return Refusals.BadContinue;
        if (await current.FindAsync(query.Project, cancellationToken) is not { } rule)
            return Refusals.NotFound("project");

        var kept = await words.ReadAsync(query.Project, cancellationToken);
        var leaving = kept.Where(one => !one.WithLead)
            .Select(one => new Leaving(KeptKind.Words, one.Voice.Value, rule.Value.LastDayOfWords(one.Since)))
            .ToList();
        await foreach (var one in details.ReadAsync(query.Project, cancellationToken))
            leaving.Add(new(KeptKind.Details, one.Participant.Value, rule.Value.LastDayOfDetails(one.Since)));

        var today = clock.Today();
        return new RetentionPlan(
            rule,
            leaving.Count(one => one.Kind == KeptKind.Words && one.LastDay < today),
            leaving.Count(one => one.Kind == KeptKind.Details && one.LastDay < today),
            kept.Count(one => one.WithLead),
            MonthsOf(leaving),
            await leaving.OrderBy(PlaceOf, StringComparer.Ordinal)
                .SkipWhile(one => query.From is { } place && string.CompareOrdinal(PlaceOf(one), place) <= 0)
                .ToAsyncEnumerable()
                .ToPageAsync(PlaceOf, cancellationToken));
    }

    private static List<LeavingInMonth> MonthsOf(IEnumerable<Leaving> leaving) =>
        leaving.GroupBy(one => MonthOf(one.LastDay.AddDays(1)))
            .OrderBy(month => month.Key)
            .Select(month => new LeavingInMonth(
                month.Key, month.Count(one => one.Kind == KeptKind.Words), month.Count(one => one.Kind == KeptKind.Details)))
            .ToList();

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static string PlaceOf(Leaving one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.LastDay:yyyy-MM-dd}_{Kebab.Of(one.Kind)}_{one.Id:D}");

    private static bool IsPlace(string text) =>
        text.Split('_') is [var day, var kind, var id]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && Kebab.TryParse<KeptKind>(kind, out _)
        && Guid.TryParseExact(id, "D", out _);
}
