using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Announcements;

/// <summary>
/// Announces by the queue <c>announce</c>. A message is JSON, <c>{v, kind, to, subject, project, at, by, link}</c>, and holds no words.
/// </summary>
public sealed class Announcer(Storage storage) : IAnnounce
{
    public const string Queue = "announce";

    private readonly QueueClient _queue = storage.Queue(Queue);

    public Task SendAsync(Announcement announcement, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(Correlation.Put(Write(announcement)), cancellationToken);

    public static string Write(Announcement announcement)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        return JsonSerializer.Serialize(
            new Message(
                MessageVersion.Present,
                Kebab.Of(announcement.Kind),
                Kebab.Of(announcement.To),
                announcement.Subject,
                announcement.Project.ToString(),
                announcement.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                announcement.By,
                announcement.Link),
            JsonSerializerOptions.Web);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; anything else is a fault, and ends in the poison queue.</summary>
    public static Announcement Read(string message)
    {
        var read = JsonSerializer.Deserialize<Message>(MessageVersion.Readable(message), JsonSerializerOptions.Web) ?? throw new FormatException("An empty announcement.");
        return new(
            Kebab.Parse<AnnouncementKind>(read.Kind),
            Kebab.Parse<Role>(read.To),
            read.Subject,
            new(Guid.ParseExact(read.Project, "D")),
            DateTimeOffset.Parse(read.At, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            read.By,
            read.Link);
    }

    private sealed record Message(int V, string Kind, string To, string Subject, string Project, string At, string By, string Link);
}
