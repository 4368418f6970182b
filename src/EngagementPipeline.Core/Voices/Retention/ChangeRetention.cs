using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices.Retention;

/// <summary>Another rule for a project, with the mark of the one it takes the place of, and why.</summary>
public sealed record ChangeRetention(ProjectId Project, RetentionRule Rule, string Why, string? Mark)
{
    public const int LongestWhy = 300;
}

/// <summary>
/// What else a project decided stays for good, because people agreed under it; how long its words are kept may change, by an act
/// that the audit keeps. A day that is over is refused: the next timer would erase everything.
/// </summary>
public sealed class ChangeRetentionHandler(CurrentRetention current, IRetentionRules rules, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Versioned<RetentionRule>>> HandleAsync(ChangeRetention command, Actor by, CancellationToken cancellationToken)
    {
        if (await current.FindAsync(command.Project, cancellationToken) is not { } standing)
            return Refusals.NotFound("project");
        if (standing.Value == command.Rule)
            return standing;
        if (standing.Mark != command.Mark)
            return Refusals.Stale("retention rule");
        if (command.Rule.Until < clock.Today())
            return Refusals.DoesNotFit("retainUntil", "Is over. Choose today or a later day.");

        await audit.RecordAsync(
            new(clock.GetUtcNow(), by, "retention-changed", $"project/{command.Project}", command.Project, command.Why), cancellationToken);
        var mark = standing.Mark == CurrentRetention.AsCreated ? null : standing.Mark;
        return await rules.WriteAsync(command.Project, command.Rule, mark, cancellationToken)
            ? (await current.FindAsync(command.Project, cancellationToken))!
            : Refusals.Stale("retention rule");
    }
}
