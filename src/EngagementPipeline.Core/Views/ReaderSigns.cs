using System.Net;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Views;

/// <summary>
/// What a request tells of whoever sent it. Lives for the length of the request: none of it is stored or logged
/// (docs/views.md, "What is never kept").
/// </summary>
/// <param name="Objects">The request carries Global Privacy Control or Do Not Track.</param>
public sealed record ReaderSigns(IPAddress? Address, string UserAgent, bool Objects)
{
    /// <summary>Keeps a record's printout from becoming the place where an address is logged after all.</summary>
    public override string ToString() => nameof(ReaderSigns);
}

/// <summary>One question asked of every record; the first that gives a reason excludes it.</summary>
public sealed record CollectionStep(string Name, Func<ReaderSigns, Exclusion?> Judge)
{
    /// <summary>
    /// In order. There is none per address: a school's tablets share one, and each is a view. Nor is a plain HTTP client
    /// excluded: it says nothing about who reads.
    /// </summary>
    public static IReadOnlyList<CollectionStep> All { get; } =
    [
        new("asks not to be tracked", signs => signs.Objects ? Exclusion.Objected : null),
        new("makes link previews", signs => KnownRobots.MakesPreviews(signs.UserAgent) ? Exclusion.Preview : null),
        new("says it is a robot", signs => KnownRobots.IsRobot(signs.UserAgent) ? Exclusion.Bot : null),
    ];

    public static Exclusion? FirstReason(ReaderSigns signs)
    {
        // Nearly every reader: one look at the user agent instead of one for each step.
        if (!signs.Objects && !KnownRobots.MayBeOne(signs.UserAgent))
            return null;
        foreach (var step in All)
            if (step.Judge(signs) is { } reason)
                return reason;
        return null;
    }
}
