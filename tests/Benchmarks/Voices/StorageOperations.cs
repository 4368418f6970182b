using System.Diagnostics.Metrics;

namespace Benchmarks.Voices;

/// <summary>Counts what this process asks of storage: every HTTP request that it sends, whoever sends it.</summary>
internal sealed class StorageOperations : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _made;

    public StorageOperations()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _made));
        _listener.Start();
    }

    public long Made => Interlocked.Read(ref _made);

    public void Dispose() => _listener.Dispose();
}
