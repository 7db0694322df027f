using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweep.Core.Scheduling;

namespace Sweep.Grains.Silos;

/// <summary>
/// Tells whether processes live. The start in their keys tells a process from a later one of the same number, and this boot and
/// process namespace from others of the same machine name.
/// </summary>
public static class ProcessIdentity
{
    private static readonly string Realm = ReadRealm();

    /// <summary>This process.</summary>
    public static SiloKey Current { get; } = Of(Environment.ProcessId) ?? new SiloKey(Environment.MachineName, Invariant(Environment.ProcessId), $"{Realm}-0");

    /// <summary>True where <paramref name="owner"/> is this process, or a silo in it.</summary>
    public static bool IsCurrent(SiloKey owner) => owner.OfProcess == Current;

    /// <summary>True where <paramref name="owner"/> was a process of this machine and boot that has ended; false where it lives or nobody can tell.</summary>
    public static bool IsKnownDead(SiloKey owner) => IsOfThisMachine(owner, out var process) && Of(process) != owner.OfProcess;

    /// <summary>True where <paramref name="owner"/> is a process of this machine that lives.</summary>
    public static bool IsKnownAlive(SiloKey owner) => IsOfThisMachine(owner, out var process) && Of(process) == owner.OfProcess;

    private static bool IsOfThisMachine(SiloKey owner, out int process)
    {
        process = 0;
        return owner.Machine == Environment.MachineName
            && owner.Start?.StartsWith(Realm + "-", StringComparison.Ordinal) == true
            && int.TryParse(owner.Process, NumberStyles.None, CultureInfo.InvariantCulture, out process);
    }

    private static SiloKey? Of(int process) =>
        StartOf(process) is { } start ? new SiloKey(Environment.MachineName, Invariant(process), $"{Realm}-{start}") : null;

    private static string Invariant(int process) => process.ToString(CultureInfo.InvariantCulture);

    private static string? StartOf(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return LinuxStartOf(process);
            using var found = Process.GetProcessById(process);
            return found.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // proc(5): after the name in parentheses come the state (field 3) and, as field 22, the start in clock ticks since boot.
    // A killed process that its parent has not waited for yet (Z) does nothing any more.
    private static string? LinuxStartOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[19];
    }

    private static string ReadRealm()
    {
        if (!OperatingSystem.IsLinux())
            return "0";
        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            var space = new FileInfo("/proc/self/ns/pid").LinkTarget ?? "";
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(boot + space)))[..8];
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return "0";
        }
    }
}
