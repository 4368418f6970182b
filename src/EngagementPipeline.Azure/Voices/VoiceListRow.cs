using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace EngagementPipeline.Azure.Voices;

/// <summary>One of the parts of a project's short list of voices (<see cref="VoiceList"/>), in the voices' own partition.</summary>
internal sealed class VoiceListRow : ITableEntity
{
    private const string Prefix = "~list-";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    /// <summary>Entries one after the other, over as many properties as they need: a property holds 64 KiB.</summary>
    public byte[]? Entries0 { get; set; }

    public byte[]? Entries1 { get; set; }

    public byte[]? Entries2 { get; set; }

    public byte[]? Entries3 { get; set; }

    public byte[]? Entries4 { get; set; }

    public byte[]? Entries5 { get; set; }

    public byte[]? Entries6 { get; set; }

    public byte[]? Entries7 { get; set; }

    /// <summary>Follows every voice's id.</summary>
    public static string KeyOf(int part) => Prefix + part.ToString("D2", CultureInfo.InvariantCulture);
}
