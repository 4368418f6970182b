using System.Runtime.CompilerServices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;

namespace EngagementPipeline.Core.Announcements;

/// <summary>That alerts to the safeguarding lead don't get through by mail: since when, and what the mailbox says. Of what they tell there is nothing here.</summary>
public sealed record LateAlerts(DateTimeOffset Since, string? Trouble);

/// <param name="Kinds">Those that the reader may see.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Late">For the lead and administrators, while there are any.</param>
/// <param name="MayRetry">Which kinds the reader may try again.</param>
/// <param name="IsMailSetUp">Whether mail goes out at all.</param>
/// <param name="HasLeads">Whether an address of the safeguarding lead is set.</param>
public sealed record SentPage(
    IReadOnlyList<OutboxKind> Kinds, Page<OutboxItem> Items, LateAlerts? Late, IReadOnlyList<DispatchKind> MayRetry, bool IsMailSetUp, bool HasLeads);

/// <summary>Everything that went out, to whom and how it stands, newest first, 50 at a time; each reader sees what their roles may.</summary>
public sealed class ReadSentHandler(IEnumerable<IOutboxSource> sources, IDispatches dispatches, IMail mail, TimeProvider clock)
{
    /// <param name="kind">Null for all of those that the reader may see.</param>
    /// <param name="from">A page's <c>continue</c>.</param>
    /// <param name="by">Who reads.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<SentPage>> HandleAsync(OutboxKind? kind, string? from, Actor by, CancellationToken cancellationToken)
    {
        var mine = sources.Where(source => source.MayBeSeenBy(by)).OrderBy(source => source.Kind).ToList();
        var asked = mine.Where(source => kind is null || source.Kind == kind).ToList();
        if (asked is [])
            return Refusals.WrongRole;
        var after = OutboxPlace.Top;
        if (from is not null)
        {
            if (OutboxPlace.Parse(from) is not { } place)
                return Refusals.BadField("continue", "Is not a place that this list gave out.");
            after = place;
        }

        var page = await MergedAsync(asked, after, cancellationToken).ToPageAsync(item => item.Place.ToString(), cancellationToken);
        return new SentPage(
            [.. mine.Select(source => source.Kind)], page, await LateAsync(by, cancellationToken),
            [.. Enum.GetValues<DispatchKind>().Where(one => RetryDispatchesHandler.MayRetry(one, by))], mail.IsThere, mail.Leads is not []);
    }

    private async Task<LateAlerts?> LateAsync(Actor by, CancellationToken cancellationToken)
    {
        if (!RetryDispatchesHandler.MayRetry(DispatchKind.Alert, by))
            return null;
        var late = (await dispatches.OpenAsync(DispatchKind.Alert, cancellationToken)).Where(one => one.At + SendDispatchHandler.Late <= clock.GetUtcNow()).ToList();
        return late is [] ? null : new(late.Min(one => one.At), late.Find(one => one.Trouble is not null)?.Trouble);
    }

    /// <summary>The first of each, and of those the newest, again and again.</summary>
    private static async IAsyncEnumerable<OutboxItem> MergedAsync(List<IOutboxSource> sources, OutboxPlace after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = sources.Select(source => source.ReadAsync(after, cancellationToken).GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            var open = new List<IAsyncEnumerator<OutboxItem>>();
            foreach (var head in heads)
            {
                if (await head.MoveNextAsync())
                    open.Add(head);
            }

            while (open is not [])
            {
                var first = open.MinBy(head => head.Current.Place)!;
                yield return first.Current;
                if (!await first.MoveNextAsync())
                    open.Remove(first);
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.DisposeAsync();
        }
    }
}
