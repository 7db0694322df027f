using System.Runtime.InteropServices;

namespace Sweep.Silo;

/// <summary>
/// SIGTERM and SIGINT from the first moment on: the host listens for them only once it is built, and as the first process of a container
/// nobody else would.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignal() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take), PosixSignalRegistration.Create(PosixSignal.SIGINT, Take)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        // Else the process would end at once.
        context.Cancel = true;
        _stop.Cancel();
    }
}
