using System.Globalization;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories.Versions;

namespace EngagementPipeline.Functions.Stories;

internal static class VersionRequests
{
    /// <summary>Whose versions, and whether each save stands by itself or each sitting.</summary>
    public static Result<(StoryId Story, bool EachSave)> List(string story, string? each)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        if (each is { Length: > 0 } and not ("save" or "sitting"))
            fields.Error("each", "Must be save or sitting.");
        return fields.Build(() => (id, each == "save"));
    }

    /// <summary>Which version an address names.</summary>
    public static Result<(StoryId Story, int Revision)> Parse(string story, string version)
    {
        var fields = new Fields();
        var named = (fields.Id<StoryId>(story, "story"), NumberOf(version, "version", 1, fields));
        return fields.Build(() => named);
    }

    /// <summary>Which two; <paramref name="from"/> may be left out.</summary>
    public static Result<(StoryId Story, int Revision, int? From)> Parse(string story, string version, string? from)
    {
        var fields = new Fields();
        var id = fields.Id<StoryId>(story, "story");
        var revision = NumberOf(version, "version", 1, fields);
        int? earlier = from is { Length: > 0 } ? NumberOf(from, "from", 0, fields) : null;
        return fields.Build(() => (id, revision, earlier));
    }

    private static int NumberOf(string text, string field, int least, Fields fields)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
            return number;
        fields.Error(field, "Must be the number of a version, such as 3.");
        return least;
    }
}

/// <summary>
/// A line of a story's history: the last of so many <paramref name="Saves"/> of one sitting, which began at <paramref name="Since"/>. <paramref name="Live"/>: readers see this very one now.
/// </summary>
public sealed record VersionView(int Revision, DateTimeOffset SavedAt, string By, string Title, bool Published, DateTimeOffset? PublishedAt, bool Live, int Saves, DateTimeOffset Since)
{
    public static Page<VersionView> List(VersionsRead read) =>
        new([.. read.Items.Select(version => Of(version, read))], read.Continue);

    private static VersionView Of(StoryVersion version, VersionsRead read) => new(
        version.Head.Revision, version.Head.ChangedAt, version.Head.ChangedBy, version.Head.Title, version.PublishedAt is not null, version.PublishedAt,
        read.Now.Live is { Live: true } wish && wish.Version == version.Head.Revision, version.Saves, version.Saves > 1 ? version.Head.SittingSince : version.Head.ChangedAt);
}

/// <summary>What became of a story from one version to another.</summary>
public sealed record DifferencesView(int From, int To, IReadOnlyList<FieldDifference> Fields, IReadOnlyList<CardDifference> Cards)
{
    public static DifferencesView Of(VersionsCompared compared) =>
        new(compared.From, compared.To.Head.Revision, compared.Differences.Fields, compared.Differences.Cards);
}

public sealed record RestoredView(StoryView Story, int From, IReadOnlyList<LeftOut> LeftOut);
