using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Functions.Shared;

/// <summary>
/// Who may call a function. Exactly one of these stands on every function; one that says nothing is refused to all.
/// Read by <see cref="AccessMiddleware"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class AccessAttribute : Attribute;

/// <summary>Signed-in staff who hold at least one of these roles.</summary>
public sealed class AllowedToAttribute(params Role[] roles) : AccessAttribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Anybody who is signed in, whatever their role: the start page, and pages that sort it out themselves.</summary>
public sealed class AllowedToStaffAttribute : AccessAttribute;

/// <summary>The public: readers, and young people with a code.</summary>
public sealed class AllowedToEveryoneAttribute : AccessAttribute
{
    /// <summary>Lets a page of another origin post here: a published page may be served by a static site.</summary>
    public bool CrossOrigin { get; init; }

    /// <summary>How often one address may call it.</summary>
    public PublicPace Pace { get; init; }
}

/// <summary>Timers and queues. Nobody reaches these over HTTP but the host's own administration, which has its own key.</summary>
public sealed class AllowedToTheSystemAttribute : AccessAttribute;
