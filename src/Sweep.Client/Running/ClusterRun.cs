using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Watches a sweep that others work on to its end, and prints the result as <c>sweep run</c> does.</summary>
internal sealed class ClusterRun
{
    private readonly Invocation _call;
    private readonly ISweepStore _store;
    private readonly SweepService _service;
    private readonly RunResults _results;
    private readonly string _options;

    /// <param name="call">Its output.</param>
    /// <param name="store">Where the sweep is.</param>
    /// <param name="client">Null to ask the store alone.</param>
    public ClusterRun(Invocation call, ISweepStore store, ClusterClient? client)
    {
        (_call, _store) = (call, store);
        _service = new SweepService(store, call.Context.Time, client is null ? null : new ClusterSource(client, call.Context.Time, TellAnswers));
        _results = new RunResults(call, store, _service);
        _options = StoreOpener.OptionFor(call) + (client is null ? "" : " --cluster");
    }

    /// <param name="sweep">The sweep.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="cancellation">Ctrl-C, which ends the watching and not the sweep.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WatchAsync(SweepRecord sweep, DateTimeOffset acceptedAt, CancellationToken cancellation)
    {
        var resume = $"sweep resume {sweep.Id:d}{_options}";
        var last = await new ProgressDisplay(_call, _store, _service).ShowAsync(sweep, resume, cancellation);
        var result = await _call.StorePatience.AskAsync(_ => _results.ReadAsync(sweep, acceptedAt, last), CancellationToken.None);
        if (!cancellation.IsCancellationRequested)
            return _results.Print(result, resume);

        _call.Output.Say($"no longer watching, after {Figures.Count(result.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials; the sweep goes on without this");
        _call.Output.Say($"  sweep watch {sweep.Id:d}{_options}   shows it again");
        _call.Output.Say($"  sweep cancel {sweep.Id:d}{StoreOpener.OptionFor(_call)}   ends it");
        _results.WriteJson(result);
        return ExitCodes.Interrupted;
    }

    private void TellAnswers(bool answers) => _call.Output.Say(
        answers ? "the cluster answers again" : "no silo answers for now; what the database has is shown, and the sweep goes on as soon as a silo is there");
}
