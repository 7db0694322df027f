using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Sweep.Client.Commands;

/// <summary>Prints "sweep 0.1.0", without the commit that the build tools append.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public static string Version { get; } =
        typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"sweep {Version}");
        return Terminal.ExitCodes.Done;
    }
}
