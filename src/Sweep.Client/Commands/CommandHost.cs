using System.CommandLine;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary>Ties commands to the process in which they run.</summary>
internal sealed class CommandHost(CliContext context, Output output)
{
    public GlobalOptions Globals { get; } = new();

    /// <summary>Lets <paramref name="command"/> do <paramref name="handler"/>, which returns the exit code.</summary>
    public Command Handle(Command command, Func<Invocation, CancellationToken, Task<int>> handler)
    {
        command.SetAction((parsed, cancellation) => handler(new Invocation(context, parsed, Globals, output), cancellation));
        return command;
    }
}
