using System.Runtime.InteropServices;

namespace Sweep.Client.Terminal;

/// <summary>
/// How large the terminal is. Asked of the system: whoever asks .NET's console has it switch the terminal's keypad and settings, and these stay so
/// when the process is killed.
/// </summary>
internal static partial class WindowSize
{
    // <asm-generic/ioctls.h>
    private const uint GetWindowSize = 0x5413;

    /// <summary>Of the terminal behind standard output, else standard error, else standard input; null where there is none.</summary>
    public static (int Columns, int Lines)? Read()
    {
        if (!OperatingSystem.IsLinux())
            return Console.IsOutputRedirected ? null : (Console.WindowWidth, Console.WindowHeight);
        foreach (var descriptor in (ReadOnlySpan<int>)[1, 2, 0])
        {
            if (Ask(descriptor, GetWindowSize, out var size) == 0)
                return (size.Columns, size.Lines);
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ask(int descriptor, nuint request, out Size size);

    [StructLayout(LayoutKind.Sequential)]
    private struct Size
    {
        public ushort Lines;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
