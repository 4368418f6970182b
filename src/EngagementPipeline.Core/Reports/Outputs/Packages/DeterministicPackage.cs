using System.IO.Compression;

namespace EngagementPipeline.Core.Reports.Outputs.Packages;

/// <summary>
/// Makes an Open XML file depend on nothing but what is in it. What the packaging library leaves to chance is the time at which each part was
/// written and their order; the ids of parts and relationships are the writer's to give, or they would be random.
/// </summary>
public static class DeterministicPackage
{
    private const string ContentTypes = "[Content_Types].xml";

    /// <summary>The first instant that a zip file can say: no time at all.</summary>
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The same package with its parts in order and without times. The list of content types comes first, as readers that stream expect it.
    /// </summary>
    /// <exception cref="InvalidOperationException">A part has a name or id that the library chose at random.</exception>
    public static byte[] Repack(byte[] package)
    {
        using var repacked = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(package, writable: false), ZipArchiveMode.Read))
        using (var to = new ZipArchive(repacked, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in from.Entries.OrderBy(part => part.FullName != ContentTypes).ThenBy(part => part.FullName, StringComparer.Ordinal))
                Copy(part, to);
        }

        return repacked.ToArray();
    }

    private static void Copy(ZipArchiveEntry part, ZipArchive to)
    {
        // Written by PackageProperties under a name with a GUID in it; CoreProperties writes the same under its usual one.
        if (part.FullName.EndsWith(".psmdcp", StringComparison.Ordinal))
            throw new InvalidOperationException($"{part.FullName} would have another name each time.");

        var copy = to.CreateEntry(part.FullName, CompressionLevel.Optimal);
        copy.LastWriteTime = Never;
        using var reading = part.Open();
        using var writing = copy.Open();
        reading.CopyTo(writing);
    }
}
