using Azure;
using Azure.Data.Tables;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Azure.Reports.Deliveries;

internal sealed class DeliveryRow : ITableEntity
{
    public const string Table = "Deliveries";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Name { get; set; } = "";

    public string Sha256 { get; set; } = "";

    public long Size { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public string AskedBy { get; set; } = "";

    public int Beside { get; set; }

    public string State { get; set; } = "";

    public long Sent { get; set; }

    public string? Trouble { get; set; }

    public DateTimeOffset? GoesOnAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? HeldUntil { get; set; }

    public string Step { get; set; } = "";

    public DateTimeOffset? BeganAt { get; set; }

    public string? BeganWith { get; set; }

    public string? Replacing { get; set; }

    /// <summary>A secret: whoever has it may write there until it expires.</summary>
    public string? SessionAddress { get; set; }

    public DateTimeOffset? SessionExpiresAt { get; set; }

    public string? Item { get; set; }

    public string? Mark { get; set; }

    public string? Link { get; set; }

    public string? Version { get; set; }

    public string? DeliveredSha256 { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public string? DeliveredBy { get; set; }

    public static DeliveryRow Of(Delivery delivery) => new()
    {
        PartitionKey = delivery.Year.ToString(),
        RowKey = Kebab.Of(delivery.Form),
        Name = delivery.Name,
        Sha256 = delivery.Sha256,
        Size = delivery.Size,
        AskedAt = delivery.AskedAt,
        AskedBy = delivery.AskedBy,
        Beside = delivery.Beside,
        State = Kebab.Of(delivery.State),
        Sent = delivery.Sent,
        Trouble = delivery.Trouble,
        GoesOnAt = delivery.GoesOnAt,
        Tries = delivery.Tries,
        HeldUntil = delivery.HeldUntil,
        Step = Kebab.Of(delivery.Step),
        BeganAt = delivery.BeganAt,
        BeganWith = delivery.BeganWith,
        Replacing = delivery.Replacing,
        SessionAddress = delivery.Session?.Address.AbsoluteUri,
        SessionExpiresAt = delivery.Session?.ExpiresAt,
        Item = delivery.InLibrary?.Item,
        Mark = delivery.InLibrary?.Mark,
        Link = delivery.InLibrary?.Link.AbsoluteUri,
        Version = delivery.InLibrary?.Version,
        DeliveredSha256 = delivery.InLibrary?.Sha256,
        DeliveredAt = delivery.InLibrary?.At,
        DeliveredBy = delivery.InLibrary?.By,
    };

    public Delivery ToDelivery() =>
        new(ImportedFigureRow.YearOf(PartitionKey), Kebab.Parse<ReportForm>(RowKey), Name, Sha256, Size, AskedAt, AskedBy)
        {
            Beside = Beside,
            State = Kebab.Parse<DeliveryState>(State),
            Sent = Sent,
            Trouble = Trouble,
            GoesOnAt = GoesOnAt,
            Tries = Tries,
            HeldUntil = HeldUntil,
            Step = Kebab.Parse<DeliveryStep>(Step),
            BeganAt = BeganAt,
            BeganWith = BeganWith,
            Replacing = Replacing,
            Session = SessionAddress is { } address && SessionExpiresAt is { } expires ? new(new Uri(address), expires) : null,
            InLibrary = Item is { } item && Mark is { } mark && Link is { } link && DeliveredSha256 is { } sha256 && DeliveredAt is { } at
                ? new(item, mark, new Uri(link), Version, sha256, at, DeliveredBy ?? "")
                : null,
        };
}
