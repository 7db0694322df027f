using System.Globalization;
using Orleans.Placement;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Grains.Compute;
using Sweep.Grains.Storage;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Writing;

namespace Sweep.Grains.Trials;

/// <inheritdoc cref="ITrialGrain"/>
[PreferLocalPlacement]
public sealed class TrialGrain(
    SweepCatalog catalog, ComputePool pool, TrialWriter writer, RunningTrials running, SiloIdentity silo, TimeProvider time)
    : Grain, ITrialGrain
{
    private TrialExecution? _execution;

    public async Task<TrialEnding> RunAsync(TrialAssignment assignment)
    {
        var sweepId = this.GetPrimaryKey(out var key);
        var number = long.Parse(key!, CultureInfo.InvariantCulture);
        var space = await catalog.GetAsync(sweepId);
        var trial = space.TrialAt(number);
        using var execution = new TrialExecution(number, assignment.Attempt, space.PlanFor(trial), time);
        _execution = execution;
        running.Add(sweepId, number, execution);
        try
        {
            var measured = await pool.RunAsync(execution.Train);
            await writer.EnqueueAsync(assignment.LeaseId, ToFinished(sweepId, trial, assignment.Attempt, measured));
            return new TrialEnding(true, measured.WallSeconds);
        }
        catch (OperationCanceledException)
        {
            return new TrialEnding(false, 0);
        }
        finally
        {
            _execution = null;
            running.Remove(sweepId, number);
            DeactivateOnIdle();
        }
    }

    public Task StopAsync(bool onlyWaiting)
    {
        if (_execution is { } execution && !(onlyWaiting && execution.IsTraining))
            execution.Stop();
        return Task.CompletedTask;
    }

    public Task<TrialProgress?> GetProgressAsync() => Task.FromResult(_execution?.Progress);

    private FinishedTrial ToFinished(Guid sweepId, TrialDefinition trial, int attempt, TrialMeasurement measured) => new(
        sweepId,
        trial,
        ContentKey.Of(trial, Numerics.Version),
        measured.Error is null ? TrialState.Completed : TrialState.Failed,
        attempt,
        silo.Name,
        measured.Slot,
        measured.StartedAt,
        measured.FinishedAt,
        measured.TrainSeconds,
        measured.Result,
        measured.Error,
        TraceId: null);
}
