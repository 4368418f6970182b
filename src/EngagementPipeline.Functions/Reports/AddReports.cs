using EngagementPipeline.Azure.Reports;
using EngagementPipeline.Azure.Reports.Deliveries;
using EngagementPipeline.Azure.Reports.Elsewhere;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Core.Announcements;
using EngagementPipeline.Core.Reports;
using EngagementPipeline.Core.Reports.Answers;
using EngagementPipeline.Core.Reports.Claims;
using EngagementPipeline.Core.Reports.Comparing;
using EngagementPipeline.Core.Reports.Corrections;
using EngagementPipeline.Core.Reports.Deliveries;
using EngagementPipeline.Core.Reports.Elsewhere;
using EngagementPipeline.Core.Reports.Imports;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using EngagementPipeline.Pages.Reports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Reports;

public static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddReportSources()
        .AddContainer("reports").AddSingleton<IFrozenReports, BlobFrozenReports>()
        .AddTable("Imports").AddTable("ImportedFigures").AddContainer("import-sums").AddSingleton<IImportStore, ImportStore>()
        .AddTable("Corrections").AddSingleton<ICorrections, CorrectionTable>()
        .AddSingleton<CorrectFigureHandler>()
        .AddSingleton<RemoveCorrectionHandler>()
        .AddSingleton<KeepClosedDaysHandler>()
        .AddSingleton<CountReport>()
        .AddSingleton<ReadReportHandler>()
        .AddSingleton<ReadTraceHandler>()
        .AddSingleton<CompareYearsHandler>()
        .AddSingleton<CheckClaimHandler>()
        .AddSingleton<FreezeReportHandler>()
        .AddSingleton<ReportHtml>()
        .AddSingleton<ImportFiguresHandler>()
        .AddSingleton<ImportFeedbackHandler>()
        .AddSingleton<UndoImportHandler>()
        .AddSingleton<ClearUndoneImportsHandler>()
        .AddDeliveries()
        .AddElsewhere();

    private static IServiceCollection AddElsewhere(this IServiceCollection services) => services
        .AddTable("WatchedItems").AddSingleton<IWatchedItems, WatchedItemTable>()
        .AddSingleton<IViewsElsewhere, GraphViewsElsewhere>()
        .AddSingleton<WatchItemHandler>()
        .AddSingleton<UnwatchItemHandler>()
        .AddSingleton<BringInViewsHandler>()
        .AddSingleton<ITraceNotes, NotesOfWatched>()
        .AddSingleton<ICheckOutside, CheckViewsElsewhere>();

    private static IServiceCollection AddDeliveries(this IServiceCollection services) => services
        .AddTable("Deliveries").AddQueue(DeliveryMessages.Queue)
        .AddSingleton<IDeliveries, DeliveryStore>()
        .AddSingleton<ISendDelivery, DeliveryMessages>()
        .AddSingleton<IEraseProject, EraseDeliveries>()
        .AddSingleton<IOutboxSource, ReportsSent>()
        .AddSingleton(of => LibrarySettings.From(of.GetRequiredService<IConfiguration>())).ReadAtStart<LibrarySettings>()
        .AddSingleton(of => of.GetRequiredService<LibrarySettings>().Sending)
        .AddSingleton<UploadPieces>()
        .AddSingleton<IReportLibrary, GraphReportLibrary>()
        .AddSingleton<DeliverReportHandler>()
        .AddSingleton<DeliverFileHandler>()
        .AddSingleton<DeliverBesideHandler>()
        .AddSingleton<ResumeDeliveriesHandler>();

    /// <summary>A report shows the figures of its sources in the order of these lines.</summary>
    private static IServiceCollection AddReportSources(this IServiceCollection services) => services
        .AddFigures<StoryFigures>()
        .AddFigures<VoiceFigures>()
        .AddFigures<PeopleFigures>()
        .AddFigures<ReaderAnswers>()
        .AddFigures<ImportedFeedback>()
        .AddFigures<ImportedFigures>()
        .AddSingleton<IReportSource, WhatWasDecided>();

    private static IServiceCollection AddFigures<T>(this IServiceCollection services)
        where T : class, IFigureSource => services
        .AddSingleton<T>()
        .AddSingleton<IFigureSource>(of => of.GetRequiredService<T>())
        .AddSingleton<IReportSource>(of => of.GetRequiredService<T>());
}
