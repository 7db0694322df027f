using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Sweep.Benchmarks.Load;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    private const int CommitLength = 8;

    /// <summary>Processor, cores, memory and system.</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, {memory:F0} GB of memory, {RuntimeInformation.OSDescription}");
    }

    /// <summary>Versions of Sweep, with its commit where the build knew it, and .NET.</summary>
    public static string Programs()
    {
        var version = typeof(Sweep.Core.Specs.SweepSpec).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var parts = version.Split('+');
        var commit = parts.Length > 1 ? $" (commit {parts[1][..Math.Min(parts[1].Length, CommitLength)]})" : "";
        return $"Sweep {parts[0]}{commit}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string Processor()
    {
        const string source = "/proc/cpuinfo";
        var line = File.Exists(source) ? File.ReadLines(source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
