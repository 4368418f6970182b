using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EngagementPipeline.Azure.Views;

public static class ViewsStorage
{
    /// <summary>Where the log, its sums and the days' secrets are kept.</summary>
    public static IServiceCollection AddViewsStorage(this IServiceCollection services) => services
        .AddContainer(LogContainer)
        .AddTable(ViewsByDayRow.Table)
        .AddTable(ViewDayRow.Table)
        .AddTable(ViewsByYearRow.Table)
        .AddTable(ViewsOfOpenDaysRow.Table)
        .AddTable(VisitorSaltRow.Table)
        .AddSingleton<IViewLog>(s => new AppendBlobViewLog(
            s.GetRequiredService<Storage>().Blobs(LogContainer), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<AppendBlobViewLog>>()))
        .AddSingleton(s => new AppendBlobViewLogReader(s.GetRequiredService<Storage>().Blobs(LogContainer)))
        .AddSingleton<IViewLogReader>(s => s.GetRequiredService<AppendBlobViewLogReader>())
        .AddSingleton<IOldViewLog>(s => s.GetRequiredService<AppendBlobViewLogReader>())
        .AddSingleton(s => new TableOpenViews(s.GetRequiredService<Storage>().Table(ViewsOfOpenDaysRow.Table)))
        .AddSingleton<IOpenViews>(s => s.GetRequiredService<TableOpenViews>())
        .AddSingleton<IViewSumStore>(s => new SumStoreWithOpenDays(
            new TableViewSumStore(
                s.GetRequiredService<Storage>().Table(ViewsByDayRow.Table), s.GetRequiredService<Storage>().Table(ViewDayRow.Table),
                s.GetRequiredService<Storage>().Table(ViewsByYearRow.Table)),
            s.GetRequiredService<TableOpenViews>()))
        .AddSingleton<IViewSums>(s => new TableViewSums(s.GetRequiredService<Storage>().Table(ViewsByDayRow.Table)))
        .AddSingleton<IKeptViews>(s => new TableKeptViews(
            s.GetRequiredService<Storage>().Table(ViewsByYearRow.Table), s.GetRequiredService<IViewSumStore>()))
        .AddSingleton<IVisitorSalts>(s => new TableVisitorSalts(
            s.GetRequiredService<Storage>().Table(VisitorSaltRow.Table), s.GetRequiredService<TimeProvider>()));

    private const string LogContainer = "view-log";
}
