using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Grains.Silos;

/// <summary>
/// A process: <c>machine/process/start</c>, where "start" tells this process from a later one of the same number, and
/// this boot and process namespace from others of the same machine name. More may follow after another slash (a silo's address).
/// </summary>
public static class ProcessIdentity
{
    private static readonly string Realm = ReadRealm();

    /// <summary>This process.</summary>
    public static string Current { get; } = Of(Environment.ProcessId) ?? $"{Environment.MachineName}/{Environment.ProcessId}/{Realm}-0";

    /// <summary>The owner in words: "process 4242 on box".</summary>
    public static string Describe(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return owner.Split('/') is [var machine, var process, _, ..] ? $"process {process} on {machine}" : owner;
    }

    /// <summary>True where <paramref name="owner"/> is this process, or a silo in it.</summary>
    public static bool IsCurrent(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return ProcessOf(owner) == Current;
    }

    /// <summary>True where <paramref name="owner"/> was a process of this machine and boot that has ended; false where it lives or nobody can tell.</summary>
    public static bool IsKnownDead(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return IsOfThisMachine(owner, out var process) && Of(process) != ProcessOf(owner);
    }

    /// <summary>True where <paramref name="owner"/> is a process of this machine that lives.</summary>
    public static bool IsKnownAlive(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return IsOfThisMachine(owner, out var process) && Of(process) == ProcessOf(owner);
    }

    private static string ProcessOf(string owner) => string.Join('/', owner.Split('/').Take(3));

    private static bool IsOfThisMachine(string owner, out int process)
    {
        process = 0;
        return owner.Split('/') is [var machine, var number, var start, ..]
            && machine == Environment.MachineName
            && start.StartsWith(Realm + "-", StringComparison.Ordinal)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out process);
    }

    private static string? Of(int process) =>
        StartOf(process) is { } start ? $"{Environment.MachineName}/{process}/{Realm}-{start}" : null;

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
