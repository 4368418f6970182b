using System.Globalization;
using EngagementPipeline.Azure.Shared;
using EngagementPipeline.Azure.Voices;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Core.Voices;
using EngagementPipeline.Core.Voices.Counts;
using EngagementPipeline.Core.Voices.Identity;
using EngagementPipeline.Core.Voices.Outcomes;
using EngagementPipeline.Core.Voices.Retention;
using EngagementPipeline.Functions.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Voices;

public static class VoicesRegistration
{
    public static IServiceCollection AddVoices(this IServiceCollection services) =>
        services.AddVoicesStorage().AddVoicesActs();

    private static IServiceCollection AddVoicesStorage(this IServiceCollection services) => services
        .AddTable("Projects").AddSingleton<IProjectStore, ProjectStore>()
        .AddTable("Sessions").AddSingleton<ISessionStore, SessionStore>()
        .AddTable("Participants").AddSingleton<IParticipantStore, ParticipantStore>().AddSingleton<IParticipantDetails, ParticipantStore>()
        .AddTable("Retention").AddSingleton<IRetentionRules, RetentionRules>()
        .AddTable("Consents").AddSingleton<IConsentStore, ConsentStore>()
        .AddTable("ConsentEvents").AddSingleton<IConsentLedger, ConsentLedger>()
        .AddTable("Voices").AddSingleton<IVoiceStore, VoiceStore>().AddSingleton<IWordsKept, VoiceStore>()
        .AddSingleton<IVoicesToAnswer, VoiceStore>().AddSingleton<IVoicesHeard, VoiceStore>().AddSingleton<IVoicesOfWorker, VoiceStore>()
        .AddTable("Outcomes").AddSingleton<IOutcomeStore, OutcomeStore>()
        .AddTable("ConsentVoices").AddSingleton<IVoicesOfConsent, VoicesOfConsent>()
        .AddTable("WithdrawalCodes").AddSingleton<IWithdrawalCodes, WithdrawalCodes>()
        .AddTable("Referrals").AddSingleton<IReferrals, Referrals>()
        .AddTable("PendingWork")
        .AddSingleton<IPendingWithdrawals, PendingWithdrawals>()
        .AddSingleton<IPendingNarrowings, PendingNarrowings>()
        .AddSingleton<IPendingErasures, PendingErasures>()
        .AddSingleton<IPendingAnnouncements, PendingAnnouncements>()
        .AddSingleton<IConsentExpiries, ConsentExpiries>()
        .AddQueue(QuoteChanges.Queue).AddSingleton<IQuoteChanges, QuoteChanges>()
        .AddContainer(KeyRing.Container).AddSingleton<IKeyRing, KeyRing>()
        .ReadAtStart(s => WithdrawalCodes.CheckKeys(s.GetRequiredService<IConfiguration>()))
        .AddSingleton<IEraseProject, EraseVoices>()
        .AddSingleton<IEraseProject, EraseProjectItself>();

    private static IServiceCollection AddVoicesActs(this IServiceCollection services) => services
        .AddSingleton(ControllerOf)
        .AddSingleton<GuessPace>()
        .AddSingleton<ChangeVoice>()
        .AddSingleton<ReferVoice>()
        .AddSingleton<TellOfErasedReferrals>()
        .AddSingleton(s => RareOf(s.GetRequiredService<IConfiguration>())).ReadAtStart<RareSettings>()
        .AddSingleton<FindRareCombinations>()
        .AddSingleton<IUsableQuotes, UsableQuotes>()
        .AddSingleton<IMediaConsents, MediaConsents>()
        .AddSingleton<CreateProjectHandler>()
        .AddSingleton<ListProjectsHandler>()
        .AddSingleton<ReadProjectHandler>()
        .AddSingleton<PrepareSessionHandler>()
        .AddSingleton<ListSessionsHandler>()
        .AddSingleton<AddParticipantHandler>()
        .AddSingleton<RecordConsentHandler>()
        .AddSingleton<ConsentsOfPerson>()
        .AddSingleton<ReadConsentHandler>()
        .AddSingleton<IssueReceiptHandler>()
        .AddSingleton<WithdrawConsentHandler>()
        .AddSingleton<NarrowConsentHandler>()
        .AddSingleton<CodeHolder>()
        .AddSingleton<WithdrawByCodeHandler>()
        .AddSingleton<NarrowByCodeHandler>()
        .AddSingleton<FinishWithdrawalsHandler>()
        .AddSingleton<FinishNarrowingsHandler>()
        .AddSingleton<FinishAnnouncementsHandler>()
        .AddSingleton<ExpireConsentsHandler>()
        .AddSingleton<CaptureVoiceHandler>()
        .AddSingleton<ReviewVoiceHandler>()
        .AddSingleton<ReleaseVoiceHandler>()
        .AddSingleton<RenewConsentHandler>()
        .AddSingleton<ReadRenewableHandler>()
        .AddSingleton<CloseVoiceHandler>()
        .AddSingleton<ListReferralsHandler>()
        .AddSingleton<FinishReferralsHandler>()
        .AddSingleton<ListVoicesHandler>()
        .AddSingleton<ChooseQuotesHandler>()
        .AddSingleton<ListConsentsHandler>()
        .AddSingleton<ChooseMediaConsentsHandler>()
        .AddSingleton<ForgetOutcomeWords>()
        .AddSingleton<RecordOutcomeHandler>()
        .AddSingleton<ListOutcomesHandler>()
        .AddSingleton<RemoveOutcomeHandler>()
        .AddSingleton<ICountAnswers, CountAnswers>()
        .AddSingleton<IDecidedOutcomes, DecidedOutcomes>()
        .AddSingleton<ICountEngagement, CountEngagement>()
        .AddSingleton<IWhatBecameOfVoices, ReadWhatBecameOfVoices>()
        .AddSingleton<CurrentRetention>()
        .AddSingleton<ChangeRetentionHandler>()
        .AddSingleton<PlanRetentionHandler>()
        .AddSingleton<EraseWhatIsPastHandler>()
        .AddSingleton<ReadLedgerHandler>()
        .AddSingleton<VerifyLedgerHandler>()
        .AddSingleton<ProjectFunctions>()
        .AddSingleton<ConsentFunctions>()
        .AddSingleton<VoiceFunctions>()
        .AddSingleton<QuoteFunctions>()
        .AddSingleton<MediaConsentFunctions>()
        .AddSingleton<SendAsIfAlone>();

    private static RareSettings RareOf(IConfiguration configuration) =>
        configuration["Review:RareBelow"] is not { Length: > 0 } text ? new(RareCombinations.DefaultThreshold)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threshold) && threshold >= 2 ? new(threshold)
        : throw new InvalidOperationException("The setting Review:RareBelow must be a whole number of at least 2.");

    /// <summary>Receipts name who answers for the data. Until the settings say who that is, they say that nobody said.</summary>
    private static DataController ControllerOf(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        return new DataController(Setting("Controller:Name"), Setting("Controller:Contact"), Setting("Controller:Address"));

        string Setting(string name) => settings[name] is { Length: > 0 } value ? value : DataController.NotNamed(name);
    }
}
