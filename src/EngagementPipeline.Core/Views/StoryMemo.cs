using System.Numerics;
using System.Runtime.Intrinsics;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// Stories that were met a moment ago, by their id as the log writes it: most lines are of one of them, and for those the id need not be read. One place a
/// hash; where two stories share one, the last that was met has it.
/// </summary>
internal sealed class StoryMemo
{
    private const int Places = 1 << 13;

    private readonly (Vector256<byte> Id, StoryWork? Work)[] _places = new (Vector256<byte>, StoryWork?)[Places];

    /// <param name="id">32 characters.</param>
    public StoryWork? Find(ReadOnlySpan<byte> id)
    {
        var text = Vector256.Create(id);
        ref readonly var place = ref _places[PlaceOf(text)];
        return place.Id == text ? place.Work : null;
    }

    public void Remember(ReadOnlySpan<byte> id, StoryWork work)
    {
        var text = Vector256.Create(id);
        _places[PlaceOf(text)] = (text, work);
    }

    public void Forget() => Array.Clear(_places);

    private static int PlaceOf(Vector256<byte> id)
    {
        var words = id.AsUInt64();
        var hash = BitOperations.Crc32C(BitOperations.Crc32C(0, words[0]), words[1]);
        return (int)(BitOperations.Crc32C(BitOperations.Crc32C(hash, words[2]), words[3]) & (Places - 1));
    }
}
