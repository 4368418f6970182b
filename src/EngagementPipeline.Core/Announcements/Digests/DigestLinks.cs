using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Announcements.Digests;

/// <summary>
/// The key in a digest's mail by which whoever got it can turn it off without signing in: who left has no sign-in any more. 32 hex digits name the reader, 32 more are a keyed hash of that, so
/// nobody makes one for somebody else. It opens nothing else, and nothing is kept for it.
/// </summary>
public sealed class DigestLinks(IKeyRing keys)
{
    public const string KeyName = "DigestLinks";

    public const string Path = "/digest/mail";

    private const int Half = 32;

    public async Task<string> KeyOfAsync(string worker, CancellationToken cancellationToken)
    {
        var name = DigestReader.NameOf(worker);
        return name + Sign(name, (await keys.GetAsync(KeyName, cancellationToken)).Current);
    }

    /// <summary>Whose it is (<see cref="DigestReader.NameOf"/>); null where it is none.</summary>
    public async Task<string?> NameInAsync(string? key, CancellationToken cancellationToken)
    {
        if (key is not { Length: 2 * Half } || !key.All(char.IsAsciiHexDigitLower))
            return null;
        var ring = await keys.GetAsync(KeyName, cancellationToken);
        var (name, sign) = (key[..Half], Encoding.ASCII.GetBytes(key[Half..]));
        return ring.Former.Prepend(ring.Current).Any(one => CryptographicOperations.FixedTimeEquals(sign, Encoding.ASCII.GetBytes(Sign(name, one)))) ? name : null;
    }

    private static string Sign(string name, byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"digest-mail {name}")))[..Half];
}

/// <summary>How the mail stands of whoever has this <paramref name="Key"/>. <paramref name="Reader"/>: null where nothing is kept of them any more.</summary>
public sealed record LinkedDigestMail(string Key, DigestReader? Reader);

/// <summary>Whoever has the link from a mail says whether they want the next one. Reading it, as programs do that look at every link of a mail, changes nothing.</summary>
public sealed class ChooseDigestMailByLinkHandler(DigestLinks links, IDigestReaders readers, IAudit audit, TimeProvider clock)
{
    /// <param name="key">From the link.</param>
    /// <param name="wanted">Null: only how it stands.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<LinkedDigestMail>> HandleAsync(string? key, bool? wanted, CancellationToken cancellationToken)
    {
        if (await links.NameInAsync(key, cancellationToken) is not { } name)
            return Refusals.NotFound("link");
        while (await readers.NamedAsync(name, cancellationToken) is { } found)
        {
            var reader = found.Value;
            if (wanted is null || wanted != reader.Off)
                return new LinkedDigestMail(key!, reader);
            var next = reader with { Off = !wanted.Value, Address = null };
            var by = new Actor(reader.Id, "By the link in a digest", new HashSet<Role>());
            await audit.RecordAsync(new(clock.GetUtcNow(), by, wanted.Value ? "digest-mail-wanted" : "digest-mail-turned-off", "digest"), cancellationToken);
            if (await readers.PutAsync(next, found.Mark, cancellationToken))
                return new LinkedDigestMail(key!, next);
        }

        return new LinkedDigestMail(key!, null);
    }
}
