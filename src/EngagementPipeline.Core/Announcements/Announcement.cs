using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements;

public enum AnnouncementKind
{
    /// <summary>Somebody was worried about a young person and referred what they said.</summary>
    VoiceReferred,

    /// <summary>The consent behind a voice that the safeguarding lead holds, or closed, was withdrawn: its words are gone.</summary>
    ReferredVoiceWithdrawn,
}

/// <summary>
/// Something that people in a role should know, and never a young person's words. Kind, time and subject make it what it is: told
/// twice, it stands once.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="To">Whose outbox it goes to.</param>
/// <param name="Subject">What it happened to, such as <c>voice/0190…</c>.</param>
/// <param name="Project">Where.</param>
/// <param name="At">When it happened.</param>
/// <param name="By">The name of whoever did it.</param>
/// <param name="Link">Where to go on, from the root.</param>
public sealed record Announcement(AnnouncementKind Kind, Role To, string Subject, ProjectId Project, DateTimeOffset At, string By, string Link);

/// <summary>Sends announcements on their way. Durable when the task completes; whoever is not sure sends again.</summary>
public interface IAnnounce
{
    Task SendAsync(Announcement announcement, CancellationToken cancellationToken);
}

/// <summary>What was announced to each role.</summary>
public interface IOutbox
{
    /// <summary>False, and nothing changes, when it is there already.</summary>
    Task<bool> AddAsync(Announcement announcement, CancellationToken cancellationToken);

    /// <summary>A role's, newest first. <paramref name="from"/> is a page's <c>continue</c>.</summary>
    IAsyncEnumerable<(string Place, Announcement Announcement)> ReadAsync(Role to, string? from, CancellationToken cancellationToken);
}
