using Orleans.GrainDirectory;
using Orleans.Placement;
using Sweep.Core.Scheduling.Runners;
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
        var sweepId = this.GetPrimaryKey(out _);
        var space = await catalog.GetAsync(sweepId);
        var leased = assignment.Leased
            ?? throw new InvalidOperationException($"trial {this.GetGrainId().Key} was called from another silo: only the silo that holds its lease runs it");
        var trace = TrialTrace.Begin(sweepId, leased, catalog.TraceParentOf(sweepId));
        try
        {
            return await RunAsync(leased, sweepId, space, trace);
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

    private async Task<TrialEnding> RunAsync(LeasedTrial leased, Guid sweepId, SearchSpace space, TrialTrace? trace)
    {
        var trial = leased.Definition;
        var number = trial.Number;
        var plan = space.PlanFor(trial);
        var start = leased.HasCheckpoint ? await stored.ReadAsync(sweepId, number, plan) : TrialStart.Afresh;
        using var execution = new TrialExecution(
            leased, plan, start, options.CheckpointPeriod,
            (self, checkpoint, cpu) => checkpoints.Offer(
                new CheckpointRecord(
                    sweepId, number, leased.Lease, leased.Attempt, checkpoint.Iteration, cpu, checkpoint.StateToBytes(), checkpoint.Segment),
                self.NoteSaved),
            time);
        _execution = execution;
        running.Add(sweepId, number, execution);
        try
        {
            var measured = await pool.RunAsync(execution.Train, running.GateOf(sweepId) is { } gate ? new GatePass(gate, execution.Stopping) : null);
            checkpoints.Forget(sweepId, number);
            TrialMeter.NoteTrained(trial.Point.Pattern, StateOf(measured), measured.WallSeconds, measured.Result?.TrainedIterations ?? 0);
            var traceId = trace?.Decide(space, measured, choice);
            await writer.EnqueueAsync(leased.Lease, ToFinished(sweepId, trial, leased.Attempt, measured, traceId), leased.Need, trace);
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

    private static TrialState StateOf(TrialMeasurement measured) => measured.Error is null ? TrialState.Completed : TrialState.Failed;

    private FinishedTrial ToFinished(Guid sweepId, TrialDefinition trial, int attempt, TrialMeasurement measured, string? traceId)
    {
        var finished = new FinishedTrial
        {
            SweepId = sweepId,
            Trial = trial,
            ContentKey = ContentKey.Of(trial, Numerics.Version),
            State = StateOf(measured),
            Attempt = attempt,
            Silo = silo.Name,
            Slot = measured.Slot,
            StartedAt = measured.StartedAt,
            FinishedAt = measured.FinishedAt,
            TrainSeconds = measured.TrainSeconds,
            Error = measured.Error,
            TraceId = traceId,
        };
        return measured.Result is { } result ? finished.With(result) : finished;
    }
}
