using System.CommandLine;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Service;

namespace Sweep.Client.Commands;

/// <summary><c>sweep watch ID</c>: shows a sweep that others work on until it ends; interrupting ends the watching only.</summary>
internal static class WatchCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    public static Command Create(CommandHost host) => host.Handle(
        new Command("watch", "Show how a sweep goes on that runs elsewhere, and print what converged fastest") { Id, ClusterOption.Option },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var sweep = (await new SweepService(store, call.Context.Time).FindAsync(call.Get(Id), cancellation)).Require();
        await using var cluster = call.Get(ClusterOption.Option) ? ClusterView.Open(call, store) : null;
        await using ClusterClient? client = cluster is null ? null : await cluster.JoinAsync(cancellation);
        return await new ClusterRun(call, store, client).WatchAsync(sweep, sweep.CreatedAt, cancellation);
    }
}
