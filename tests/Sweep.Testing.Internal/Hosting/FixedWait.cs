using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sweep.Testing.Hosting;

/// <summary>A wait that uses no core and ends as soon after its time as the system can: .NET's own rounds up to whole milliseconds.</summary>
public static partial class FixedWait
{
    /// <summary>Returns not before <paramref name="length"/> after <paramref name="since"/>, a time stamp of <see cref="Stopwatch"/>.</summary>
    public static void Until(long since, TimeSpan length)
    {
        while (length - Stopwatch.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
        {
            var request = new TimeSpec { Nanoseconds = (nint)(left.Ticks * TimeSpan.NanosecondsPerTick) };
            if (!OperatingSystem.IsLinux() || left >= TimeSpan.FromSeconds(1))
                Thread.Sleep((int)Math.Ceiling(left.TotalMilliseconds));
            else
                _ = NanoSleep(in request, 0);
        }
    }

    // An interrupted wait is taken up again by the loop.
    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec request, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
