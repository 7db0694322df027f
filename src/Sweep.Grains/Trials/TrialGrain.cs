using System.Globalization;
using Orleans.GrainDirectory;
using Orleans.Placement;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Writing;
using Sweep.Storage;

namespace Sweep.Grains.Trials;

/// <inheritdoc cref="ITrialGrain"/>
[GrainType("trial"), PreferLocalPlacement, GrainDirectory(TrialDirectory.Name)]
public sealed class TrialGrain(
    ITrialStore store,
    SweepCatalog catalog,
    ComputePool pool,
    TrialWriter writer,
    CheckpointSaver checkpoints,
    CheckpointReader stored,
    RunningTrials running,
    TrialChoice choice,
    SiloIdentity silo,
    TrialOptions options,
    TimeProvider time)
    : Grain, ITrialGrain
{
    private TrialExecution? _execution;

    public async Task<TrialEnding> RunAsync(TrialAssignment assignment)
    {
        var sweepId = this.GetPrimaryKey(out var key);
        var number = long.Parse(key!, CultureInfo.InvariantCulture);
        var space = await catalog.GetAsync(sweepId);
        var trial = space.TrialAt(number);
        var plan = space.PlanFor(trial);
        var trace = TrialTrace.Begin(
            new TrialOrigin(sweepId, assignment.Attempt, catalog.TraceParentOf(sweepId), assignment.LeaseTrace, assignment.EarlierTrace));
        try
        {
            return await RunAsync(assignment, sweepId, space, trial, plan, trace);
        }
        catch (OutOfMemoryException)
        {
            trace?.Drop();
            return new TrialEnding(false, 0, $"{silo.Name} ran out of memory");
        }
        catch
        {
            trace?.Drop();
            throw;
        }
    }

    private async Task<TrialEnding> RunAsync(
        TrialAssignment assignment, Guid sweepId, SearchSpace space, TrialDefinition trial, TrainingPlan plan, TrialTrace? trace)
    {
        var number = trial.Number;
        var need = MemoryNeed.Of(trial.Point, space.Spec.RecordEvery, store.CurveEncoding, assignment.HasCheckpoint);
        var start = assignment.HasCheckpoint ? await stored.ReadAsync(sweepId, number, plan) : TrialStart.Afresh;
        using var execution = new TrialExecution(
            number, assignment.Attempt, plan, start, options.CheckpointPeriod,
            (self, checkpoint, cpu) => checkpoints.Offer(
                new CheckpointRecord(
                    sweepId, number, assignment.LeaseId, assignment.Attempt, checkpoint.Iteration, cpu, checkpoint.StateToBytes(), checkpoint.Segment),
                self.NoteSaved),
            time);
        _execution = execution;
        running.Add(sweepId, number, execution);
        try
        {
            var measured = await pool.RunAsync(execution.Train, running.GateOf(sweepId) is { } gate ? new GatePass(gate, execution.Stopping) : null);
            checkpoints.Forget(sweepId, number);
            TrialMeter.NoteTrained(trial.Point.Pattern, StateOf(measured), measured.WallSeconds, measured.Result?.TrainedIterations ?? 0);
            var traceId = trace?.Decide(trial, space, measured, choice);
            await writer.EnqueueAsync(assignment.LeaseId, ToFinished(sweepId, trial, assignment.Attempt, measured, traceId), need, trace);
            return new TrialEnding(true, measured.WallSeconds);
        }
        catch (OperationCanceledException)
        {
            trace?.Drop();
            await checkpoints.FlushAsync(sweepId, number);
            return new TrialEnding(false, 0);
        }
        finally
        {
            _execution = null;
            running.Remove(sweepId, number);
            DeactivateOnIdle();
        }
    }

    public Task StopAsync(TrialStop which)
    {
        if (_execution is not { } execution)
            DeactivateOnIdle();
        else if (which == TrialStop.Lengthy)
            execution.StopAtCheckpoint(options.FinishWithin);
        else if (which == TrialStop.All || !execution.IsTraining)
            execution.Stop();
        return Task.CompletedTask;
    }

    public Task<TrialProgress?> GetProgressAsync()
    {
        if (_execution is null)
            DeactivateOnIdle();
        return Task.FromResult(_execution?.Progress);
    }

    private static TrialState StateOf(TrialMeasurement measured) => measured.Error is null ? TrialState.Completed : TrialState.Failed;

    private FinishedTrial ToFinished(Guid sweepId, TrialDefinition trial, int attempt, TrialMeasurement measured, string? traceId) => new(
        sweepId,
        trial,
        ContentKey.Of(trial, Numerics.Version),
        StateOf(measured),
        attempt,
        silo.Name,
        measured.Slot,
        measured.StartedAt,
        measured.FinishedAt,
        measured.TrainSeconds,
        measured.Result,
        measured.Error,
        traceId);
}
