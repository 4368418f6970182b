using System.Runtime.InteropServices;

namespace EngagementPipeline.LocalHost.Startup;

/// <summary>Ctrl-C and its kin. The first asks for a clean stop; the second ends the process there and then (Azurite notices and follows).</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, Receive));
    }

    public CancellationToken Requested => _requested.Token;

    public Task UntilRequestedAsync() =>
        Task.Delay(Timeout.Infinite, Requested).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _requested.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;

        if (_requested.IsCancellationRequested) Environment.Exit(130);

        _ = _requested.CancelAsync();
    }
}
