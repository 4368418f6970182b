using System.Globalization;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Voices;

/// <summary>
/// Which consents of a project to list. <paramref name="Reference"/>: only those of the participant whose id ends so.
/// <paramref name="From"/> is a page's <c>continue</c>.
/// </summary>
public sealed record ListConsents(ProjectId Project, string? Reference, string? From);

/// <summary>
/// A project's consents as its ledger recorded them, newest first, 50 ledger entries at a time. One whose recording stopped
/// half-way is in the ledger and not here.
/// </summary>
public sealed class ListConsentsHandler(IProjectStore projects, IConsentStore consents, IConsentLedger ledger)
{
    public async Task<Result<Page<Consent>>> HandleAsync(ListConsents query, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        if (query.From is not null && !long.TryParse(query.From, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Refusals.BadContinue;
        if (await projects.FindAsync(query.Project, cancellationToken) is null)
            return Refusals.NotFound("project");

        var end = Math.Min(before, (await ledger.ReadHeadAsync(query.Project, cancellationToken)).Number + 1);
        if (query.Reference is { } reference)
            return new Page<Consent>(await OfAsync(query.Project, reference, cancellationToken), Continue: null);

        // Other entries stand between; a page goes further back until it has something to show.
        var found = new List<Consent>();
        while (found.Count == 0 && end > 1)
        {
            var start = Math.Max(1, end - Pages.Size);
            found = await BetweenAsync(query.Project, start, end, cancellationToken);
            end = start;
        }

        return new Page<Consent>(found, end > 1 ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    private async Task<List<Consent>> BetweenAsync(ProjectId project, long start, long end, CancellationToken cancellationToken) =>
        await FindAsync(
            project,
            ledger.ReadAsync(project, start - 1, cancellationToken).TakeWhile(entry => entry.Number < end).Where(IsRecording),
            cancellationToken);

    /// <summary>A reference is the end of a participant's id. The ledger knows whose consent each is; reading all of it is quick enough for a search.</summary>
    private async Task<List<Consent>> OfAsync(ProjectId project, string reference, CancellationToken cancellationToken)
    {
        // Ids are written in lower case, and end in front of the closing quotation mark.
        var ending = $"{reference.Trim().ToLowerInvariant()}\"";
        return await FindAsync(
            project,
            ledger.ReadAsync(project, after: 0, cancellationToken).Where(entry => IsRecording(entry) && ParticipantIn(entry.Details).EndsWith(ending, StringComparison.Ordinal)),
            cancellationToken);
    }

    private async Task<List<Consent>> FindAsync(ProjectId project, IAsyncEnumerable<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var ids = await entries.Select(entry => entry.Consent).ToListAsync(cancellationToken);
        var byId = (await consents.FindAsync(project, ids, cancellationToken)).ToDictionary(consent => consent.Id);
        return [.. Enumerable.Reverse(ids).Where(byId.ContainsKey).Select(id => byId[id])];
    }

    private static bool IsRecording(LedgerEntry entry) => entry.Fact == Kebab.Of(ConsentFact.ConsentRecorded);

    /// <summary>From the participant's id to its closing quotation mark; <see cref="ConsentDetails"/> writes it first.</summary>
    private static string ParticipantIn(string details)
    {
        const string Name = "\"participant\":\"";
        var start = details.IndexOf(Name, StringComparison.Ordinal);
        var end = start < 0 ? -1 : details.IndexOf('"', start + Name.Length);
        return end < 0 ? "" : details[(start + Name.Length)..(end + 1)];
    }
}
