using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Pages.Desk;

/// <summary>Where each role goes from the top of every page. What somebody may not open is not offered.</summary>
public static class Navigation
{
    private static readonly (string Name, string Address, Role[] For)[] All =
    [
        ("Projects", "/projects", [Role.EngagementWorker]),
        ("Capture", "/capture", [Role.EngagementWorker]),
        ("Review", "/review", [Role.EngagementWorker]),
        ("My digest", "/digest", [Role.EngagementWorker]),
        ("Stories", "/stories", [Role.Comms]),
        ("Views", "/views", [Role.ReportAuthor]),
        ("Reports", "/reports", [Role.ReportAuthor]),
        ("Requests", "/requests", [Role.Admin, Role.SafeguardingLead]),
        ("Safeguarding", "/safeguarding", [Role.SafeguardingLead]),
        ("Outbox", "/outbox", [Role.SafeguardingLead, Role.Comms, Role.ReportAuthor]),
        ("Audit", "/audit", [Role.Admin]),
        ("Set aside", "/set-aside", [Role.Admin]),
        ("Microsoft 365", "/microsoft-365", [Role.Admin]),
    ];

    /// <summary>The link a page belongs under, where its own address does not say so.</summary>
    public static string Under(string path) => path == "/imports" ? "/reports/imports" : path;

    public static IEnumerable<(string Name, string Address)> For(Actor? reader) =>
        from link in All
        where reader is not null && link.For.Any(reader.Has)
        select (link.Name, link.Address);
}
