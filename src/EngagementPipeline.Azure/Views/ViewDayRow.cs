using System.Globalization;
using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Azure.Shared.Versions;
using EngagementPipeline.Core.Views;

namespace EngagementPipeline.Azure.Views;

/// <summary>docs/tables/ViewDays.md</summary>
[RowVersion(1, Retired = ["ClosedAt"])]
internal sealed class ViewDayRow : ITableEntity
{
    public const string Table = "ViewDays";

    public const string Closed = "closed";

    public const string Verified = "verified";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Day { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public long? SetAside { get; set; }

    public static ViewDayRow OfClosed(ClosedDay day) => Of(Closed, day.Day, day.At, day.SetAside);

    public static ViewDayRow OfVerified(DateOnly day, DateTimeOffset at) => Of(Verified, day, at, setAside: null);

    private static ViewDayRow Of(string partition, DateOnly day, DateTimeOffset at, long? setAside) => new()
    {
        PartitionKey = partition,
        // Counting down, so that the newest is the first row of its partition.
        RowKey = (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture),
        Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        At = at,
        SetAside = setAside,
    };

    public DateOnly ToDay() => DateOnly.ParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
