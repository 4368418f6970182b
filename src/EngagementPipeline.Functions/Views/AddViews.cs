using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Views;

public static class ViewsRegistration
{
    public static IServiceCollection AddViews(this IServiceCollection services) => services
        .AddViewsStorage()
        .AddSingleton<Readers>()
        .AddSingleton<KnownStories>()
        .AddSingleton(s => new GroupCommit(s.GetRequiredService<IViewLog>()))
        .AddSingleton<CollectViewsHandler>()
        .AddSingleton<RollUpViewsHandler>()
        .AddSingleton<ReadViewsHandler>()
        .AddSingleton<IViewSums, ReadViewSums>()
        .AddSingleton<IStoryScripts, PageCounting>()
        .AddSingleton<IEraseProject, EraseViews>();
}
