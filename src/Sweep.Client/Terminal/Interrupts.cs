using System.Runtime.InteropServices;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Terminal;

/// <summary>
/// Turns the first SIGINT, SIGTERM or SIGHUP into a cancellation; the second ends the process at once. However it is left, by
/// SIGQUIT too, the terminal has its cursor and its colours.
/// </summary>
internal sealed partial class Interrupts : IDisposable
{
    // <asm-generic/signal.h>
    private const int StopSignal = 19;

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

    /// <summary>Stops the process as SIGTSTP does, which .NET leaves out once somebody listens to it, with the terminal as it was.</summary>
    public static void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        RestoreTerminal();
        _ = Kill(Environment.ProcessId, StopSignal);
    }

    /// <summary>Shows what a live picture hides while it is drawn.</summary>
    private static void RestoreTerminal() => Write("\e[0m\e[?25h"u8);

    /// <summary>For a live picture that is drawn on.</summary>
    public static void HideCursor() => Write("\e[?25l"u8);

    /// <summary>Past all that may be in the midst of writing.</summary>
    private static void Write(ReadOnlySpan<byte> control)
    {
        if (!Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or null or ""))
            StandardStreams.OpenError().Write(control);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
