using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.SetAside;

/// <summary>What was put back, and about how much is still set aside.</summary>
public sealed record PutBack(int Count, int Left);

/// <summary>
/// Puts work that could not be done back on its queue. It is sent first and taken out afterwards, so that a crash between the two loses nothing: it may do the
/// work twice, which every kind of work here bears (style.md, rule 7).
/// </summary>
public sealed class PutBackWorkHandler(IEnumerable<WorkKind> kinds, ISetAside setAside, IPutBackNotes notes, IAudit audit, TimeProvider clock)
{
    /// <summary>So many at most in one call, which somebody waits for.</summary>
    public int MostAtOnce { get; init; } = 1_000;

    public async Task<Result<PutBack>> OneAsync(string queue, string id, Actor by, CancellationToken cancellationToken)
    {
        if (KindOf(queue) is not { } kind || await setAside.HoldAsync(queue, id, cancellationToken) is not { } held)
            return Refusals.NotFound("message");

        await PutBackAsync(kind, held, by, cancellationToken);
        return new PutBack(1, await setAside.CountAsync(queue, cancellationToken));
    }

    /// <summary>As many as are set aside now, so that what fails again meanwhile is not taken again.</summary>
    public async Task<Result<PutBack>> AllAsync(string queue, Actor by, CancellationToken cancellationToken)
    {
        if (KindOf(queue) is not { } kind)
            return Refusals.NotFound("queue");

        // What fails again meanwhile stands behind those that were there.
        var left = Math.Min(MostAtOnce, await setAside.CountAsync(queue, cancellationToken));
        var done = 0;
        while (left > 0 && await setAside.HoldNextAsync(queue, left, cancellationToken) is { Count: > 0 } next)
        {
            foreach (var held in next)
                await PutBackAsync(kind, held, by, cancellationToken);
            (done, left) = (done + next.Count, left - next.Count);
        }

        return new PutBack(done, await setAside.CountAsync(queue, cancellationToken));
    }

    private async Task PutBackAsync(WorkKind kind, HeldMessage held, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await setAside.SendAgainAsync(kind.Queue, held, cancellationToken);
        await notes.NoteAsync(kind.Queue, held, now, cancellationToken);
        await audit.RecordAsync(new(now, by, "work-put-back", $"{kind.Queue}/{held.Message.Id}", kind.AboutOf(held.Message.Text)?.Project), cancellationToken);
        await setAside.RemoveAsync(kind.Queue, held, cancellationToken);
    }

    private WorkKind? KindOf(string queue) => kinds.FirstOrDefault(kind => kind.Queue == queue);
}
