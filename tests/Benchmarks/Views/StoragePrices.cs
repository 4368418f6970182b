namespace Benchmarks.Views;

/// <summary>
/// What Azure asks for storage operations: list prices in US dollars, East US, general-purpose v2, LRS, hot, pay as you go, from
/// azure.microsoft.com/pricing/details/storage/blobs and …/storage/tables as remembered from 2025, and not looked up since (on 26 November 2026 no copy of
/// those pages was at hand). Look there before relying on a figure: they differ by region and change. Which operation is of which kind: learn.microsoft.com, "Map each REST operation to a price".
/// </summary>
internal static class StoragePrices
{
    private const double TenThousand = 10_000;

    /// <summary>Append Block, Put Blob.</summary>
    public const double BlobWrite = 0.05 / TenThousand;

    /// <summary>List Blobs.</summary>
    public const double BlobList = 0.05 / TenThousand;

    /// <summary>Get Blob, Get Blob Properties.</summary>
    public const double BlobRead = 0.004 / TenThousand;

    /// <summary>Of any kind; an entity group transaction counts as one.</summary>
    public const double Table = 0.00036 / TenThousand;

    public const double Queue = 0.004 / TenThousand;
}
