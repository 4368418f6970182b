using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

/// <summary>Registers what a link leads to; its views are brought in from <paramref name="From"/> on.</summary>
public sealed record WatchItem(WatchedId Id, string Key, string Title, Uri Link, DateOnly From);

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
            return standing.Key == command.Key && standing.Title == command.Title && standing.From == command.From ? standing : Refusals.AlreadyDifferent("item");
        if (all.Any(item => item.Key == command.Key) || await IsImportedAsync(command, cancellationToken))
            return Refusals.DoesNotFit("key", "Figures of this key come from elsewhere already. Choose another one.");

        ItemElsewhere found;
        try
        {
            found = await elsewhere.FindAsync(command.Link, cancellationToken);
        }
        catch (OutsideException fault)
        {
            return Refusals.NotReached(fault.Message, fault.RetryAfter);
        }

        if (all.Any(item => item.Drive == found.Drive && item.Item == found.Item))
            return Refusals.DoesNotFit("link", "This page or video is registered already: its views would count twice.");
        var watched = new WatchedItem(command.Id, command.Key, command.Title, found.Drive, found.Item, found.Name, found.Link, command.From, now, by.Name) { NextAt = now };
        await audit.RecordAsync(new(now, by, "item-watched", $"elsewhere/{command.Id}"), cancellationToken);
        return await items.TrySaveAsync(watched, null, cancellationToken) is not null ? watched : Refusals.AlreadyDifferent("item");
    }

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
    /// <summary>Nothing more is brought in. What was stays, as an import that can be undone.</summary>
    public async Task<Result<Done>> HandleAsync(WatchedId id, Actor by, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is null)
            return Refusals.NotFound("item");
        await audit.RecordAsync(new(clock.GetUtcNow(), by, "item-unwatched", $"elsewhere/{id}"), cancellationToken);
        await items.RemoveAsync(id, cancellationToken);
        return Done.Instance;
    }
}
