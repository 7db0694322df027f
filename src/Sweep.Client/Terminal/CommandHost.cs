using System.CommandLine;

namespace Sweep.Client.Terminal;

/// <summary>Ties commands to the process in which they run.</summary>
internal sealed class CommandHost(CliContext context, Output output)
{
    public GlobalOptions Globals { get; } = new();

    /// <summary>Lets <paramref name="command"/> do <paramref name="handler"/>, which returns the exit code.</summary>
    public Command Handle(Command command, Func<Invocation, CancellationToken, Task<int>> handler)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            var call = new Invocation(context, parsed, Globals, output);
            return call.EndWith(await handler(call, cancellation));
        });
        return command;
    }
}
