using System.Runtime.Serialization;

namespace Azure.Data.Tables.Tests;

public sealed class EveryType : ITableEntity
{
    public required string PartitionKey { get; set; }

    public required string RowKey { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; set; }

    public bool Flag { get; set; }

    public bool? MaybeFlag { get; set; }

    public int Small { get; set; }

    public int? MaybeSmall { get; set; }

    public long Large { get; set; }

    public long? MaybeLarge { get; set; }

    public double Real { get; set; }

    public double? MaybeReal { get; set; }

    public Guid Id { get; set; }

    public Guid? MaybeId { get; set; }

    public DateTime Time { get; set; } = DateTime.UnixEpoch;

    public DateTime? MaybeTime { get; set; }

    public DateTimeOffset Offset { get; set; } = DateTimeOffset.UnixEpoch;

    public DateTimeOffset? MaybeOffset { get; set; }

    public DayOfWeek Day { get; set; }

    public DayOfWeek? MaybeDay { get; set; }

    public byte[]? Bytes { get; set; }

    public BinaryData? Data { get; set; }

    [IgnoreDataMember]
    public string Shown => string.Join(
        '|', PartitionKey, RowKey, Text ?? "none", Flag, MaybeFlag, Small, MaybeSmall, Large, MaybeLarge, Real, MaybeReal, Id, MaybeId,
        Time.Ticks, Time.Kind, MaybeTime?.Ticks, Offset.UtcTicks, MaybeOffset?.UtcTicks, Day, MaybeDay,
        Bytes is null ? "none" : Convert.ToHexString(Bytes), Data?.ToString() ?? "none");
}

/// <summary>Columns left out, renamed, computed, and in a field.</summary>
public sealed class Renamed : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    [DataMember(Name = "there")]
    public string? Here { get; set; }

    [IgnoreDataMember]
    public string? Secret { get; set; }

#pragma warning disable CA1051, MA0069 // fields are columns too: that is what is tested
    public int Field;
#pragma warning restore CA1051, MA0069

    public int Computed => Field * 2;
}

/// <summary>Keys that only the contract shows.</summary>
public sealed class Explicit : ITableEntity
{
    [IgnoreDataMember]
    public string Story { get; set; } = "";

    public string? Words { get; set; }

    string ITableEntity.PartitionKey { get; set; } = "story";

    string ITableEntity.RowKey { get => Story; set => Story = value; }

    DateTimeOffset? ITableEntity.Timestamp { get; set; }

    ETag ITableEntity.ETag { get; set; }
}
