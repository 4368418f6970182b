using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Announcements;

/// <summary>
/// Puts an announcement that has come by queue into the outbox, and what is for the safeguarding lead on its way by mail. The queue may bring it twice; it goes in once, and out once.
/// </summary>
public sealed class PutInOutboxHandler(IOutbox outbox, IDispatches dispatches, IDispatchRequests requests, TimeProvider clock)
{
    public async Task HandleAsync(Announcement announcement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        await outbox.AddAsync(announcement, cancellationToken);
        if (announcement.To != Role.SafeguardingLead)
            return;
        var mail = Dispatch.Of(announcement, clock.GetUtcNow());
        await dispatches.AddAsync(mail, cancellationToken);
        await requests.SendAsync(mail.Kind, mail.Key, cancellationToken);
    }
}

/// <summary>An announcement as it is listed, with its project's title; null where the project is gone.</summary>
public sealed record ListedAnnouncement(AnnouncementKind Kind, ProjectId Project, string? ProjectTitle, DateTimeOffset At, string By, string Link);

/// <summary>What was announced to one role, for those who hold that very role: an administrator does not stand in for the safeguarding lead.</summary>
public sealed class ReadOutboxHandler(IOutbox outbox, IProjectStore projects)
{
    /// <summary>The roles that anything is announced to.</summary>
    public static readonly IReadOnlyList<Role> Told = [Role.SafeguardingLead, Role.Comms];

    /// <summary>Those of somebody's roles that anything is announced to.</summary>
    public static IReadOnlyList<Role> Of(Actor by) => Told.Where(by.Has).ToList();

    /// <param name="to">Null for the first role that <paramref name="by"/> holds.</param>
    /// <param name="from">A page's <c>continue</c>.</param>
    public async Task<Result<Page<ListedAnnouncement>>> HandleAsync(Role? to, string? from, Actor by, CancellationToken cancellationToken)
    {
        var mine = Of(by);
        if (mine is [] || (to is { } asked && !mine.Contains(asked)))
            return Refusals.WrongRole;

        var read = await outbox.ReadAsync(to ?? mine[0], from, cancellationToken).ToPageAsync(row => row.Place, cancellationToken);
        var titles = new Dictionary<ProjectId, string?>();
        foreach (var project in read.Items.Select(row => row.Announcement.Project).Distinct())
            titles[project] = (await projects.FindAsync(project, cancellationToken))?.Title;
        return new Page<ListedAnnouncement>(read.Items.Select(row => Listed(row.Announcement, titles)).ToList(), read.Continue);
    }

    private static ListedAnnouncement Listed(Announcement announcement, Dictionary<ProjectId, string?> titles) => new(
        announcement.Kind, announcement.Project, titles[announcement.Project], announcement.At, announcement.By, announcement.Link);
}
