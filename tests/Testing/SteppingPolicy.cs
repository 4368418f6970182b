using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace EngagementPipeline.Testing;

/// <summary>
/// Makes every attempt of every request to storage a step. Before it nothing has been sent. <see cref="AnswerLost"/> says of which steps the answer is lost on the way: storage has done
/// what was asked, and the client, which is still there, asks again.
/// </summary>
public sealed class SteppingPolicy(Steps steps) : HttpPipelinePolicy
{
    private int _sent;

    /// <summary>By the number of the attempt, from 1 on.</summary>
    public Func<int, bool> AnswerLost { get; set; } = _ => false;

    /// <summary>Begins to count anew.</summary>
    public void Restart() => _sent = 0;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ArgumentNullException.ThrowIfNull(message);
        await steps.AtAsync($"{message.Request.Method} {message.Request.Uri.PathAndQuery}");
        var number = Interlocked.Increment(ref _sent);
        await ProcessNextAsync(message, pipeline);
        if (!AnswerLost(number))
            return;
        message.Response.Dispose();
        throw new RequestFailedException("The connection was closed.", new IOException("Closed."));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Nothing here waits for storage without awaiting it.");
}
