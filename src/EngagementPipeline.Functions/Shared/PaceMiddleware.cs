using System.Net;
using System.Net.Sockets;
using EngagementPipeline.Core.Shared;
using EngagementPipeline.Functions.Views;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EngagementPipeline.Functions.Shared;

/// <summary>Slows whoever hammers at what the public may call (docs/decisions/0017). Signed-in staff are not slowed: they have a name.</summary>
public sealed class PaceMiddleware(FunctionAccess access, Readers readers, PublicPaces paces) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http
            || access.Of(context.FunctionDefinition.Name) is not AllowedToEveryoneAttribute { Pace: not PublicPace.None and var pace }
            || paces.Ask(pace, readers.AddressOf(http.Request)) is not { } wait)
            return next(context);

        context.GetInvocationResult().Value = Answers.Refused(Refusals.TooManyRequests(wait), http.Request);
        return Task.CompletedTask;
    }
}

/// <summary>How often one address may call what is open to the public. None of these is near what a school sends in its busiest second.</summary>
public enum PublicPace
{
    /// <summary>As often as it likes: what costs no storage, published pages, and views (docs/decisions/0017).</summary>
    None,

    /// <summary>What reads storage.</summary>
    Reading,

    /// <summary>What writes a row for each call.</summary>
    Answering,

    /// <summary>What takes a young person's code. Guessing is hopeless at any pace; this keeps it from being a load.</summary>
    Codes,
}

/// <summary>One memory per pace, of fixed size, in this process alone; no address is in it.</summary>
public sealed class PublicPaces(TimeProvider clock)
{
    private readonly Dictionary<PublicPace, SourcePace> _of = Rules.ToDictionary(rule => rule.Key, rule => new SourcePace(rule.Value, clock));

    public static IReadOnlyDictionary<PublicPace, PaceRule> Rules { get; } = new Dictionary<PublicPace, PaceRule>
    {
        [PublicPace.Reading] = new(AtOnce: 5_000, PerSecond: 50),
        [PublicPace.Answering] = new(AtOnce: 3_000, PerSecond: 20),
        [PublicPace.Codes] = new(AtOnce: 1_000, PerSecond: 2),
    };

    /// <summary>Null where the request may pass. A network of IPv6 counts as one source by its first 64 bits: a single device has the rest to itself.</summary>
    public TimeSpan? Ask(PublicPace pace, IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var source = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (source is null || !source.TryWriteBytes(bytes, out var length))
            length = 0; // everybody whose address is not known is one source
        return _of[pace].Ask(bytes[..(source?.AddressFamily == AddressFamily.InterNetworkV6 ? 8 : length)]);
    }
}
