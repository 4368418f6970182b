using EngagementPipeline.Core.MyVoice;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.MyVoice;

public static class MyVoiceRegistration
{
    public static IServiceCollection AddMyVoice(this IServiceCollection services) => services
        .AddSingleton<FindMyMedia>()
        .AddSingleton<ReadWhatYourWordsDidHandler>()
        .AddSingleton<MakeCardHandler>()
        .AddSingleton<MyVoiceAnswers>();
}
