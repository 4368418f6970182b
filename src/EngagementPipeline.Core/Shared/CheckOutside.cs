namespace EngagementPipeline.Core.Shared;

/// <summary>How the uses of other services stood when they were looked at last.</summary>
public sealed record OutsideChecked(DateTimeOffset At, IReadOnlyList<OutsideFinding> Findings)
{
    public IEnumerable<OutsideFinding> NeedingSomebody => Findings.Where(finding => finding.Standing == OutsideStanding.NeedsSomebody);

    /// <summary>Nothing outside is set up, so nothing was asked.</summary>
    public bool IsOfNothing => Findings.All(finding => finding.Standing == OutsideStanding.NotSetUp);
}

/// <summary>Keeps what was found last, for whoever looks in between.</summary>
public interface IOutsideChecks
{
    Task<OutsideChecked?> LastAsync(CancellationToken cancellationToken);

    Task KeepAsync(OutsideChecked found, CancellationToken cancellationToken);
}

/// <summary>Looks how the uses of other services stand: when the app starts, once a day, and when an administrator asks.</summary>
public sealed class CheckOutsideHandler(IEnumerable<ICheckOutside> checks, IOutsideChecks kept, TimeProvider clock)
{
    public async Task<OutsideChecked> HandleAsync(CancellationToken cancellationToken)
    {
        var findings = new List<OutsideFinding>();
        foreach (var check in checks)
            findings.AddRange(await check.CheckAsync(cancellationToken));
        var found = new OutsideChecked(clock.GetUtcNow(), findings);
        // What was found before the settings were taken away is true no longer.
        if (!found.IsOfNothing || await kept.LastAsync(cancellationToken) is not null)
            await kept.KeepAsync(found, cancellationToken);
        return found;
    }
}
