namespace Benchmarks.Views;

/// <summary>
/// What Azure says that storage carries, from learn.microsoft.com: "Scalability and performance targets for standard storage accounts", "… for Blob
/// storage" and "… for Table storage". Targets of one general-purpose v2 account where nothing was asked for; twice the requests are to be had in many regions.
/// </summary>
internal static class StorageTargets
{
    public const int AccountRequestsASecond = 20_000;

    /// <summary>25 Gbit/s.</summary>
    public const double AccountBytesInASecond = 25e9 / 8;

    /// <summary>To one blob, and so by one collector, which has one append under way at a time.</summary>
    public const int BlobRequestsASecond = 500;

    public const int BlocksABlob = 50_000;

    /// <summary>Of 1 KiB, in one partition: one story's days.</summary>
    public const int PartitionEntitiesASecond = 2_000;
}
