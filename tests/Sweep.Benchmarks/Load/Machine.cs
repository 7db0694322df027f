using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Sweep.Benchmarks.Load;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, cores, memory and system.</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Processor()}, {Environment.ProcessorCount} cores, {memory:F0} GB of memory, {RuntimeInformation.OSDescription}");
    }

    /// <summary>Versions of Sweep and .NET.</summary>
    public static string Programs()
    {
        var version = typeof(Sweep.Core.Training.TrainingRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return $"Sweep {version.Split('+')[0]}, {RuntimeInformation.FrameworkDescription}";
    }

    private static string Processor()
    {
        const string source = "/proc/cpuinfo";
        var line = File.Exists(source) ? File.ReadLines(source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
