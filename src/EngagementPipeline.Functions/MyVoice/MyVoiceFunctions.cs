using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.OpenApi;
using EngagementPipeline.Functions.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.Functions.MyVoice;

/// <summary>The pages for a young person with a code, and the card that the code stands on.</summary>
public sealed class MyVoiceFunctions(MyVoiceAnswers answers)
{
    [Function("MyVoicePage"), AllowedToEveryone]
    public IResult Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "my-voice")] HttpRequest request) => answers.Ask(request);

    /// <summary>A form with <c>code</c>, and <c>act</c> where something is to be done. The code is never in an address.</summary>
    [Function("OpenMyVoice"), AllowedToEveryone(Pace = PublicPace.Codes)]
    [Answers(200, "application/zip")]
    [Answers(404, "text/html")]
    public async Task<IResult> Open(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "my-voice")] HttpRequest request, CancellationToken cancellationToken) =>
        await answers.OpenAsync(await FormBody.ReadAsync(request), request, cancellationToken);

    [Function("PrintCard"), AllowedTo(Role.EngagementWorker)]
    public async Task<IResult> Card(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "capture/card")] HttpRequest request, CancellationToken cancellationToken) =>
        await answers.CardAsync(await FormBody.ReadAsync(request), request, cancellationToken);
}
