using EngagementPipeline.Azure.Shared;

namespace EngagementPipeline.Azure.Backups;

/// <summary>What a backup holds, and in which order it is copied while the app runs.</summary>
public static class Copied
{
    /// <summary>
    /// The day's secrets must die with the day, and copies would outlive it. Pages are made again from their stories as these may be shown at the restore:
    /// a copied page could show what was taken back since.
    /// </summary>
    public static readonly IReadOnlyList<string> LeftOut = ["VisitorSalts", "$web"];

    /// <summary>
    /// Whatever leans on something is copied before it: words before their consent, consents before the ledger, which says of each act before anything else
    /// does. So the copy may know of an act that it does not show yet, which a restore completes; and never the reverse.
    /// </summary>
    private static readonly string[] First = ["Voices", "Outcomes"];

    private static readonly string[] Last = ["Consents", "ConsentVoices", "WithdrawalCodes", "QuoteUses", "MediaUses", "ConsentEvents", "PendingWork"];

    public static IReadOnlyList<string> Tables(IEnumerable<StorageName> names)
    {
        var all = Of(names, StorageKind.Table);
        return [.. First.Intersect(all), .. all.Except(First).Except(Last), .. Last.Intersect(all)];
    }

    /// <summary>After the tables, whose rows name what is in them.</summary>
    public static IReadOnlyList<string> Containers(IEnumerable<StorageName> names) => Of(names, StorageKind.Container);

    private static List<string> Of(IEnumerable<StorageName> names, StorageKind kind) =>
        [.. names.Where(name => name.Kind == kind && !LeftOut.Contains(name.Name)).Select(name => name.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
