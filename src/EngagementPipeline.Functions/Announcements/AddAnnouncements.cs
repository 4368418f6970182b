using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Announcements;

public static class AnnouncementsRegistration
{
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services
        .AddQueue(Announcer.Queue).AddSingleton<IAnnounce, Announcer>()
        .AddTable("Announcements").AddSingleton<IOutbox, OutboxTable>()
        .AddSingleton<IEraseProject, EraseAnnouncements>()
        .AddSingleton<IMail, GraphMail>()
        .AddSingleton<PutInOutboxHandler>()
        .AddSingleton<ReadOutboxHandler>();
}
