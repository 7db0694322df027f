using Orleans.GrainDirectory;
using Orleans.Placement;
using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Grains.Writing;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Trials;

/// <inheritdoc cref="ITrialGrain"/>
[GrainType("trial"), PreferLocalPlacement, GrainDirectory(TrialDirectory.Name)]
public sealed class TrialGrain(
    SweepCatalog catalog,
    SiloTrainers trainers,
    ComputePool pool,
    TrialWriter writer,
    CheckpointSaver checkpoints,
    CheckpointReader stored,
    DataTables tables,
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
        try
        {
            return await RunAsync(leased, sweepId, space);
        }
        catch (OutOfMemoryException)
        {
            return new TrialEnding(false, 0, $"{silo.Name} ran out of memory");
        }
    }

    private async Task<TrialEnding> RunAsync(LeasedRun run, Guid sweepId, SearchSpace space)
    {
        var number = run.Longest.Number;
        var rungs = running.RungsOf(sweepId);
        var (trainer, order) = await PrepareAsync(
            OrderOf(sweepId, space, run) with { Pauses = [.. rungs?.Of(number, 0).Select(rung => rung.Step) ?? []] }, space.Spec.Trainer);
        var resumes = space.Spec.Trainer.IsResumable;
        var start = resumes && run.HasCheckpoint ? await stored.ReadAsync(sweepId, run, trainer, order) : TrialStart.Afresh;
        var handed = Task.CompletedTask;
        var saves = new AttemptCheckpoints(start.StoredPoints, options.CheckpointPeriod, (self, checkpoint, cpu) =>
        {
            if (resumes)
            {
                checkpoints.Offer(
                    new CheckpointRecord(
                        sweepId, number, run.Lease, run.Attempt, checkpoint.Step, cpu, checkpoint.State, checkpoint.Curve ?? CurveSegment.Empty),
                    self.NoteSaved);
            }
        });
        using var execution = new TrialExecution(
            run, trainer, order, start, rungs?.Of(number, start.Checkpoint?.Step ?? 0) ?? [], saves,
            (place, measured) =>
            {
                // Making the row is no training: it is not the slot's.
                var shorter = handed;
                handed = Task.Run(() => HandAsync(shorter, sweepId, space, run, place, measured));
            },
            time);
        _execution = execution;
        running.Add(sweepId, number, execution);
        try
        {
            var measured = await TrainAsync(execution, run, sweepId, space.Spec.Trainer.Slots);
            await handed;
            checkpoints.Forget(sweepId, number);

            // More than one where it failed on the way.
            while (run.Handed < run.Trials.Count)
                await HandAsync(Task.CompletedTask, sweepId, space, run, run.Handed, measured);
            var share = measured is { Rung: not null, Result.TrainedIterations: var trained } ? trained / (double)order.Stops[^1] : 1;
            return new TrialEnding(true, measured.WallSeconds, Share: share);
        }
        catch (OperationCanceledException)
        {
            await checkpoints.FlushAsync(sweepId, number);
            return new TrialEnding(false, 0);
        }
        finally
        {
            _execution = null;
            running.Remove(sweepId, number);
            DeactivateOnIdle();
            await handed;
        }
    }

    /// <summary>On a slot from rung to rung, and off it while it waits there.</summary>
    private async Task<TrialMeasurement> TrainAsync(TrialExecution execution, LeasedRun run, Guid sweepId, int width)
    {
        var pass = running.GateOf(sweepId) is { } gate ? new GatePass(gate, execution.Stopping) : null;
        while (true)
        {
            var measured = await pool.RunAsync(execution.Train, pass, width);
            if (measured is not { Rung: { } rung, Result: { } result })
                return measured;
            var rungs = running.RungsOf(sweepId) ?? throw new OperationCanceledException("the silo has left the sweep");
            if (run.Alone)
                await checkpoints.FlushAsync(sweepId, run.Longest.Number);
            var decision = await rungs.AskAsync(run, rung, result, measured.WallSeconds, execution.Stopping);
            if (decision == RungDecision.Kept)
                continue;
            execution.EndAtRung();
            return measured with { IsPruned = decision == RungDecision.Pruned };
        }
    }

    /// <summary>Gives the result of one of the run's trials to the writer, once the writer has those of the shorter ones.</summary>
    private async Task HandAsync(Task shorter, Guid sweepId, SearchSpace space, LeasedRun run, int place, TrialMeasurement measured)
    {
        var trial = run.Trials[place];
        TrialMeter.NoteTrained(trial.Point, measured.State, measured.WallSeconds, measured.FreshIterations);
        var trace = TrialTrace.Of(sweepId, space, run, trial, measured, choice, catalog.TraceParentOf(sweepId));
        var finished = ToFinished(sweepId, space, run, trial, measured, trace?.Id);
        await shorter;
        await writer.EnqueueAsync(run.Lease, finished, run.NeedOf(place), trace, isAwaited: space.Proposed is not null);
        run.Hand();
    }

    public Task StopAsync(TrialStop which)
    {
        if (_execution is not { } execution)
            DeactivateOnIdle();
        else if (which == TrialStop.Lengthy)
            execution.StopAtCheckpoint(options.FinishWithin);
        else if (which == TrialStop.All)
            execution.Stop(StopReason.Cancelled);
        else if (!execution.IsTraining)
            execution.Stop(StopReason.Drained);
        return Task.CompletedTask;
    }

    /// <summary>The trainer and what it is asked for, with the data set's numbers where the trial names one.</summary>
    private async Task<(ITrainer Trainer, TrainingOrder Order)> PrepareAsync(TrainingOrder order, TrainerSpec trainer)
    {
        var asked = trainers.Get(trainer);
        if (order.Trial.Data is not { } data)
            return (asked, order);
        try
        {
            return (asked, order with { Data = new DataSource(await tables.GetAsync(data), order.Trial.Scale) });
        }
        catch (Exception gone) when (gone is MissingDataException or StoreException { IsDamage: true })
        {
            // No silo has what the store has not.
            return (new RefusingTrainer(gone.Message), order);
        }
    }

    private static TrainingOrder OrderOf(Guid sweepId, SearchSpace space, LeasedRun run) => new()
    {
        Sweep = sweepId,
        Trial = run.Longest,
        Stops = space.Spec.Trainer.Resource is null ? [] : [.. run.Trials.Select(trial => space.StepsOf(trial)!.Value)],
        Attempt = run.Attempt,
        Objectives = space.Spec.ReportedObjectives,
        Target = space.Spec.Target,
        RecordEvery = space.Spec.RecordEvery,
        TraceParent = run.LeaseTrace,
    };

    /// <summary>The trial that was planned as it was trained: one that was stopped at a rung has the bits, and so the content, of a shorter one.</summary>
    private static TrialDefinition TrainedOf(SearchSpace space, TrialDefinition trial, TrialMeasurement measured) =>
        measured is { Rung: not null, Result.TrainedIterations: var steps } && space.Spec.Trainer.Resource is { } resource
            ? trial with { Point = trial.Point.With(resource, (long)steps) }
            : trial;

    private FinishedTrial ToFinished(Guid sweepId, SearchSpace space, LeasedRun run, TrialDefinition trial, TrialMeasurement measured, string? traceId)
    {
        var finished = new FinishedTrial
        {
            SweepId = sweepId,
            Trial = trial,
            ContentKey = ContentKey.Of(space.Spec.Trainer, TrainedOf(space, trial, measured)),
            State = measured.State,
            Attempt = measured.Attempt,
            Silo = silo.Name,
            Slot = measured.Slot,
            StartedAt = measured.StartedAt,
            FinishedAt = measured.FinishedAt,
            TrainSeconds = measured.TrainSeconds,
            Error = measured.Error,
            LogTail = measured.LogTail,
            IsMaximized = space.Spec.Objective.Goal == Goal.Maximize,
            TraceId = traceId,
            Origin = ReferenceEquals(trial, run.Longest) ? TrialOrigin.Trained : TrialOrigin.Prefix,
        };
        return measured.Result is { } result ? finished.With(result) : finished;
    }
}
