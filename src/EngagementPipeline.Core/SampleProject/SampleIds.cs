using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.SampleProject;

/// <summary>The sample's ids are the same in every installation, so that loading it twice changes nothing.</summary>
internal static class SampleIds
{
    public static readonly StoryId Story = Of<StoryId>("story");

    public static TId Of<TId>(string name)
        where TId : struct, IId<TId>
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"EngagementPipeline sample: {typeof(TId).Name} {name}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // version 8: made by a rule of one's own
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return TId.From(new Guid(hash[..16], bigEndian: true));
    }
}
