using System.Globalization;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using Microsoft.Extensions.Configuration;
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
        .AddSingleton(RetentionOf)
        .AddSingleton<ClearViewLogHandler>()
        .AddSingleton<ReadViewsHandler>()
        .AddSingleton<IStoryScripts, PageCounting>()
        .AddSingleton<IEraseProject, EraseViews>();

    /// <summary><c>Views:KeepLogDays</c>, 7 or more; the app does not start with less, because a day that went wrong could not be looked into.</summary>
    private static ViewLogRetention RetentionOf(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>()["Views:KeepLogDays"] is { Length: > 0 } days
            ? new(int.Parse(days, CultureInfo.InvariantCulture))
            : ViewLogRetention.Default;
}
