using System.Globalization;
using EngagementPipeline.Azure.Responses;
using EngagementPipeline.Core.Responses;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EngagementPipeline.Functions.Responses;

public static class ResponsesRegistration
{
    public static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddResponsesStorage()
        .AddSingleton(s => DisclosureOf(s.GetRequiredService<IConfiguration>())).ReadAtStart<Disclosure>()
        .AddSingleton<KnownQuestions>()
        .AddSingleton<CollectResponseHandler>()
        .AddSingleton<RollUpResponsesHandler>()
        .AddSingleton<ReadResponsesHandler>()
        .AddSingleton<ReviewTextHandler>()
        .AddSingleton<IResponseSums, ReadResponseSums>()
        .AddSingleton<IEraseProject, EraseResponses>();

    private static Disclosure DisclosureOf(IConfiguration configuration) => new(
        configuration["Responses:Threshold"] is not { Length: > 0 } text ? Disclosure.UsualThreshold
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threshold) && threshold is >= 2 and <= 1_000 ? threshold
        : throw new InvalidOperationException("The setting Responses:Threshold must be a whole number from 2 to 1000: how many people must have answered before anything is shown. Below 2 one person's answer could be read."));
}
