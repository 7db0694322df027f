using Sweep.Client.Commands;
using Sweep.Client.Formatting;
using Sweep.Client.Running;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Client.Clusters;

/// <summary>Watches a sweep that others work on to its end, and prints the result as <c>sweep run</c> does.</summary>
internal sealed class ClusterRun(Invocation call, ISweepStore store)
{
    private readonly RunResults _results = new(call, store);

    /// <param name="client">Null to ask the store alone.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="cancellation">Ctrl-C, which ends the watching and not the sweep.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WatchAsync(ClusterClient? client, SweepRecord sweep, DateTimeOffset acceptedAt, CancellationToken cancellation)
    {
        var id = SweepIds.Full(sweep.Id);
        var options = StoreOpener.OptionFor(call) + (client is null ? "" : " --cluster");
        var space = StoredSpec.SpaceOf(sweep);
        var resume = $"sweep resume {id}{options}";
        IProgressView view = call.Output.CanShowLive
            ? new LiveProgress(call.Output, space, resume)
            : new PlainProgress(call.Output, space, resume, call.Context.Time);
        if (!call.Output.CanShowLive)
            call.Output.Say($"{Printable.Of(sweep.Name)}: {Figures.Count(sweep.PlannedTrials)} trials, sweep {id} in {store.Description}");
        var follower = new ClusterFollower(client, store, call.Context.Time, call.Output.Say);
        SweepProgress? last = null;
        await view.ShowAsync(report => follower.FollowAsync(
            sweep,
            progress =>
            {
                last = progress;
                report(progress);
            },
            cancellation));
        var result = await call.StorePatience.AskAsync(_ => _results.ReadAsync(sweep, acceptedAt, last), CancellationToken.None);
        if (!cancellation.IsCancellationRequested)
            return _results.Print(result, resume);

        call.Output.Say($"no longer watching, after {Figures.Count(result.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials; the sweep goes on without this");
        call.Output.Say($"  sweep watch {id}{options}   shows it again");
        call.Output.Say($"  sweep cancel {id}{StoreOpener.OptionFor(call)}   ends it");
        if (call.Json)
            call.WriteJson(json => RunResultView.WriteJson(json, result));
        return ExitCodes.Interrupted;
    }
}
