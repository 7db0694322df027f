using System.Reflection;

namespace Sweep.Grains.Telemetry;

/// <summary>Version of the program as people know it, without the commit that the build tools append: "0.1.0".</summary>
public static class BuildVersion
{
    public static string Current { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
