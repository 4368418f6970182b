using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

public enum DeliveryState
{
    /// <summary>Asked for; nobody works on it just now. It goes on by itself, at <see cref="Delivery.GoesOnAt"/> where that is said.</summary>
    Waiting,

    Sending,

    /// <summary>It is in the library as it was asked for.</summary>
    Delivered,

    /// <summary>The same bytes stand in the library already: nothing was sent.</summary>
    NothingNew,

    /// <summary>The library has another file of this name than what was delivered last. It was not touched.</summary>
    ChangedThere,

    /// <summary>It goes no further by itself; <see cref="Delivery.Trouble"/> says what to do.</summary>
    Failed,

    /// <summary>No library is set: this is what would have been delivered.</summary>
    InOutbox,
}

/// <summary>How far putting it into the library has come; kept so that whoever goes on after a stop knows what may be ours there.</summary>
public enum DeliveryStep
{
    None,

    /// <summary>A new file may have been made.</summary>
    Creating,

    /// <summary>The file that is there may have been checked out, and is as it was.</summary>
    CheckingOut,

    /// <summary>It is checked out by us: what its content is from then on is ours.</summary>
    CheckedOut,

    /// <summary>It goes no further: what we have checked out is being given back as it was.</summary>
    GivingBack,
}

/// <summary>Where the pieces of a large file go. Whoever holds the address may write there: it is a secret and never written anywhere but beside the delivery.</summary>
public sealed record OpenUpload(Uri Address, DateTimeOffset ExpiresAt)
{
    public override string ToString() => "an upload session";
}

/// <summary>What was delivered last. <paramref name="Mark"/> is the library's mark of that very state.</summary>
public sealed record InLibrary(string Item, string Mark, Uri Link, string? Version, string Sha256, DateTimeOffset At, string By);

/// <summary>One file of a year's report on its way to the library; at most one of each form.</summary>
/// <param name="Year">Of the report.</param>
/// <param name="Form">Of the file.</param>
/// <param name="Name">What it is called in the library.</param>
/// <param name="Sha256">Of its bytes, 64 hex digits.</param>
/// <param name="Size">In bytes.</param>
/// <param name="AskedAt">When somebody asked for it last.</param>
/// <param name="AskedBy">Their name.</param>
public sealed record Delivery(ReportingYear Year, ReportForm Form, string Name, string Sha256, long Size, DateTimeOffset AskedAt, string AskedBy)
{
    public DeliveryState State { get; init; }

    /// <summary>How many of its bytes the library has.</summary>
    public long Sent { get; init; }

    /// <summary>What stands in the way and what to do about it, in a sentence or two.</summary>
    public string? Trouble { get; init; }

    public DateTimeOffset? GoesOnAt { get; init; }

    /// <summary>How often somebody began to work on it since it was asked for.</summary>
    public int Tries { get; init; }

    /// <summary>Until then somebody works on it, and nobody else may begin; said anew with each step they take.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    public DeliveryStep Step { get; init; }

    /// <summary>When the step was begun, and with which bytes.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    public string? BeganWith { get; init; }

    /// <summary>The library's mark of the content that is being replaced.</summary>
    public string? Replacing { get; init; }

    public OpenUpload? Session { get; init; }

    public InLibrary? InLibrary { get; init; }

    public bool IsUnderWay => State is DeliveryState.Waiting or DeliveryState.Sending;

    /// <summary>Asked for again, with these bytes. What may be ours in the library stays known, and whoever is at it may end what they began.</summary>
    public Delivery AskedAgain(ReportBytes file, DateTimeOffset now, string by) => new(Year, Form, Renamed(file.Name), file.Sha256, file.Bytes.Length, now, by)
    {
        HeldUntil = HeldUntil,
        Step = Step,
        BeganAt = BeganAt,
        BeganWith = BeganWith,
        Replacing = Replacing,
        Session = file.Sha256 == Sha256 ? Session : null,
        InLibrary = InLibrary,
        Beside = Beside,
    };

    /// <summary>How often it was given another name, because somebody else's file had the one before.</summary>
    public int Beside { get; init; }

    /// <summary>To be put beside what stands in the library under its name, which stays as it is.</summary>
    public Delivery PutBeside(DateTimeOffset now, string by)
    {
        var next = Beside + 1;
        var plain = Beside == 0 ? Name : Name.Replace($" ({Beside + 1})", "", StringComparison.Ordinal);
        return new(Year, Form, Renamed(plain, next), Sha256, Size, now, by) { Beside = next, HeldUntil = HeldUntil };
    }

    private string Renamed(string name) => Renamed(name, Beside);

    private static string Renamed(string name, int beside) =>
        beside == 0 ? name : $"{Path.GetFileNameWithoutExtension(name)} ({beside + 1}){Path.GetExtension(name)}";
}
