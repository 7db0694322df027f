using System.CommandLine;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;

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
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        await using var cluster = call.Get(ClusterOption.Option) ? ClusterView.Open(call, opened.Store) : null;
        await using ClusterClient? client = cluster is null ? null : await cluster.JoinAsync(cancellation);
        var run = client is null ? new WatchedRun(call, opened.Place, opened.Sweeps, StoreOpener.OptionFor(call)) : ClusterRun.Of(call, opened.Store, client);
        return await run.WatchAsync(sweep, sweep.CreatedAt, cancellation);
    }
}
