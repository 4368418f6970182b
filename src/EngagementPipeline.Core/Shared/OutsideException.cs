namespace EngagementPipeline.Core.Shared;

/// <summary>Why another service did not do what it was asked.</summary>
public enum OutsideFaultKind
{
    /// <summary>It asks to be left alone for a while, and has done nothing.</summary>
    Busy,

    /// <summary>No answer, or a fault on its side: it may have done it all the same. Look before asking again.</summary>
    Unsure,

    /// <summary>It does not know us, or not any more.</summary>
    SignIn,

    /// <summary>It knows us, and we may not.</summary>
    NotAllowed,

    /// <summary>What was asked for is not there.</summary>
    Gone,

    /// <summary>Something stands there already.</summary>
    Standing,

    /// <summary>It has changed since it was read.</summary>
    Changed,

    /// <summary>It does not take what it was sent.</summary>
    NotTaken,

    /// <summary>Somebody has it to themselves for now.</summary>
    Locked,

    /// <summary>There is no room for it.</summary>
    Full,
}

/// <summary>
/// Another service did not do what it was asked. <see cref="Exception.Message"/> says what happened and what to do next, in words for whoever waits for
/// it; it holds nothing that was sent.
/// </summary>
/// <param name="kind">What kind of no it was.</param>
/// <param name="message">What happened and what to do next.</param>
/// <param name="inner">What it was made of; its own text stays out of pages.</param>
public class OutsideException(OutsideFaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public OutsideFaultKind Kind => kind;

    /// <summary>The permission that is likely missing, such as <c>Mail.Send</c>; null where it isn't about one.</summary>
    public string? Permission { get; init; }

    /// <summary>For <see cref="OutsideFaultKind.Busy"/>: how long to wait, where the service said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same thing, asked again later, may succeed without anybody doing anything.</summary>
    public bool IsPassing => kind is OutsideFaultKind.Busy or OutsideFaultKind.Unsure or OutsideFaultKind.SignIn or OutsideFaultKind.Changed or OutsideFaultKind.Locked;
}
