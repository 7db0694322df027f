using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sweep.Grains.Compute;

/// <summary>CPU time of the calling thread, which .NET does not tell by itself.</summary>
internal static partial class ThreadClock
{
    // <time.h>: CLOCK_THREAD_CPUTIME_ID is 3 on Linux, 16 on macOS.
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    /// <summary>CPU seconds that the calling thread has used; wall seconds where the system cannot tell.</summary>
    public static double Seconds()
    {
        if (OperatingSystem.IsLinux() && ClockGetTime(LinuxThreadClock, out var time) == 0)
            return time.Seconds + time.Nanoseconds * 1e-9;
        if (OperatingSystem.IsMacOS() && ClockGetTime(MacThreadClock, out time) == 0)
            return time.Seconds + time.Nanoseconds * 1e-9;
        if (OperatingSystem.IsWindows() && GetThreadTimes(GetCurrentThread(), out _, out _, out var kernel, out var user))
            return (kernel + user) * 1e-7;
        return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetThreadTimes(nint thread, out long created, out long exited, out long kernel, out long user);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
