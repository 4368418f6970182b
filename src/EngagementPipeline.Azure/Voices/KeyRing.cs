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
/// A key is the setting <c>{name}:Key</c> (base64, 32 bytes or more; in Azure a Key Vault reference), or where that is missing
/// 32 random bytes in the private container <c>keys</c>, made once by whichever instance comes first. Losing or changing a key
/// makes everything hashed with it unfindable: withdrawal codes given out before would no longer be known.
/// </summary>
public sealed class KeyRing(Storage storage, IConfiguration configuration) : IKeyRing
{
    public const string Container = "keys";

    private const int Bytes = 32;

    private readonly ConcurrentDictionary<string, byte[]> _known = new(StringComparer.Ordinal);

    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(name, out var known))
            return known;

        var key = configuration[$"{name}:Key"] is { Length: > 0 } setting
            ? Configured(name, setting)
            : await KeptAsync(storage.Blobs(Container).GetBlobClient($"{name}.key"), cancellationToken);
        return _known.GetOrAdd(name, key);
    }

    private static byte[] Configured(string name, string setting)
    {
        var key = Convert.FromBase64String(setting);
        return key.Length >= Bytes ? key : throw new InvalidOperationException($"{name}:Key must be at least {Bytes} bytes, in base64.");
    }

    private static async Task<byte[]> KeptAsync(BlobClient blob, CancellationToken cancellationToken)
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

        return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
    }
}
