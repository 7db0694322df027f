using System.Runtime.InteropServices;

namespace Sweep.Client.Terminal;

/// <summary>Turns the first SIGINT, SIGTERM or SIGHUP into a cancellation; the second ends the process at once.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public Interrupts()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
        {
            if (!Console.IsErrorRedirected)
                Console.Error.Write("\e[?25h");
            Environment.Exit(ExitCodes.Interrupted);
        }

        _ = _source.CancelAsync();
    }
}
