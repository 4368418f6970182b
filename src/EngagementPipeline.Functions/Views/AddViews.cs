using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        .AddSingleton<IEraseProject, EraseViews>()
        .AddUnlessStoriesDo();

    // Until stories register theirs.
    private static IServiceCollection AddUnlessStoriesDo(this IServiceCollection services)
    {
        services.TryAddSingleton<IPublishedStories, NothingPublished>();
        return services;
    }

    private sealed class NothingPublished : IPublishedStories
    {
        public Task<PublishedStory?> FindAsync(StoryId story, CancellationToken cancellationToken) => Task.FromResult<PublishedStory?>(null);

        public Task<IReadOnlyList<PublishedStory>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PublishedStory>>([]);
    }
}
