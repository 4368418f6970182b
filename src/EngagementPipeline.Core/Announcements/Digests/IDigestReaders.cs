using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>
/// Somebody who captured voices, and where their digest goes. Who does not want it has no address here: <paramref name="Off"/> alone is kept, so that their next capture does not bring
/// it back.
/// </summary>
/// <param name="Id">Theirs (<see cref="Actor.Id"/>).</param>
/// <param name="Address">As the directory said when they captured last; null where it said none, or they want no mail.</param>
/// <param name="Off">They said that they want no mail.</param>
/// <param name="LastCapturedOn">A year and a month later the address goes.</param>
public sealed record DigestReader(string Id, string? Address, bool Off, DateOnly LastCapturedOn)
{
    public const int KeptForMonths = 13;

    /// <summary>32 hex digits that name them without telling their id, which may be of any letters.</summary>
    public static string NameOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..32];
}

public interface IDigestReaders
{
    Task<Versioned<DigestReader>?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>By <see cref="DigestReader.NameOf"/>.</summary>
    Task<Versioned<DigestReader>?> NamedAsync(string name, CancellationToken cancellationToken);

    /// <summary>False, and nothing changes, when it is no longer the one of <paramref name="onlyIf"/> (null: when there is one already).</summary>
    Task<bool> PutAsync(DigestReader reader, string? onlyIf, CancellationToken cancellationToken);

    IAsyncEnumerable<DigestReader> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Safe to repeat.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Notes where the digest of somebody goes who has just captured something. One write a day for each, whatever they capture.</summary>
public sealed class NoteDigestReader(IDigestReaders readers, TimeProvider clock)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, DigestReader> _noted = new(StringComparer.Ordinal);

    /// <summary>Once something was captured; gives that on.</summary>
    public async Task<T> AfterAsync<T>(T captured, Actor by, CancellationToken cancellationToken)
    {
        await HandleAsync(by, cancellationToken);
        return captured;
    }

    private async Task HandleAsync(Actor by, CancellationToken cancellationToken)
    {
        var seen = new DigestReader(by.Id, by.Address, Off: false, clock.Today());
        if (_noted.TryGetValue(by.Id, out var noted) && noted == seen)
            return;
        while (true)
        {
            var found = await readers.FindAsync(by.Id, cancellationToken);
            var next = found is { Value.Off: true } ? seen with { Address = null, Off = true } : seen with { Address = by.Address ?? found?.Value.Address };
            if (found?.Value == next || await readers.PutAsync(next, found?.Mark, cancellationToken))
                break;
        }

        _noted[by.Id] = seen;
    }
}

/// <summary>Somebody says whether they want their digest by mail. Off takes their address away.</summary>
public sealed class ChooseDigestMailHandler(IDigestReaders readers, IAudit audit, TimeProvider clock)
{
    public async Task<DigestReader> HandleAsync(bool wanted, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        while (true)
        {
            var found = await readers.FindAsync(by.Id, cancellationToken);
            var next = new DigestReader(by.Id, wanted ? by.Address : null, !wanted, found?.Value.LastCapturedOn ?? clock.Today());
            if (found?.Value == next)
                return next;
            await audit.RecordAsync(new(clock.GetUtcNow(), by, wanted ? "digest-mail-wanted" : "digest-mail-turned-off", "digest"), cancellationToken);
            if (await readers.PutAsync(next, found?.Mark, cancellationToken))
                return next;
        }
    }
}
