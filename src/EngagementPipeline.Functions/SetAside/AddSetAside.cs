using EngagementPipeline.Azure.SetAside;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.SetAside;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.SetAside;

public static class SetAsideRegistration
{
    public static IServiceCollection AddSetAside(this IServiceCollection services)
    {
        foreach (var kind in KindsOfWork.All)
            services.AddSingleton(kind);
        return services
            .AddTable("PutBack").AddSingleton<IPutBackNotes, PutBackNoteTable>()
            .AddSingleton<ISetAside, PoisonQueues>()
            .AddSingleton<ReadSetAsideHandler>()
            .AddSingleton<PutBackWorkHandler>()
            .AddSingleton<DiscardWorkHandler>();
    }
}
