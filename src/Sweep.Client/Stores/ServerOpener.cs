using Sweep.Client.Terminal;
using Sweep.Service.Remote;
using Sweep.Web.Keys;

namespace Sweep.Client.Stores;

/// <summary>Opens the server that <c>--server</c> names, by the key of the environment: options are seen by all of a machine.</summary>
internal static class ServerOpener
{
    private const string OptionName = "--server";
    private const string KeyVariable = "SWEEP_KEY";

    /// <summary>The server; null where a database is meant. Nothing is asked yet.</summary>
    /// <exception cref="CliException">The address or the key cannot be one.</exception>
    public static OpenedServer? Find(Invocation call)
    {
        if (call.ServerOption is not { } written)
            return null;
        var key = call.Context.Variable(KeyVariable) is { Length: > 0 } text ? text.Trim() : null;
        var wrongAddress = SweepServer.Check(OptionName, written, out var address);
        var wrongKey = key is null || ApiKey.TryParse(key, out _)
            ? null
            : new Problem(KeyVariable, "", "is no key of a server", "it looks like swp_ID_SECRET; `sweep key add NAME` on its database makes one");
        Problem[] wrong = [.. new[] { wrongAddress, wrongKey }.OfType<Problem>()];
        if (wrong.Length > 0)
            throw CliException.Usage(wrong);
        if (key is not null && address is { IsLoopback: false, Scheme: "http" })
            call.Output.Say($"{KeyVariable} goes to {address.Authority} as everybody between can read it; an address with https keeps it secret");
        return new OpenedServer(new SweepServer(new SweepServerOptions
        {
            Address = address!,
            Key = key,
            Time = call.Context.Time,
            Answers = answers => call.Output.Say(
                answers ? $"{written} answers again" : $"{written} does not answer for now; the sweep goes on, and is shown again as soon as it does"),
            AddressPlace = OptionName,
            KeyPlace = KeyVariable,
        }));
    }

    /// <summary>The option that names the same server in another command, with a space before it.</summary>
    public static string OptionFor(string written) => $" {OptionName} {ShellQuoting.Quote(written)}";
}
