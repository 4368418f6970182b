namespace EngagementPipeline.Core.SetAside;

/// <summary>A message that failed too often. <paramref name="Text"/> is null where it is no text that a function could be given.</summary>
public sealed record SetAsideMessage(string Id, DateTimeOffset Since, string? Text);

/// <summary>One that is held, for a minute, so that two people don't work on it at once. <paramref name="Raw"/> is it as it lies there; <paramref name="Hold"/> lets it go.</summary>
public sealed record HeldMessage(SetAsideMessage Message, string Raw, string Hold);

/// <summary>The first messages of a queue's set-aside twin, oldest first, and about how many there are in all.</summary>
public sealed record SetAsideMessages(int Count, IReadOnlyList<SetAsideMessage> First);

/// <summary>What queues have set aside.</summary>
public interface ISetAside
{
    /// <summary>Storage shows so many of a queue at once, and no more.</summary>
    const int MostShown = 32;

    Task<SetAsideMessages> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>About how many, without looking at them.</summary>
    Task<int> CountAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Null when it is not there any more, or somebody else holds it.</summary>
    Task<HeldMessage?> HoldAsync(string queue, string id, CancellationToken cancellationToken);

    /// <summary>The next that nobody holds, at most so many.</summary>
    Task<IReadOnlyList<HeldMessage>> HoldNextAsync(string queue, int most, CancellationToken cancellationToken);

    /// <summary>It is to be seen again at once.</summary>
    Task LetGoAsync(string queue, HeldMessage held, CancellationToken cancellationToken);

    /// <summary>Sends it to its queue again, as it is. Durable when the task completes.</summary>
    Task SendAgainAsync(string queue, HeldMessage held, CancellationToken cancellationToken);

    /// <summary>Takes it out of what is set aside. One that is gone already is as good.</summary>
    Task RemoveAsync(string queue, HeldMessage held, CancellationToken cancellationToken);
}

/// <summary>When the same work was put back before: somebody woken at night should know that a colleague tried already.</summary>
public interface IPutBackNotes
{
    /// <summary>The same message noted twice stands once.</summary>
    Task NoteAsync(string queue, HeldMessage held, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Of the last thirty days, oldest first.</summary>
    Task<IReadOnlyList<DateTimeOffset>> ReadAsync(string queue, SetAsideMessage message, CancellationToken cancellationToken);
}
