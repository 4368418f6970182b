using System.Text.Encodings.Web;
using System.Text.Unicode;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Stories;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Stories;
using EngagementPipeline.Core.Stories.Announcing;
using EngagementPipeline.Core.Stories.Archives;
using EngagementPipeline.Core.Stories.Imports;
using EngagementPipeline.Core.Stories.Media;
using EngagementPipeline.Core.Stories.Scheduling;
using EngagementPipeline.Core.Stories.Versions;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Story;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EngagementPipeline.Functions.Stories;

public static class StoriesRegistration
{
    public static IServiceCollection AddStories(this IServiceCollection services)
    {
        services.TryAddSingleton<IStoryScripts, NoCounting>();
        // Letters of every script stand in pages as themselves; what HTML gives a meaning to is always encoded.
        services.TryAddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        return services.AddStoryStores().AddStoryActs().AddStoryPages();
    }

    private static IServiceCollection AddStoryStores(this IServiceCollection services) => services
        .AddTable("Stories").AddTable("StoryNames").AddTable("LiveStories").AddTable("QuoteUses").AddTable("MediaUses").AddTable("MediaTies").AddTable("Shares").AddTable("ShortAddresses").AddTable("AskedCards").AddTable("Media").AddTable("StorySchedules").AddTable("StoryAnnouncements").AddQueue(AnnouncementRequests.Queue)
        .AddContainer(StoryDrafts.Container).AddContainer(BlobSite.Container).AddContainer(MediaTable.Container).AddQueue("take-down").AddQueue(PageRequests.Queue)
        .AddSingleton<StoryDrafts>()
        .AddSingleton<IStoryDrafts>(s => s.GetRequiredService<StoryDrafts>())
        .AddSingleton<IStoryVersions>(s => s.GetRequiredService<StoryDrafts>())
        .AddSingleton<IStorySchedules, StoryScheduleTable>()
        .AddSingleton<IStoryAnnouncements, StoryAnnouncementTable>()
        .AddSingleton<IAnnouncementRequests, AnnouncementRequests>()
        .AddSingleton<INewsSite, SharePointNews>()
        .AddSingleton<ISlugClaims, SlugClaimTable>()
        .AddSingleton<ILiveStories, LiveStoryTable>()
        .AddSingleton<IQuoteUses, QuoteUseTable>()
        .AddSingleton<IMediaUses, MediaUseTable>()
        .AddSingleton<IMediaTies, MediaTieTable>()
        .AddSingleton<IPageRequests, PageRequests>()
        .AddSingleton<IShares, ShareTable>()
        .AddSingleton<IAskedCards, AskedCardTable>()
        .AddSingleton<ISite, BlobSite>()
        .AddSingleton<IMediaStore, MediaTable>()
        .AddSingleton<IKnownProjects, KnownProjects>();

    private static IServiceCollection AddStoryActs(this IServiceCollection services) => services
        .AddSingleton<SlugClaiming>()
        .AddSingleton<UsableMedia>()
        .AddSingleton<TyingMedia>()
        .AddSingleton<PutMediaHandler>()
        .AddSingleton<TieMediaHandler>()
        .AddSingleton<ForgetMedia>()
        .AddSingleton<IEraseProject, EraseMedia>()
        .AddSingleton<PutStoryHandler>()
        .AddSingleton<ImportStoryHandler>()
        .AddSingleton<ArchiveStoryHandler>()
        .AddSingleton<ReadStoryHandler>()
        .AddSingleton<ReadVersionsHandler>()
        .AddSingleton<RestoreVersionHandler>()
        .AddSingleton<SetScheduleHandler>()
        .AddSingleton<CancelScheduleHandler>()
        .AddSingleton<ReadScheduleHandler>()
        .AddSingleton<RunSchedulesHandler>()
        .AddSingleton<IEraseProject, EraseSchedules>()
        .AddSingleton<IKeptWords, KeptWords>()
        .AddSingleton<ComposeAnnouncement>()
        .AddSingleton<AnnouncedBefore>()
        .AddSingleton<AskAnnouncementHandler>()
        .AddSingleton<CancelAnnouncementHandler>()
        .AddSingleton<RetryAnnouncementHandler>()
        .AddSingleton<SendAnnouncementHandler>()
        .AddSingleton<RunAnnouncementsHandler>()
        .AddSingleton<IOutboxSource, StoriesSent>()
        .AddSingleton<IEraseProject, EraseStoryAnnouncements>()
        .AddSingleton<CheckStoryHandler>()
        .AddSingleton<RefreshPageHandler>()
        .AddSingleton<PublishStoryHandler>()
        .AddSingleton<UnpublishStoryHandler>()
        .AddSingleton<TakeDownQuotesHandler>()
        .AddSingleton<ResumePublishingHandler>()
        .AddSingleton<RefreshEveryPageHandler>()
        .AddSingleton<ShareStoryHandler>()
        .AddSingleton<OpenShareHandler>()
        .AddSingleton<IPublishedStories, PublishedStories>()
        .AddSingleton<IWhereQuotesAreShown, WhereQuotesAreShown>()
        .AddSingleton<IWhereMediaIsShown, WhereMediaIsShown>()
        .AddSingleton<IWhereItWasShown, WhereItWasShown>()
        .AddSingleton<IEraseProject, TakeDownProject>()
        .AddSingleton<IEraseProject, EraseStories>();

    private static IServiceCollection AddStoryPages(this IServiceCollection services) => services
        .AddSingleton(s => SettingsOf(s.GetRequiredService<IConfiguration>())).ReadAtStart<SiteSettings>()
        .AddSingleton<IStoryPages, StoryPages>()
        .AddSingleton<StoryAnswers>()
        .AddSingleton<PublicSite>();

    private static SiteSettings SettingsOf(IConfiguration configuration)
    {
        return new(Origin("Site:BaseUrl"), Origin("Site:ApiBaseUrl"), configuration["Site:MadeBy"] is { Length: > 0 } madeBy ? madeBy : null);

        Uri? Origin(string name) => configuration[name] is not { Length: > 0 } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && origin.PathAndQuery == "/" ? origin
            : throw new InvalidOperationException($"The setting {name} must be an origin such as https://stories.example.org, without a path.");
    }
}
