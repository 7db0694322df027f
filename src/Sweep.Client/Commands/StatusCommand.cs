using System.CommandLine;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Service.Watching;

namespace Sweep.Client.Commands;

/// <summary><c>sweep status ID</c>: how a sweep stands, from the store, and from its silos too with <c>--cluster</c>.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("status", "Show how a sweep stands") { Id, ClusterOption.Option }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenToShowAsync(call, cancellation);
        var service = opened.Sweeps;
        var sweep = (await service.FindAsync(call.Get(Id), cancellation)).Require();
        await using var cluster = call.Get(ClusterOption.Option) ? ClusterView.Open(call, opened.Store) : null;
        await using ClusterClient? client = cluster is null ? null : await cluster.JoinAsync(cancellation);
        if (client is not null)
        {
            service = new SweepService(
                opened.Store, call.Context.Time, new ClusterSource(client, call.Context.Time), token => cluster!.ReadAliveAsync(client, token));
        }

        var status = await service.StatusAsync(sweep, cancellation);
        if (call.Json)
            call.WriteJson(status, SweepJson.Default.SweepStatus);
        else
            call.Output.Results.Write(SweepStatusView.Create(status, call.Context.Time, StoreOpener.OptionFor(call)));
        return ExitCodes.Done;
    }
}
