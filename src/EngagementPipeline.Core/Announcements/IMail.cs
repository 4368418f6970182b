namespace EngagementPipeline.Core.Announcements;

/// <summary>A mail; <paramref name="Html"/> is encoded already, and holds no young person's words.</summary>
public sealed record Letter(IReadOnlyList<string> To, string Subject, string Html);

/// <summary>Sends mail from the service's one mailbox.</summary>
public interface IMail
{
    /// <summary>False: it isn't set up, and everything goes to the outbox.</summary>
    bool IsThere { get; }

    /// <summary>Whom stories are announced to.</summary>
    IReadOnlyList<string> Lists { get; }

    /// <summary>Whom alerts go to: the safeguarding lead, or those who stand in for them.</summary>
    IReadOnlyList<string> Leads { get; }

    /// <summary>Sends what is known by this key once, however often it is asked: it looks first whether it was sent.</summary>
    Task SendOnceAsync(string key, Letter letter, CancellationToken cancellationToken);
}
