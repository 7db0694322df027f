using System.Globalization;
using Sweep.Core.Scheduling;

namespace Sweep.Grains.Compute;

/// <summary>What limits this process's memory: the garbage collector's own limit, the container's, and the machine.</summary>
internal static class MemoryLimits
{
    /// <summary>Where control groups say what a process may take: version 2, and 1.</summary>
    private static readonly string[] Groups = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"];

    /// <summary>The room for trials.</summary>
    public static MemoryRoom Read()
    {
        // Of a machine without limits both are its memory; in a container, or with DOTNET_GCHeapHardLimit, the collector's is less.
        var heap = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var process = Groups.Select(LimitIn).Append(MachineBytes()).OfType<long>().DefaultIfEmpty(heap).Min();
        return MemoryRoom.Of(heap, process);
    }

    /// <summary>Null where there is none.</summary>
    private static long? LimitIn(string file) =>
        ReadText(file) is { } text && long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private static long? MachineBytes()
    {
        var line = ReadText("/proc/meminfo")?.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return line is ["MemTotal:", var kibibytes, ..] && long.TryParse(kibibytes, CultureInfo.InvariantCulture, out var size) ? size * 1024 : null;
    }

    private static string? ReadText(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
