using EngagementPipeline.Core.Voices;
using EngagementPipeline.Functions.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Desk;

public static class DeskRegistration
{
    /// <summary>The staff's pages. From here on a browser that is refused a page is told so by a page.</summary>
    public static IServiceCollection AddDesk(this IServiceCollection services)
    {
        Answers.RefusedPage = PageAnswers.RefusedPage;
        services.AddRazorComponents();
        return services
            .AddSingleton<Health>()
            .AddSingleton<NextSteps>()
            .AddSingleton<DeskVoices>()
            .AddSingleton<DeskOutcomes>()
            .AddSingleton<DeskRequests>()
            .AddSingleton<DeskStories>()
            .AddSingleton<DeskVersions>()
            .AddSingleton<DeskAnnouncing>()
            .AddSingleton<DeskResponses>()
            .AddSingleton<DeskReports>();
    }
}
