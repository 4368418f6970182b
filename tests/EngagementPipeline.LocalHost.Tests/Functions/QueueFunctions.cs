using EngagementPipeline.LocalHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;

namespace EngagementPipeline.LocalHost.Tests.Functions;

public sealed record Order(Guid Id, string Title);

public sealed class TextMessages(Probe probe)
{
    [Function("TextMessages")]
    public void Run([QueueTrigger("%Queue%")] string message, long dequeueCount, FunctionContext context)
    {
        probe.See(message);
        probe.See(dequeueCount);
        probe.See((string)context.BindingContext.BindingData["id"]!);
    }
}

public sealed class OrderMessages(Probe probe)
{
    [Function("OrderMessages")]
    public void Run([QueueTrigger("%Queue%", Connection = "Elsewhere")] Order order) => probe.See(order);
}

public sealed class BytesMessages(Probe probe)
{
    [Function("BytesMessages")]
    public void Run([QueueTrigger("%Queue%")] BinaryData message) => probe.See(message.ToArray());
}

public sealed class FailingMessages(Probe probe)
{
    [Function("FailingMessages")]
    public void Run([QueueTrigger("%Queue%")] string message, int dequeueCount)
    {
        probe.See(dequeueCount);
        throw new FormatException($"cannot read {message}");
    }
}

public sealed class SlowMessages(Probe probe)
{
    [Function("SlowMessages")]
    public async Task Run([QueueTrigger("%Queue%")] string message, CancellationToken cancellationToken)
    {
        probe.See(message);
        await probe.PassGateAsync(cancellationToken);
        probe.See("finished " + message);
    }
}

public sealed class StubbornMessages(Probe probe)
{
    [Function("StubbornMessages")]
    public async Task Run([QueueTrigger("%Queue%")] string message, CancellationToken cancellationToken)
    {
        probe.See(message);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
