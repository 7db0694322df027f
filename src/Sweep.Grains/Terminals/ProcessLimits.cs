using System.Runtime.InteropServices;

namespace Sweep.Grains.Terminals;

/// <summary>
/// Finds limits of the system under which a .NET program ends in words that help nobody ("could not load assembly") or hangs. Asked first of all
/// and with as little as possible: every assembly that is loaded takes a file, every call stack.
/// </summary>
public static partial class ProcessLimits
{
    /// <summary>Assemblies, the database, the silo's sockets.</summary>
    private const ulong FewestFiles = 256;

    /// <summary>What .NET gives a thread on Windows.</summary>
    private const ulong LeastStack = 1 << 20;

    private const int Stack = 3;
    private const int Files = 7;
    private const int StandardError = 2;

    /// <summary>Says on standard error which limit is too low and what to set; false where none is.</summary>
    public static bool TellWhatIsTooLow()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        if (Read(Files, out var files) == 0 && files.Now < FewestFiles)
            return Tell("the limit of open files, ", files.Now, ", is too low: set at least 256, as with `ulimit -n 1024`\n");
        if (Read(Stack, out var stack) == 0 && stack.Now < LeastStack)
            return Tell("the limit of the stack, in kilobytes ", stack.Now >> 10, ", is too low: set at least 1024, as with `ulimit -s 8192`\n");
        return false;
    }

    /// <summary>.NET's own ways to write would load a dozen assemblies.</summary>
    private static bool Tell(string what, ulong value, string remedy)
    {
        var message = string.Concat(what, value.ToString(), remedy);
        Span<byte> bytes = stackalloc byte[256];
        for (var i = 0; i < message.Length; i++)
            bytes[i] = (byte)message[i];
        _ = Write(StandardError, bytes, message.Length);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "write")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(int descriptor, Span<byte> bytes, nint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public nuint Now;
        public nuint Most;
    }
}
