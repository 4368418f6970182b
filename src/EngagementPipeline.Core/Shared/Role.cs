namespace EngagementPipeline.Core.Shared;

/// <summary>The app roles that App Service authentication puts on a member of staff. Young people and readers have none.</summary>
public enum Role
{
    EngagementWorker,
    Comms,
    ReportAuthor,
    SafeguardingLead,

    /// <summary>May do what workers, comms and report authors may; not the safeguarding lead's part.</summary>
    Admin,
}

/// <summary>
/// Who does something. <paramref name="Id"/> is the directory's object id (or the development sign-in's stand-in for it),
/// stable when a name changes; <paramref name="Name"/> is for people to read.
/// </summary>
public sealed record Actor(string Id, string Name, IReadOnlySet<Role> Roles)
{
    /// <summary>Where mail reaches them, as the directory said when they signed in; null where it did not.</summary>
    public string? Address { get; init; }

    /// <summary>Timers, queues and everything else that nobody pressed a button for.</summary>
    public static Actor System { get; } = new("system", "EngagementPipeline", new HashSet<Role>());

    /// <summary>Somebody who holds a withdrawal code. Who they are is not known, and not asked.</summary>
    public static Actor CodeHolder { get; } = new("code-holder", "The young person", new HashSet<Role>());

    /// <summary>An administrator holds the worker's, comms' and report author's roles too (api.md).</summary>
    public bool Has(Role role) =>
        Roles.Contains(role)
        || (Roles.Contains(Role.Admin) && role is (Role.EngagementWorker or Role.Comms or Role.ReportAuthor));
}
