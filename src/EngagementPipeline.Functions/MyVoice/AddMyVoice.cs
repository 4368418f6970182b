using EngagementPipeline.Core.MyVoice;
using EngagementPipeline.Core.MyVoice.Everything;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.MyVoice;

public static class MyVoiceRegistration
{
    public static IServiceCollection AddMyVoice(this IServiceCollection services) => services
        .AddSingleton<FindMyMedia>()
        .AddSingleton<ReadWhatYourWordsDidHandler>()
        .AddSingleton<MakeCardHandler>()
        .AddSingleton<GatherEverything>()
        .AddSingleton<HandOverHandler>()
        .AddSingleton<EraseEverythingHandler>()
        .AddSingleton<EraseEverythingByCodeHandler>()
        .AddSingleton<FinishErasuresHandler>()
        .AddSingleton<FindPeopleHandler>()
        .AddSingleton<EverythingFile>()
        .AddSingleton<MyVoiceAnswers>();
}
