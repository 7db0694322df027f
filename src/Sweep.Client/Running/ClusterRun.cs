using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Storage;

namespace Sweep.Client.Running;

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
        var resume = $"sweep resume {id}{options}";
        var last = await new ProgressDisplay(call, store).ShowAsync(sweep, new ClusterSource(client, call.Context.Time, TellAnswers), resume, cancellation);
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

    private void TellAnswers(bool answers) => call.Output.Say(
        answers ? "the cluster answers again" : "no silo answers for now; what the database has is shown, and the sweep goes on as soon as a silo is there");
}
