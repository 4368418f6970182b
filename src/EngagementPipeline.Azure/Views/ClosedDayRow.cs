using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>docs/tables/ViewDays.md</summary>
internal sealed class ClosedDayRow : ITableEntity
{
    public const string Table = "ViewDays";

    public const string Partition = "closed";

    public string PartitionKey { get; set; } = Partition;

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Day { get; set; } = "";

    public DateTimeOffset ClosedAt { get; set; }

    public long SetAside { get; set; }

    public static ClosedDayRow Of(ClosedDay day) => new()
    {
        // Counting down, so that the newest is the first row of its partition.
        RowKey = (DateOnly.MaxValue.DayNumber - day.Day.DayNumber).ToString("D7", CultureInfo.InvariantCulture),
        Day = day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ClosedAt = day.At,
        SetAside = day.SetAside,
    };

    public DateOnly ToDay() => DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
