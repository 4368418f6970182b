using System.Diagnostics;
using OpenTelemetry.Trace;

namespace EngagementPipeline.Azure.Shared;

/// <summary>
/// Keeps every run that a message or a timer began, and of requests so many a second, the first that come. Callers have no say in it: a header that asks to be
/// recorded would let anybody write our bill.
/// </summary>
public sealed class RequestSampler(double perSecond, TimeProvider clock) : Sampler
{
    private readonly Lock _counting = new();
    private long _since = clock.GetTimestamp();
    private readonly double _most = perSecond;
    private double _room = perSecond;

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        new(samplingParameters.Kind != ActivityKind.Server || Take() ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);

    private bool Take()
    {
        lock (_counting)
        {
            var now = clock.GetTimestamp();
            _room = Math.Min(_most, _room + (clock.GetElapsedTime(_since, now).TotalSeconds * _most));
            _since = now;
            if (_room < 1)
                return false;

            _room--;
            return true;
        }
    }
}
