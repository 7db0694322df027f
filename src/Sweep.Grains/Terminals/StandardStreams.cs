using System.Runtime.InteropServices;

namespace Sweep.Grains.Terminals;

/// <summary>The three streams that a process is started with.</summary>
public static partial class StandardStreams
{
    private const int GetFlags = 1;
    private const int CloseOnExec = 1;

    public static Stream OpenInput() => Open(0, "standard input", Console.OpenStandardInput, CancellationToken.None);

    /// <inheritdoc cref="DescriptorStream" path="/param[@name='interrupted']"/>
    public static Stream OpenOutput(CancellationToken interrupted = default) => Open(1, "standard output", Console.OpenStandardOutput, interrupted);

    /// <summary>For messages: it never throws.</summary>
    /// <inheritdoc cref="DescriptorStream" path="/param[@name='interrupted']"/>
    public static Stream OpenError(CancellationToken interrupted = default) =>
        new MessageStream(Open(2, "standard error", Console.OpenStandardError, interrupted));

    /// <summary>
    /// Whether the process was started with it. Else its number soon belongs to something of the runtime's own, which is told by being closed in a
    /// program that this one would start: what is inherited never is.
    /// </summary>
    public static bool IsOpen(int descriptor) => Control(descriptor, GetFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;

    private static Stream Open(int descriptor, string name, Func<Stream> otherwise, CancellationToken interrupted)
    {
        if (OperatingSystem.IsWindows())
            return otherwise();
        return IsOpen(descriptor) ? new DescriptorStream(descriptor, interrupted) : new ClosedStream(name);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command, int argument);
}
