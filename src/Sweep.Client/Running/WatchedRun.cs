using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Watches a sweep that others work on to its end, and prints the result as <c>sweep run</c> does.</summary>
/// <param name="call">Its output.</param>
/// <param name="place">Where the sweep is.</param>
/// <param name="service">Asks those who work on it, or the store alone.</param>
/// <param name="options">What names the same in other commands, with a space before it.</param>
internal sealed class WatchedRun(Invocation call, IStore place, ISweepService service, string options)
{
    private readonly RunResults _results = new(call, place, service);

    /// <param name="sweep">The sweep.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="cancellation">Ctrl-C, which ends the watching and not the sweep.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WatchAsync(SweepRecord sweep, DateTimeOffset acceptedAt, CancellationToken cancellation)
    {
        var resume = $"sweep resume {sweep.Id:d}{options}";
        var last = await new ProgressDisplay(call, place, service).ShowAsync(sweep, resume, cancellation);
        var result = await call.StorePatience.AskAsync(_ => _results.ReadAsync(sweep, acceptedAt, last), CancellationToken.None);
        if (!cancellation.IsCancellationRequested)
            return _results.Print(result, resume);

        call.Output.Say($"no longer watching, after {Figures.Count(result.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials; the sweep goes on without this");
        call.Output.Say($"  sweep watch {sweep.Id:d}{options}   shows it again");
        call.Output.Say($"  sweep cancel {sweep.Id:d}{StoreOpener.OptionFor(call)}   ends it");
        _results.WriteJson(result);
        return ExitCodes.Interrupted;
    }
}
