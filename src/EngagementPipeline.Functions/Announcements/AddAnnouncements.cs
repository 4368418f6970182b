using EngagementPipeline.Azure.Announcements;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Announcements.Digests;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Announcements;

public static class AnnouncementsRegistration
{
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services.AddOutbox().AddMails();

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddQueue(Announcer.Queue).AddSingleton<IAnnounce, Announcer>()
        .AddTable("Announcements").AddSingleton<IOutbox, OutboxTable>()
        .AddSingleton<IEraseProject, EraseAnnouncements>()
        .AddSingleton<PutInOutboxHandler>()
        .AddSingleton<ReadOutboxHandler>()
        .AddSingleton<IOutboxSource, AlertsSent>()
        .AddSingleton<IOutboxSource, DigestsSent>()
        .AddSingleton<ReadSentHandler>();

    private static IServiceCollection AddMails(this IServiceCollection services) => services
        .AddQueue(DispatchRequests.Queue).AddSingleton<IDispatchRequests, DispatchRequests>()
        .AddTable("Dispatches").AddSingleton<IDispatches, DispatchTable>()
        .AddTable("DigestReaders").AddSingleton<IDigestReaders, DigestReaderTable>()
        .AddSingleton<IEraseProject, EraseDispatches>()
        .AddSingleton<IMail, GraphMail>()
        .AddSingleton(s => OriginsOf(s.GetRequiredService<SiteSettings>()))
        .AddSingleton<NoteDigestReader>()
        .AddSingleton<ChooseDigestMailHandler>()
        .AddSingleton<DigestLinks>()
        .AddSingleton<ChooseDigestMailByLinkHandler>()
        .AddSingleton<ComposeDigest>()
        .AddSingleton<ReadDigestHandler>()
        .AddSingleton<PlanDigestsHandler>()
        .AddSingleton<SendDispatchHandler>()
        .AddSingleton<RunDispatchesHandler>()
        .AddSingleton<RetryDispatchesHandler>();

    /// <summary>Staff sign in where the app is; pages may be served from elsewhere.</summary>
    private static LetterOrigins OriginsOf(SiteSettings site) => new(site.ApiBaseUrl ?? site.BaseUrl, site.BaseUrl ?? site.ApiBaseUrl);
}
