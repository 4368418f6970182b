using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;

namespace EngagementPipeline.Core.SetAside;

/// <summary>
/// A kind of work that comes by a queue, in plain words for whoever finds some of it set aside. Each feature registers those of its own queues.
/// </summary>
/// <param name="Queue">Its name; what failed five times is in <c>QUEUE-poison</c>.</param>
/// <param name="Name">What is done, such as "Make a page again".</param>
/// <param name="Meaning">What it means for people that it was not done.</param>
/// <param name="IfDiscarded">What becomes of it when the message is thrown away: who else sees to it, and when, or that nobody does.</param>
/// <param name="Read">What a message is about; throws where it is none, as the function does that takes it.</param>
public sealed record WorkKind(string Queue, string Name, string Meaning, string IfDiscarded, Func<string, WorkAbout> Read)
{
    /// <summary>False where nobody else would see to it, and somebody's words could stay on show: then only what can't be read may be thrown away.</summary>
    public bool MayBeDiscarded { get; init; } = true;

    /// <summary>Null where the message can't be read: then nobody says what is in it, because it could be anything.</summary>
    public WorkAbout? AboutOf(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return Read(text);
        }
        catch (NewerVersionException)
        {
            return new(What: "A message of a newer version of this app");
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or System.Text.Json.JsonException or NullReferenceException or OverflowException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>What a piece of work concerns, as far as an administrator may know: never a voice, never a person. <paramref name="What"/> is in words of ours, where nothing else tells it.</summary>
public sealed record WorkAbout(ProjectId? Project = null, StoryId? Story = null, ReportingYear? Year = null, string? What = null);
