namespace EngagementPipeline.Core.Shared;

public enum OutsideStanding
{
    Works,

    /// <summary>Nobody asked for it; what would go there is shown in the outbox.</summary>
    NotSetUp,

    /// <summary>It was set up and does not work, or holds more than it should.</summary>
    NeedsSomebody,

    /// <summary>It gave no answer that says; the same question may get one later.</summary>
    NotKnown,
}

/// <summary>How one use of another service stands, in a sentence or two that say what to do next.</summary>
public sealed record OutsideFinding(string What, OutsideStanding Standing, string Says)
{
    /// <summary>A service that is busy or silent says nothing of a permission; one that does not know us does.</summary>
    public static OutsideFinding Of(string what, OutsideException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(what, fault is { IsPassing: true, Kind: not OutsideFaultKind.SignIn } ? OutsideStanding.NotKnown : OutsideStanding.NeedsSomebody, fault.Message);
    }
}

/// <summary>Asks another service harmless questions and changes nothing there.</summary>
public interface ICheckOutside
{
    Task<IReadOnlyList<OutsideFinding>> CheckAsync(CancellationToken cancellationToken);
}
