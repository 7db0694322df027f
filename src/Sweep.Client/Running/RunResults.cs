using Sweep.Client.Commands;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage;

namespace Sweep.Client.Running;

/// <summary>Reads what a sweep has come to and prints it.</summary>
internal sealed class RunResults(Invocation call, ISweepStore store)
{
    /// <param name="accepted">The sweep as it was accepted.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    public async Task<RunResult> ReadAsync(SweepRecord accepted, DateTimeOffset acceptedAt)
    {
        var sweep = await store.FindSweepAsync(accepted.Id, CancellationToken.None) ?? accepted;
        var totals = await store.TotalTrialsAsync(sweep.Id, CancellationToken.None);
        var patterns = await Convergence.ReadAsync(store, sweep.Id, ParameterName.Pattern, CancellationToken.None);
        // Completing follows the last commit at once; a sweep that stopped short of it ends with its last trial.
        var end = sweep.FinishedAt ?? totals.LastFinishedAt ?? acceptedAt;
        var wall = Math.Max(0, (end - acceptedAt).TotalSeconds);
        var startup = (acceptedAt - call.Context.StartedAt).TotalSeconds;
        return new RunResult(sweep, totals, TrialCounts.Of(sweep, totals, 0), startup, wall, patterns);
    }

    /// <returns>The exit code.</returns>
    public int Print(RunResult result, string resumeCommand)
    {
        if (result.Sweep.State == SweepState.Failed)
            call.Output.Complain($"sweep {SweepIds.Full(result.Sweep.Id)} failed: {result.Sweep.Error}; when that is mended: {resumeCommand}");
        if (result.Sweep.State == SweepState.Cancelled)
            call.Output.Complain($"sweep {SweepIds.Full(result.Sweep.Id)} was cancelled");
        if (call.Json)
            call.WriteJson(json => RunResultView.WriteJson(json, result));
        else
            RunResultView.Write(call.Output.Results, call.Output.Plain, result, store.Description, StoreOpener.OptionFor(call));
        return result.IsSuccess ? ExitCodes.Done : ExitCodes.Failed;
    }
}
