using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Voices;
using Microsoft.Extensions.Configuration;

namespace EngagementPipeline.Azure.Voices;

/// <summary>
/// The current key is the setting <c>{name}:Key</c> (base64, 32 bytes or more; in Azure a Key Vault reference), or where that is missing 32 random bytes in the private container
/// <c>keys</c>, made once by whichever instance comes first. Former ones are the setting <c>{name}:FormerKeys</c>, separated by commas, and the one in the container where a setting took its
/// place. A key that codes were given out under must stay among them; which ones there were is remembered by a hash of each, so that one that got lost is noticed.
/// </summary>
public sealed class KeyRing(Storage storage, IConfiguration configuration) : IKeyRing
{
    public const string Container = "keys";

    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, Keys> _known = new(StringComparer.Ordinal);

    public async Task<Keys> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known))
            return known;

        var container = storage.Blobs(Container);
        var kept = container.GetBlobClient($"{name}.key");
        var (set, former) = Configured(configuration, name);
        byte[] current;
        if (set is not null)
        {
            current = set;
            if (await kept.ExistsAsync(cancellationToken))
                former.Add(await ReadAsync(kept, cancellationToken));
        }
        else
        {
            current = await MadeAsync(kept, cancellationToken);
        }

        former.RemoveAll(one => one.AsSpan().SequenceEqual(current));
        var used = await UsedAsync(container, name, current, cancellationToken);
        return _known.GetOrAdd(name, new Keys(current, former, used.Except(former.Append(current).Select(HashOf), StringComparer.Ordinal).Any()));
    }

    /// <exception cref="InvalidOperationException">One of them is no key; the message says which setting, and nothing of the key.</exception>
    internal static (byte[]? Current, List<byte[]> Former) Configured(IConfiguration configuration, string name)
    {
        return (
            configuration[$"{name}:Key"] is { Length: > 0 } setting ? KeyOf(setting, $"The setting {name}:Key") : null,
            [.. (configuration[$"{name}:FormerKeys"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select((one, i) => KeyOf(one, $"Key {i + 1} of the setting {name}:FormerKeys"))]);

        static byte[] KeyOf(string text, string which)
        {
            var key = new byte[text.Length];
            return Convert.TryFromBase64String(text, key, out var length) && length >= Bytes
                ? key[..length]
                : throw new InvalidOperationException(
                    $"{which} must be {Bytes} bytes or more in base64, as \"openssl rand -base64 {Bytes}\" writes them. A reference to a Key Vault that could not be followed looks wrong too.");
        }
    }

    private static async Task<byte[]> MadeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(RandomNumberGenerator.GetBytes(Bytes)),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException standing) when (standing.Status is 409 or 412)
        {
            // Made before, or by another instance just now: theirs is the key.
        }

        return await ReadAsync(blob, cancellationToken);
    }

    private static async Task<byte[]> ReadAsync(BlobClient blob, CancellationToken cancellationToken) =>
        (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();

    /// <summary>Notes that this one is in use, and says which ever were: an empty blob for each, named by its hash.</summary>
    private static async Task<IReadOnlyList<string>> UsedAsync(BlobContainerClient container, string name, byte[] current, CancellationToken cancellationToken)
    {
        var folder = $"{name}.used/";
        await container.GetBlobClient(folder + HashOf(current)).UploadAsync(BinaryData.Empty, overwrite: true, cancellationToken);
        return await container.GetBlobsAsync(prefix: folder, cancellationToken: cancellationToken).Select(blob => blob.Name[folder.Length..]).ToListAsync(cancellationToken);
    }

    /// <summary>Of 256 random bits: nobody finds the key by it.</summary>
    private static string HashOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 16));
}
