using System.Diagnostics.CodeAnalysis;

namespace EngagementPipeline.Core.Shared;

/// <summary>An id made by the caller: a UUID (version 7 welcome), written in lower case with hyphens.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

public readonly record struct ProjectId(Guid Value) : IId<ProjectId>
{
    public static ProjectId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    public static SessionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct ParticipantId(Guid Value) : IId<ParticipantId>
{
    public static ParticipantId From(Guid value) => new(value);

    /// <summary>Its end, which stands on their card and beside what they said: enough to tell people of a project apart, and nothing about them.</summary>
    public string Reference => ToString()[^6..];

    public override string ToString() => Value.ToString("D");
}

public readonly record struct ConsentId(Guid Value) : IId<ConsentId>
{
    public static ConsentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct VoiceId(Guid Value) : IId<VoiceId>
{
    public static VoiceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct StoryId(Guid Value) : IId<StoryId>
{
    public static StoryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct OutcomeId(Guid Value) : IId<OutcomeId>
{
    public static OutcomeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public readonly record struct MediaId(Guid Value) : IId<MediaId>
{
    public static MediaId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}

public static class Id
{
    /// <summary>Reads an id; anything but a hyphenated UUID other than the empty one is not an id.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T id)
        where T : struct, IId<T>
    {
        if (Guid.TryParseExact(text, "D", out var value) && value != Guid.Empty)
        {
            id = T.From(value);
            return true;
        }

        id = default;
        return false;
    }

    /// <summary>Reads an id that stands in a field or route part called <paramref name="name"/>, and names it when it isn't one.</summary>
    public static Result<T> Parse<T>(string? text, string name)
        where T : struct, IId<T> =>
        TryParse<T>(text, out var id) ? id : Refusals.BadId(name);
}
