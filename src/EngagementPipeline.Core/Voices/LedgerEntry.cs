using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// One entry of a project's consent ledger. Each carries the hash of the one before, so that whoever holds the entries can tell
/// when one was altered, dropped, doubled or moved. Its own hash is SHA-256, in lower-case hex, of these lines in UTF-8, joined
/// by a line feed: <c>engagement-pipeline-ledger-1</c>, project, number, at, fact, consent, by, details, previous.
/// </summary>
/// <param name="Number">1 for a project's first entry, then one more each; -1 where storage does not say.</param>
/// <param name="At">To the millisecond, written <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</param>
/// <param name="Fact">A <see cref="ConsentFact"/>'s name, as stored: text, so that a forged one is a broken entry and not a fault.</param>
/// <param name="By">A <see cref="LedgerParty"/>'s name, likewise.</param>
/// <param name="Details">Compact JSON, hashed as it is written.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros before the first.</param>
public sealed record LedgerEntry(
    ProjectId Project, long Number, string At, string Fact, ConsentId Consent, string By, string Details, string Previous, string Hash)
{
    private const string Form = "engagement-pipeline-ledger-1";

    /// <summary>The entry that <paramref name="happened"/> becomes after <paramref name="head"/>.</summary>
    public static LedgerEntry After(LedgerHead head, ConsentEvent happened)
    {
        var entry = new LedgerEntry(
            happened.Project,
            head.Number + 1,
            happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Kebab.Of(happened.Fact),
            happened.Consent,
            Kebab.Of(happened.By),
            happened.Details,
            head.Hash,
            Hash: "");
        return entry with { Hash = entry.HashOfContent() };
    }

    /// <summary>Whether this is the entry that comes next after <paramref name="head"/> in the project's chain, unaltered.</summary>
    public bool Follows(LedgerHead head, ProjectId project) =>
        Project == project && Number == head.Number + 1 && Previous == head.Hash && Hash == HashOfContent();

    public string HashOfContent()
    {
        // No part has a line feed in it: ids and names have none, and compact JSON escapes them.
        var content = string.Join(
            '\n',
            Form,
            Project.ToString(),
            Number.ToString(CultureInfo.InvariantCulture),
            At,
            Fact,
            Consent.ToString(),
            By,
            Details,
            Previous);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    public DateTimeOffset ToInstant() => DateTimeOffset.Parse(At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>How far a project's ledger goes: the last entry's number and hash. Without it nobody would miss the last entries.</summary>
public sealed record LedgerHead(long Number, string Hash)
{
    public static readonly LedgerHead OfNothing = new(0, new string('0', 64));
}

public interface IConsentLedger
{
    /// <summary>
    /// Writes the event as the project's next entry, and gives that entry; the one that stands when this fact of this consent is
    /// written already. Appends at the same time never fork the chain.
    /// </summary>
    Task<LedgerEntry> AppendAsync(ConsentEvent happened, CancellationToken cancellationToken);

    /// <summary>A project's entries after a number, in order, exactly as they are stored.</summary>
    IAsyncEnumerable<LedgerEntry> ReadAsync(ProjectId project, long after, CancellationToken cancellationToken);

    /// <summary>The entries of one consent, in order.</summary>
    Task<IReadOnlyList<LedgerEntry>> ReadAsync(ProjectId project, ConsentId consent, CancellationToken cancellationToken);

    Task<LedgerHead> ReadHeadAsync(ProjectId project, CancellationToken cancellationToken);
}
