using System.CommandLine;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;

namespace Sweep.Client.Commands;

/// <summary><c>sweep silos</c>: the silos of the cluster, what they are and how busy.</summary>
internal static class SilosCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Show dead silos too", Arity = ArgumentArity.Zero };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("silos", "Show the silos of the database's cluster") { All }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        ClusterView.RequireConnection(call);
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        await using var cluster = ClusterView.Open(call, store);
        var now = call.Context.Time.GetUtcNow();
        var members = (await cluster.ReadAsync(cancellation)).Where(silo => call.Get(All) || silo.Status != SiloStatus.Dead).ToList();
        var silos = await AskAsync(cluster, members, now, cancellation);
        if (call.Json)
        {
            call.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("cluster_id", cluster.Cluster.ClusterId);
                SilosView.WriteJson(json, "silos", silos, now);
                json.WriteEndObject();
            });
        }
        else if (silos.Count == 0)
        {
            call.Output.Say($"cluster {cluster.Cluster.ClusterId} has no silo; start one: {cluster.SiloCommand}");
        }
        else
        {
            call.Output.Results.Write(SilosView.Create(silos, call.Context.Time, call.Output.Results.Profile.Width));
        }

        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<LiveSilo>> AskAsync(
        ClusterView cluster, List<SiloEntry> members, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!members.Exists(silo => silo.SeemsAlive(now)))
            return [.. members.Select(silo => new LiveSilo(silo, null))];
        await using var client = await cluster.JoinAsync(cancellation);
        return await LiveSilo.AskAsync(client, members, now, cancellation);
    }
}
