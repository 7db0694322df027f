using System.CommandLine;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Storage;

namespace Sweep.Client.Commands;

/// <summary><c>sweep status ID</c>: how a sweep stands, from the store, and from its silos too with <c>--cluster</c>.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    public static Command Create(CommandHost host) =>
        host.Handle(new Command("status", "Show how a sweep stands") { Id, ClusterOption.Option }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var store = call.LeaveOutDamage(await StoreOpener.OpenExistingAsync(call, cancellation));
        var sweep = await SweepLookup.FindAsync(store, call.Get(Id), cancellation);
        var live = await LiveKnowledge.AskAsync(call, store, sweep.Id, cancellation);
        var totals = await store.TotalTrialsAsync(sweep.Id, cancellation);
        var now = call.Context.Time.GetUtcNow();
        var counts = TrialCounts.Of(sweep, totals, live?.Progress.Running ?? await LeasedAsync(store, sweep.Id, now, cancellation));
        var status = new SweepStatus(sweep, totals, counts, now, live);
        if (call.Json)
            call.WriteJson(json => SweepStatusView.WriteJson(json, status));
        else
            call.Output.Results.Write(SweepStatusView.Create(status, call.Context.Time, StoreOpener.OptionFor(call)));
        return ExitCodes.Done;
    }

    private static async Task<long> LeasedAsync(ISweepStore store, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var leases = await store.ReadLeasesAsync(id, cancellation);
        return leases.Count == 0 ? 0 : TrialCounts.Leased(leases, await store.ReadFinishedAsync(id, cancellation), now);
    }
}
