using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.SampleProject;

/// <summary>Takes the invented project away: its page, its words, its counts, itself. Safe to repeat after stopping half-way.</summary>
public sealed class RemoveSampleHandler(IEnumerable<IEraseProject> parts, ISampleMark mark, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(Actor by, CancellationToken cancellationToken)
    {
        await mark.MarkRemovedAsync(true, cancellationToken);
        foreach (var part in parts.OrderBy(part => part.Order))
            await part.EraseAsync(Shared.Sample.Project, cancellationToken);

        await audit.RecordAsync(
            new AuditEntry(clock.GetUtcNow(), by, "sample-removed", $"project/{Shared.Sample.Project}", Shared.Sample.Project), cancellationToken);
        return Done.Instance;
    }
}
