using System.CommandLine;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Service.Silos;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep silos</c>: the silos of the cluster, what they are and how busy.</summary>
internal static class SilosCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Show dead silos too", Arity = ArgumentArity.Zero };

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("silos", "Show the silos of the database's cluster") { All }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        if (ServerOpener.Find(call) is { } server)
            return await OfServerAsync(call, server, cancellation);
        ClusterView.RequireConnection(call);
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        await using var cluster = ClusterView.Open(call, store);
        var now = call.Context.Time.GetUtcNow();
        var members = (await cluster.ReadAsync(cancellation)).Where(silo => call.Get(All) || silo.Status != SiloStatus.Dead).ToList();
        await using ClusterClient? client = members.Exists(silo => silo.SeemsAlive(now)) ? await cluster.JoinAsync(cancellation) : null;
        var silos = await SiloReports.ReadAsync(client?.Grains, members, now, cancellation);
        if (call.Json)
            call.WriteJson(new ClusterSilos(cluster.Cluster.ClusterId, silos), SweepJson.Default.ClusterSilos);
        else if (silos.Count == 0)
            call.Output.Say($"cluster {cluster.Cluster.ClusterId} has no silo; start one: {cluster.SiloCommand}");
        else
            Show(call, silos);
        return ExitCodes.Done;
    }

    private static async Task<int> OfServerAsync(Invocation call, OpenedServer opened, CancellationToken cancellation)
    {
        await using var server = opened;
        if (call.Get(All))
            throw CliException.Usage(new Problem("--all", "", "is not for --server: servers tell of silos that seem alive", "leave it out, or write --database DATABASE"));
        var silos = await server.Server.ReadSilosAsync(cancellation);
        if (call.Json)
            call.WriteJson(new SiloList(silos), SweepJson.Default.SiloList);
        else if (silos.Count == 0)
            call.Output.Say($"{server.Server.Description} has no silo: nothing that is submitted there is trained before it has one");
        else
            Show(call, silos);
        return ExitCodes.Done;
    }

    private static void Show(Invocation call, IReadOnlyList<SiloView> silos) =>
        call.Output.Results.Write(SilosView.Create(silos, call.Context.Time, call.Output.Results.Profile.Width));
}
