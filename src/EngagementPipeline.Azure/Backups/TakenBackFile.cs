using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EngagementPipeline.Core.Backups;

namespace EngagementPipeline.Azure.Backups;

/// <summary>
/// The list of what was taken back, beside the backups (<c>taken-back.jsonl</c>). It only grows: an hour in which the store had lost something takes no
/// line away. It names ids and instants, and goes when the place goes.
/// </summary>
public static class TakenBackFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string In(string place) => Path.Combine(place, "taken-back.jsonl");

    /// <summary>Adds the lines that are not in it yet, and says how many; 16 bytes of memory a line.</summary>
    public static async Task<int> AddAsync(string file, IAsyncEnumerable<TakenBack> lines, CancellationToken cancellationToken)
    {
        var known = new HashSet<UInt128>();
        var added = 0;
        await BackupFolder.WriteWholeAsync(file, async text =>
        {
            if (File.Exists(file))
            {
                await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
                {
                    if (known.Add(MarkOf(line)))
                        await text.WriteLineAsync(line.AsMemory(), cancellationToken);
                }
            }

            await foreach (var one in lines.WithCancellation(cancellationToken))
            {
                var line = JsonSerializer.Serialize(one, Json);
                if (!known.Add(MarkOf(line)))
                    continue;
                await text.WriteLineAsync(line.AsMemory(), cancellationToken);
                added++;
            }
        });
        return added;
    }

    public static async IAsyncEnumerable<TakenBack> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            yield return JsonSerializer.Deserialize<TakenBack>(line, Json)!;
    }

    private static UInt128 MarkOf(string line) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
