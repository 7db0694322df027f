using System.CommandLine;
using System.CommandLine.Invocation;
using Sweep.Grains.Telemetry;

namespace Sweep.Client.Commands;

/// <summary>Prints "sweep 0.1.0", without the commit that the build tools append.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"sweep {BuildVersion.Current}");
        return Terminal.ExitCodes.Done;
    }
}
