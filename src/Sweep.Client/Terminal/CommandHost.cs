using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sweep.Client.Terminal;

/// <summary>Ties commands to the process in which they run.</summary>
internal sealed class CommandHost(CliContext context, Output output)
{
    private const string ServerPlace = "--server";

    /// <summary>Options that say what a server has settled.</summary>
    private static readonly string[] OfTheServer = ["--database", "--no-migrate", "--cluster", "--slots", "--trainer-assembly"];

    public GlobalOptions Globals { get; } = new();

    /// <summary>Lets <paramref name="command"/> do <paramref name="handler"/>, which returns the exit code.</summary>
    public Command Handle(Command command, Func<Invocation, CancellationToken, Task<int>> handler) => Handle(command, serverRemedy: null, handler);

    /// <summary>Lets <paramref name="command"/> do <paramref name="handler"/>, which no server does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="serverRemedy">What to do instead of giving it a server.</param>
    /// <param name="handler">Returns the exit code.</param>
    public Command HandleHere(Command command, string serverRemedy, Func<Invocation, CancellationToken, Task<int>> handler) =>
        Handle(command, serverRemedy, handler);

    private Command Handle(Command command, string? serverRemedy, Func<Invocation, CancellationToken, Task<int>> handler)
    {
        command.SetAction(async (parsed, cancellation) =>
        {
            var call = new Invocation(context, parsed, Globals, output);
            if (call.ServerOption is not null && WrongWithServer(parsed, command, serverRemedy) is { } wrong)
                throw CliException.Usage(wrong);
            return call.EndWith(await handler(call, cancellation));
        });
        return command;
    }

    private Problem? WrongWithServer(ParseResult parsed, Command command, string? remedy)
    {
        if (remedy is not null)
            return new Problem(ServerPlace, "", $"is not for `sweep {NameOf(command)}`, which a server does not do", remedy);
        string[] beside = [.. OptionsOf(command).Where(option => OfTheServer.Contains(option.Name) && IsGiven(parsed, option)).Select(option => option.Name)];
        var others = string.Join(" and ", beside);
        return beside.Length == 0 ? null : new Problem(ServerPlace, "", $"cannot stand beside {others}: the server has settled that", $"leave {others} out, or --server");
    }

    private IEnumerable<Option> OptionsOf(Command command) => command.Options.Prepend(Globals.NoMigrate).Prepend(Globals.Database);

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is OptionResult { Implicit: false };

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{NameOf(parent)} {command.Name}" : command.Name;
}
