using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

/// <summary>Registers what is at a place; its views are brought in from <paramref name="From"/> on.</summary>
public sealed record WatchItem(WatchedId Id, string Key, string Title, PlaceElsewhere Place, ImportedKind Kind, DateOnly From);

public sealed class WatchItemHandler(IWatchedItems items, IViewsElsewhere elsewhere, IImportStore imports, IAudit audit, TimeProvider clock)
{
    public async Task<Result<WatchedItem>> HandleAsync(WatchItem command, Actor by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (elsewhere.Missing is { } missing)
            return Refusals.NotConnected(missing);
        var now = clock.GetUtcNow();
        if (command.From > London.DayOf(now))
            return Refusals.BadField("from", "Must be a day that has been.");

        var all = await items.ListAsync(cancellationToken);
        if (all.FirstOrDefault(item => item.Id == command.Id) is { } standing)
            return IsSame(standing, command) ? standing : Refusals.AlreadyDifferent("item");
        if (all.Any(item => item.Key == command.Key) || await IsImportedAsync(command, cancellationToken))
            return Refusals.DoesNotFit("key", "Figures of this key come from elsewhere already. Choose another one.");

        ItemElsewhere found;
        try
        {
            found = await elsewhere.FindAsync(command.Place, cancellationToken);
        }
        catch (OutsideException fault)
        {
            return Refusals.NotReached(fault.Message, fault.RetryAfter);
        }

        if (all.Any(item => item.Drive == found.Drive && item.Item == found.Item))
            return Refusals.DoesNotFit("link", "This page or video is registered already: its views would count twice.");
        var watched = new WatchedItem(command.Id, command.Key, command.Title, found.Drive, found.Item, found.Name, found.Link, command.From, now, by.Name) { NextAt = now, Kind = command.Kind };
        await audit.RecordAsync(new(now, by, "item-watched", $"elsewhere/{command.Id}"), cancellationToken);
        if (await items.TrySaveAsync(watched, null, cancellationToken) is not null)
            return watched;
        // Somebody was quicker: with this very one, or with its key or its page.
        return await items.FindAsync(command.Id, cancellationToken) is { Value: var other }
            ? IsSame(other, command) ? other : Refusals.AlreadyDifferent("item")
            : Refusals.DoesNotFit("link", "Somebody has just registered this page or video, or its key. Look at the list again.");
    }

    private static bool IsSame(WatchedItem standing, WatchItem command) =>
        (standing.Key, standing.Title, standing.From, standing.Kind) == (command.Key, command.Title, command.From, command.Kind);

    private async Task<bool> IsImportedAsync(WatchItem command, CancellationToken cancellationToken)
    {
        foreach (var import in (await imports.ListAsync(cancellationToken)).Value.Where(import => import.Complete))
        {
            foreach (var year in import.Years)
            {
                if (await imports.FindSumsAsync(import.Batch, year, cancellationToken) is { } sums && sums.Any(sum => sum.Key == command.Key))
                    return true;
            }
        }

        return false;
    }
}

public sealed class UnwatchItemHandler(IWatchedItems items, IAudit audit, TimeProvider clock)
{
    /// <summary>Nothing more is brought in. What was stays, as an import that can be undone, and what was missing of it stays known.</summary>
    public async Task<Result<Done>> HandleAsync(WatchedId id, Actor by, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { } found)
            return Refusals.NotFound("item");
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "item-unwatched", $"elsewhere/{id}"), cancellationToken);
        // It may be being read just now.
        while (!await items.StopAsync(found.Value, found.Mark, cancellationToken))
        {
            if (await items.FindAsync(id, cancellationToken) is not { } moved)
                break;
            found = moved;
        }

        return Done.Instance;
    }
}
