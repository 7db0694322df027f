using System.Runtime.InteropServices;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Terminal;

/// <summary>
/// Turns the first SIGINT, SIGTERM or SIGHUP into a cancellation; the second ends the process at once. However it is left, by
/// SIGQUIT too, the terminal has its cursor and its colours.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signals;

    public Interrupts()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
        if (!OperatingSystem.IsWindows())
            _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => RestoreTerminal()));
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
            RestoreTerminal();
            Environment.Exit(ExitCodes.Interrupted);
        }

        _ = _source.CancelAsync();
    }

    /// <summary>Past all that may be in the midst of writing: what a live picture hides while it is drawn.</summary>
    private static void RestoreTerminal()
    {
        if (!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or ""))
            StandardStreams.OpenError().Write("\e[0m\e[?25h"u8);
    }
}
