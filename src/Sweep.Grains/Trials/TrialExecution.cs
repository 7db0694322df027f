using System.Diagnostics;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Training;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>One attempt on its way through a slot: trains, measures, can be watched and stopped from other threads.</summary>
/// <param name="save">Is given this, each checkpoint and the CPU seconds that went into it, on the slot's thread; must not wait.</param>
internal sealed class TrialExecution(
    LeasedTrial trial, TrainingPlan plan, TrialStart start, TimeSpan checkpointPeriod,
    Action<TrialExecution, TrainingCheckpoint, double> save, TimeProvider time)
    : IDisposable
{
    // Between two looks at the clock; a trial that is shorter is trained in one go.
    private const double StepSeconds = 0.1;

    // A trial that has run out of memory so often is held to need more than was estimated.
    private const int MostShortages = 5;

    // What takes less than this to train again is not worth a checkpoint.
    private static readonly TimeSpan WorthSaving = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private TrainingRun? _run;
    private long _begun;
    private int _storedPoints = start.StoredPoints;
    private volatile bool _isSaved;
    private volatile bool _stopsAtCheckpoint;

    public bool IsTraining => Volatile.Read(ref _run) is not null;

    /// <summary>True once a checkpoint of this attempt is in the store.</summary>
    public bool IsSaved => _isSaved;

    public TrialProgress? Progress => Volatile.Read(ref _run) is { } run
        ? new TrialProgress(trial.Definition.Number, trial.Attempt, run.Iteration, plan.Point.Iterations, run.Loss)
        : null;

    /// <summary>Set once it is to end without a result.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Ends it without a result, between two iterations.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends it without a result at a checkpoint, unless it has no more than <paramref name="unlessWithin"/> left.</summary>
    public void StopAtCheckpoint(TimeSpan unlessWithin)
    {
        if (Volatile.Read(ref _run) is not { } run)
            _stop.Cancel();
        else if (!_stopsAtCheckpoint && TimeLeft(run) > unlessWithin)
            _stopsAtCheckpoint = true;
    }

    /// <summary>The store has so many points of the curve, from a checkpoint of this attempt where <paramref name="ofThis"/>.</summary>
    public void NoteSaved(int points, bool ofThis)
    {
        Volatile.Write(ref _storedPoints, points);
        _isSaved |= ofThis;
    }

    public void Dispose() => _stop.Dispose();

    /// <summary>Trains on the calling thread, the slot's.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialMeasurement Train(int slot)
    {
        _stop.Token.ThrowIfCancellationRequested();
        var startedAt = time.GetUtcNow();
        var wall = Stopwatch.GetTimestamp();
        var cpu = ThreadClock.Seconds() - start.TrainSeconds;
        TrainingResult? result = null;
        string? error = null;
        try
        {
            using var run = start.Checkpoint is { } checkpoint ? TrainingRun.FromCheckpoint(plan, checkpoint) : new TrainingRun(plan);
            _begun = wall;
            Volatile.Write(ref _run, run);
            Advance(run, cpu);
            result = run.Result();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (OutOfMemoryException) when (trial.Attempt < MostShortages)
        {
            // That is the silo's trouble of this moment: the trial runs again, here with fewer beside it, or elsewhere.
            throw;
        }
        catch (OutOfMemoryException)
        {
            error = $"ran out of memory in {trial.Attempt} attempts, the silo not having what it was to have; give it more, or record fewer points, then resume --retry-failed";
        }
#pragma warning disable CA1031 // Whatever else goes wrong in one trial is that trial's result, not the sweep's end.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error = $"{failure.GetType().Name}: {failure.Message}";
        }

        return new TrialMeasurement(
            slot, startedAt, time.GetUtcNow(), ThreadClock.Seconds() - cpu, Stopwatch.GetElapsedTime(wall).TotalSeconds, result, error);
    }

    private void Advance(TrainingRun run, double cpu)
    {
        var step = (int)Math.Clamp(StepSeconds / trial.Seconds * plan.Point.Iterations, 1, plan.Point.Iterations);
        var savedAt = Stopwatch.GetTimestamp();
        while (true)
        {
            run.Advance(Math.Min(step, plan.Point.Iterations - run.Iteration), _stop.Token);
            if (run.IsFinished)
                return;
            var since = Stopwatch.GetElapsedTime(savedAt);
            if (since >= checkpointPeriod || (_stopsAtCheckpoint && since >= WorthSaving))
            {
                TrySave(run, cpu);
                savedAt = Stopwatch.GetTimestamp();
            }

            if (_stopsAtCheckpoint)
                throw new OperationCanceledException();
        }
    }

    private void TrySave(TrainingRun run, double cpu)
    {
        try
        {
            save(this, run.Checkpoint(Volatile.Read(ref _storedPoints)), ThreadClock.Seconds() - cpu);
        }
        catch (OutOfMemoryException)
        {
            // Without a checkpoint the trial only has more to repeat if its silo dies.
        }
    }

    /// <summary>As far as its pace until now tells.</summary>
    private TimeSpan TimeLeft(TrainingRun run)
    {
        var before = start.Checkpoint?.Iteration ?? 0;
        var done = run.Iteration - before;
        return done == 0 ? TimeSpan.MaxValue : Stopwatch.GetElapsedTime(_begun) * ((double)(plan.Point.Iterations - run.Iteration) / done);
    }
}
