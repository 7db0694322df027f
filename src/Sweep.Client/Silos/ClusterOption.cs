using System.CommandLine;
using Sweep.Client.Terminal;

namespace Sweep.Client.Silos;

/// <summary><c>--cluster</c> of the commands that can ask live silos.</summary>
internal static class ClusterOption
{
    public static Option<bool> Option { get; } = new("--cluster")
    {
        Description = "Work with the silos whose membership is in the PostgreSQL database; where they use TLS, the environment's Sweep__Tls__Certificate, Sweep__Tls__Key and Sweep__Tls__Authority name this client's PEM files",
        Arity = ArgumentArity.Zero,
    };

    /// <exception cref="CliException"><paramref name="slots"/> was given.</exception>
    public static void RefuseSlots(int? slots)
    {
        if (slots is not null)
            throw CliException.Usage(new Problem("--slots", $"{slots}", "cannot be said of a cluster", "its silos say it with Sweep:Slots; leave --slots or --cluster out"));
    }
}
