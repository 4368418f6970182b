using System.Globalization;
using EngagementPipeline.Azure.Views;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Views;
using EngagementPipeline.Functions.Shared;
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
        .AddSingleton(RetentionOf).ReadAtStart<ViewLogRetention>()
        .AddSingleton<ClearViewLogHandler>()
        .AddSingleton<ReadViewsHandler>()
        .AddSingleton<IStoryScripts, PageCounting>()
        .AddSingleton<IEraseProject, EraseViews>();

    /// <summary><c>Views:KeepLogDays</c>, 7 or more; the app does not start with less, because a day that went wrong could not be looked into.</summary>
    private static ViewLogRetention RetentionOf(IServiceProvider services) =>
        services.GetRequiredService<IConfiguration>()["Views:KeepLogDays"] is not { Length: > 0 } text ? ViewLogRetention.Default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= ViewLogRetention.Shortest ? new(days)
        : throw new InvalidOperationException($"The setting Views:KeepLogDays must be a whole number of at least {ViewLogRetention.Shortest}: with less, a day that went wrong could not be looked into.");
}
