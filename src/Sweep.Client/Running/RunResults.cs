using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>Reads what a sweep has come to and prints it.</summary>
internal sealed class RunResults(Invocation call, ISweepStore store)
{
    /// <param name="accepted">The sweep as it was accepted.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="last">What its owner said last; null where nobody was asked.</param>
    /// <exception cref="CliException">It is gone, or it has failed and the store cannot be read.</exception>
    public async Task<RunResult> ReadAsync(SweepRecord accepted, DateTimeOffset acceptedAt, SweepProgress? last = null)
    {
        var failure = last is { State: SweepState.Failed } ? last.Error : null;
        try
        {
            return await ReadStoredAsync(accepted, acceptedAt, failure);
        }
        catch (StoreException refusal) when (failure is not null && !refusal.IsTransient)
        {
            throw CliException.Failed($"{accepted} failed: {failure}");
        }
    }

    private async Task<RunResult> ReadStoredAsync(SweepRecord accepted, DateTimeOffset acceptedAt, string? failure)
    {
        var sweep = await store.FindSweepAsync(accepted.Id, CancellationToken.None) ?? throw SweepLookup.Gone(store, accepted);

        // Its owner could not tell the store.
        if (failure is not null && sweep.State.IsOpen())
            sweep = sweep with { State = SweepState.Failed, Error = failure };
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
        if (result.Missing > 0)
        {
            call.Output.Complain(
                $"{result.Sweep} was completed, but {Figures.Count(result.Missing)} of its {Figures.Count(result.Sweep.PlannedTrials)} trials have no rows any more: "
                + "somebody deleted them; `sweep run SPEC` trains all of them again");
        }

        if (result.Sweep.State == SweepState.Cancelled)
            call.Output.Complain($"sweep {SweepIds.Full(result.Sweep.Id)} was cancelled");
        if (call.Json)
            call.WriteJson(json => RunResultView.WriteJson(json, result));
        else
            RunResultView.Write(call.Output.Results, call.Output.Plain, result, store.Description, StoreOpener.OptionFor(call));
        return result.IsSuccess ? ExitCodes.Done : ExitCodes.Failed;
    }
}
