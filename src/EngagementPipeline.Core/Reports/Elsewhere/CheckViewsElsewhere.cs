using EngagementPipeline.Core.Shared;

namespace EngagementPipeline.Core.Reports.Elsewhere;

/// <summary>Asks how often one of the registered items was viewed: that alone needs the permission, and says whether the app has it.</summary>
public sealed class CheckViewsElsewhere(IWatchedItems items, IViewsElsewhere elsewhere) : ICheckOutside
{
    private const string What = "Views counted elsewhere";

    public async Task<IReadOnlyList<OutsideFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        if (elsewhere.Missing is not null)
            return [];
        foreach (var item in (await items.ListAsync(cancellationToken)).Where(item => item.State != WatchState.Vanished))
        {
            try
            {
                await elsewhere.SumsAsync(item.Drive, item.Item, cancellationToken);
                return [new(What, OutsideStanding.Works, "The app reads what SharePoint counts.")];
            }
            catch (OutsideException gone) when (gone.Kind == OutsideFaultKind.Gone)
            {
                // That is told beside the item; another one says more.
            }
            catch (OutsideException fault)
            {
                return [OutsideFinding.Of(What, fault)];
            }
        }

        return [new(What, OutsideStanding.NotSetUp, "No page or video that could be asked about is registered (/imports).")];
    }
}
