using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Deliveries;

/// <summary>A file as it stands in the library.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Mark">Changes with whatever changes about it.</param>
/// <param name="ContentMark">Changes with its content alone.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Link">Where people open it.</param>
/// <param name="QuickXor">Its content's <see cref="QuickXorHash"/>; null where the library has not worked it out.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="ChangedByUs">By this service, not by a person.</param>
/// <param name="CheckedOut">By whom, where somebody has it to themselves.</param>
public sealed record LibraryItem(
    string Id, string Mark, string ContentMark, long Size, Uri Link, string? QuickXor, DateTimeOffset ChangedAt, bool ChangedByUs, CheckedOutBy CheckedOut);

public enum CheckedOutBy
{
    Nobody,
    Us,
    Another,
}

/// <summary>What the library made of a piece: where it wants the next one from, or the file, once it is whole.</summary>
public sealed record PieceTaken(long Next, LibraryItem? Item);

/// <summary>
/// The document library that reports are delivered to, in a folder for each year. What it does not do is an <see cref="OutsideException"/>.
/// </summary>
public interface IReportLibrary
{
    /// <summary>What is missing before anything can be delivered, in plain words; null where a library is set.</summary>
    string? Missing { get; }

    /// <summary>Null where there is no file of the name in the year's folder.</summary>
    Task<LibraryItem?> FindAsync(ReportingYear year, string name, CancellationToken cancellationToken);

    /// <summary>Puts a whole file there: a new one where <paramref name="over"/> is null, else over that one as it stands. The folder is made where it is missing.</summary>
    Task<LibraryItem> PutAsync(ReportingYear year, string name, LibraryItem? over, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>As <see cref="PutAsync"/>, in pieces.</summary>
    Task<OpenUpload> BeginAsync(ReportingYear year, string name, LibraryItem? over, CancellationToken cancellationToken);

    /// <summary>Where the library wants the next piece from; null where it knows the session no more.</summary>
    Task<long?> AskAsync(OpenUpload session, CancellationToken cancellationToken);

    /// <summary>Null where it knows the session no more.</summary>
    Task<PieceTaken?> SendAsync(OpenUpload session, ReadOnlyMemory<byte> piece, long from, long size, CancellationToken cancellationToken);

    /// <summary>Nobody else can change it from then on.</summary>
    Task CheckOutAsync(LibraryItem item, CancellationToken cancellationToken);

    /// <summary>Makes what was put over it a version that everybody sees, with a comment.</summary>
    Task CheckInAsync(LibraryItem item, string comment, CancellationToken cancellationToken);

    /// <summary>Lets it go as it was.</summary>
    Task DiscardCheckOutAsync(LibraryItem item, CancellationToken cancellationToken);

    /// <summary>The name of its newest version, such as 2.0; null where the library keeps none.</summary>
    Task<string?> VersionAsync(LibraryItem item, CancellationToken cancellationToken);
}
