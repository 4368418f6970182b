using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.SetAside;

public sealed record DiscardWork(string Queue, string Id, string Reason)
{
    public const int LongestReason = 500;
}

/// <summary>
/// Throws work away that could not be done, with a reason that the audit keeps. Where nobody else would see to it and somebody's words could stay on show,
/// only what can't be read goes.
/// </summary>
public sealed class DiscardWorkHandler(IEnumerable<WorkKind> kinds, ISetAside setAside, IAudit audit, TimeProvider clock)
{
    public async Task<Result<Done>> HandleAsync(DiscardWork command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (kinds.FirstOrDefault(kind => kind.Queue == command.Queue) is not { } kind
            || await setAside.HoldAsync(command.Queue, command.Id, cancellationToken) is not { } held)
            return Refusals.NotFound("message");

        var about = kind.AboutOf(held.Message.Text);
        if (!kind.MayBeDiscarded && about is not null)
        {
            await setAside.LetGoAsync(command.Queue, held, cancellationToken);
            return Refusals.MustBeDone;
        }

        // Said before it is done: a message that is gone with nobody knowing why would be worse than one that is not gone yet.
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "work-discarded", $"{command.Queue}/{command.Id}", about?.Project, command.Reason), cancellationToken);
        await setAside.RemoveAsync(command.Queue, held, cancellationToken);
        return Done.Instance;
    }
}
