using System.Runtime.InteropServices;

namespace Sweep.Testing;

/// <summary>Signals to processes of this machine.</summary>
internal static partial class ProcessSignals
{
    /// <summary>False where the process is gone, or is not ours to signal.</summary>
    public static bool TrySend(int process, int signal) => Send(process, signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int process, int signal);
}
