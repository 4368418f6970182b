using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices.Retention;

namespace EngagementPipeline.Functions.Voices;

/// <summary>
/// What <c>PUT …/retention</c> takes: the project's last day, if it has one; months from capture for words (36) and from joining for
/// details (24), 1 to 120; and why, for the audit. With the <c>mark</c> of the rule that it changes in If-Match.
/// </summary>
public sealed record RetentionRequest(string? RetainUntil, int? WordsForMonths, int? DetailsForMonths, string? Why)
{
    public Result<ChangeRetention> Parse(string project, string? mark)
    {
        var fields = new Fields();
        var id = fields.Id<ProjectId>(project, "project");
        var rule = Parse(fields, RetainUntil, WordsForMonths, DetailsForMonths);
        var why = fields.Text(Why, "why", ChangeRetention.LongestWhy);
        return fields.Build(() => new ChangeRetention(id, rule, why, mark));
    }

    public static RetentionRule Parse(Fields fields, string? until, int? words, int? details) => new(
        fields.OptionalDay(until, "retainUntil"),
        words is null ? RetentionRule.Default.WordsForMonths : fields.Number(words, "wordsForMonths", 1, RetentionRule.MostMonths),
        details is null ? RetentionRule.Default.DetailsForMonths : fields.Number(details, "detailsForMonths", 1, RetentionRule.MostMonths));
}

/// <summary>
/// The rule; what is past and goes at the next hour; what goes in which month; and, 50 at a time, by last day, what goes.
/// <c>mark</c> goes into If-Match of a change. <c>withLead</c> stay as long as the safeguarding lead needs them.
/// </summary>
public sealed record RetentionAnswer(
    DateOnly? RetainUntil,
    int WordsForMonths,
    int DetailsForMonths,
    DueAnswer Due,
    int WithLead,
    IReadOnlyList<MonthAnswer> Months,
    IReadOnlyList<Leaving> Items,
    string? Continue,
    string Mark)
{
    public static RetentionAnswer Of(RetentionPlan plan) => new(
        plan.Rule.Value.Until,
        plan.Rule.Value.WordsForMonths,
        plan.Rule.Value.DetailsForMonths,
        new(plan.WordsDue, plan.DetailsDue),
        plan.WithLead,
        plan.Months.Select(month => new MonthAnswer($"{month.Month:yyyy-MM}", month.Words, month.Details)).ToList(),
        plan.Leaving.Items,
        plan.Leaving.Continue,
        plan.Rule.Mark);
}

public sealed record DueAnswer(int Words, int Details);

public sealed record MonthAnswer(string Month, int Words, int Details);

public sealed record RetentionRuleAnswer(DateOnly? RetainUntil, int WordsForMonths, int DetailsForMonths, string Mark)
{
    public static RetentionRuleAnswer Of(Versioned<RetentionRule> rule) =>
        new(rule.Value.Until, rule.Value.WordsForMonths, rule.Value.DetailsForMonths, rule.Mark);
}
