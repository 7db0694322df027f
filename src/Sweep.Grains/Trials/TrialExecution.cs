using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Trainers;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>One attempt at a run on its way through a slot: trains, measures, can be watched and stopped from other threads.</summary>
/// <param name="run">What is left of the run.</param>
/// <param name="trainer">What trains it.</param>
/// <param name="order">What is asked of the trainer.</param>
/// <param name="start">No further than its shortest trial.</param>
/// <param name="rungs">Where it is judged on its way, of a run of one trial: <see cref="Train"/> returns there, and goes on when it is called again.</param>
/// <param name="checkpoints">Of this attempt.</param>
/// <param name="reached">Is given the place of each trial but the longest, and its result, on the slot's thread; must not wait.</param>
internal sealed class TrialExecution(
    LeasedRun run, ITrainer trainer, TrainingOrder order, TrialStart start, (int Rung, int Step)[] rungs, AttemptCheckpoints checkpoints,
    Action<int, TrialMeasurement> reached, TimeProvider time)
    : IDisposable
{
    // Between two looks at the clock; what is shorter is trained in one go.
    private const double StepSeconds = 0.1;

    // A run that has run out of memory so often is held to need more than was estimated.
    private const int MostShortages = 5;

    // What is to be tried elsewhere is given back after so long, lest this silo take it again at once.
    private static readonly TimeSpan ElsewherePause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _telling = new();
    private ITrainingRun? _training;
    private StopReason _stopReason;
    private int _slot;
    private DateTimeOffset _startedAt;
    private readonly SlotTime _time = new(start.TrainSeconds);
    private double _otherCpu;
    private int _rung;
    private int _place;
    private int _retries;
    private int _measured = start.Checkpoint?.Step ?? 0;
    private volatile bool _stopsAtCheckpoint;

    // Waits at a rung, or for a slot after it: nobody changes its state until Train has cleared this, both behind the lock.
    private bool _isHeld;

    public bool IsTraining => Volatile.Read(ref _training) is not null;

    /// <inheritdoc cref="AttemptCheckpoints.IsSaved"/>
    public bool IsSaved => checkpoints.IsSaved;

    /// <summary>While it is on a slot: thousands may wait at rungs, and every heartbeat tells of all.</summary>
    public TrialProgress? Progress => !_time.IsAway && Volatile.Read(ref _training) is { } training
        ? new TrialProgress(run.Longest.Number, run.Attempt, training.Step, training.Steps ?? 0, training.Value)
        : null;

    /// <summary>Set once it is to end without a result.</summary>
    public CancellationToken Stopping => _stop.Token;

    private double TrainSeconds => _time.CpuSeconds + _otherCpu + (Volatile.Read(ref _training)?.OtherCpuSeconds ?? 0);

    /// <summary>Ends it without a result, between two iterations.</summary>
    public void Stop(StopReason reason)
    {
        lock (_telling)
        {
            _stopReason = reason;
            _training?.NoteStop(reason);
        }

        _stop.Cancel();
    }

    /// <summary>
    /// Ends it without a result at a checkpoint, unless it has no more than <paramref name="unlessWithin"/> left and does not wait at a rung.
    /// </summary>
    public void StopAtCheckpoint(TimeSpan unlessWithin)
    {
        var training = Volatile.Read(ref _training);
        bool isHeld;
        lock (_telling)
        {
            isHeld = _isHeld;
            if (isHeld && !_stop.IsCancellationRequested && training is { KeepsOwnState: false } && checkpoints.IsWorth(_time.Wall) && IsAtRung(training))
                checkpoints.TrySave(training, TrainSeconds);
        }

        // What waits at a rung has its time left to train, and waits for others for as long as they take.
        if (!isHeld && training is not null && TimeLeft(training) <= unlessWithin)
            return;
        if (!isHeld && training is { KeepsOwnState: false })
            _stopsAtCheckpoint = true;
        else
            Stop(StopReason.Drained);
    }

    /// <summary>It has ended at the rung where it waits: nothing more is trained of it.</summary>
    public void EndAtRung() => Volatile.Read(ref _training)?.NoteStop(StopReason.Pruned);

    public void Dispose()
    {
        _training?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Trains on the calling thread, the slot's, to the end or to the next rung.</summary>
    /// <returns>The result of the longest trial, or why all that were not reached failed; at a rung, what it would be if it ended there.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialMeasurement Train(int slot)
    {
        lock (_telling)
            _isHeld = false;
        _stop.Token.ThrowIfCancellationRequested();
        if (_startedAt == default)
            _startedAt = time.GetUtcNow();
        _slot = slot;
        _time.Enter();
        try
        {
            return TrainPatiently();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (OutOfMemoryException) when (run.Attempt < MostShortages)
        {
            // That is the silo's trouble of this moment: the run is tried again, here with fewer beside it, or elsewhere.
            throw;
        }
        catch (OutOfMemoryException)
        {
            return Measure(
                null,
                $"ran out of memory in {run.Attempt} attempts, the silo not having what it was to have; give it more, or record fewer points, then resume --retry-failed");
        }
        catch (TrainerException failure)
        {
            return Measure(null, failure.Message) with { LogTail = failure.LogTail };
        }
#pragma warning disable CA1031 // Whatever else goes wrong in one run is that run's result, not the sweep's end.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Measure(null, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    /// <summary>Tries again what a trainer failed at, as often as it is to be tried, and with a pause what is to be tried elsewhere.</summary>
    private TrialMeasurement TrainPatiently()
    {
        for (; ; _retries++)
        {
            try
            {
                // What waited at a rung goes on; what failed begins again, where it keeps its own state from there.
                return Volatile.Read(ref _training) is { } held
                    ? Continue(held)
                    : TrainOnce(order with { Attempt = order.Attempt + _retries }, _retries == 0 ? start.Checkpoint : null);
            }
            catch (TrainerException failure) when (failure.Failure == TrainerFailure.Retry && _retries + 1 < trainer.Attempts)
            {
                _stop.Token.WaitHandle.WaitOne(WorkPacing.PauseAfter(_retries + 1));
                _stop.Token.ThrowIfCancellationRequested();
            }
            catch (TrainerException failure) when (failure.Failure == TrainerFailure.Elsewhere)
            {
                _stop.Token.WaitHandle.WaitOne(ElsewherePause);
                throw new OperationCanceledException(failure.Message, failure);
            }
        }
    }

    private TrialMeasurement TrainOnce(TrainingOrder tried, IResumePoint? from)
    {
        var training = trainer.Begin(tried, from);
        Start(training);
        return Continue(training);
    }

    private TrialMeasurement Continue(ITrainingRun training)
    {
        var isAtRung = false;
        try
        {
            if (Advance(training) is { } rung)
            {
                // What it has trained is told once, with the result that is handed over.
                var told = _measured;
                var measured = Measure(ResultOf(training, rung.Step), null) with { Rung = rung.Rung };
                _measured = told;
                isAtRung = true;
                return measured;
            }

            for (; _place < run.Trials.Count - 1; _place++)
                reached(_place, Measure(ResultOf(training, order.Stops[_place]), null));
            return Measure(ResultOf(training, order.Stops.IsEmpty ? training.Step : order.Stops[^1]), null);
        }
        finally
        {
            if (isAtRung)
                Hold();
            else
                End(training);
        }
    }

    private void Hold()
    {
        _time.Leave();
        lock (_telling)
            _isHeld = true;
    }

    private void End(ITrainingRun training)
    {
        _otherCpu += training.OtherCpuSeconds;
        Volatile.Write(ref _training, null);
        training.Dispose();
    }

    /// <summary>A stop that came while the trainer began has its reason all the same.</summary>
    private void Start(ITrainingRun training)
    {
        lock (_telling)
        {
            training.NoteStop(_stopReason);
            Volatile.Write(ref _training, training);
        }
    }

    /// <summary>Whether it has stopped at its rung and not beyond, as one may that reports now and then: from there it would go on without a verdict.</summary>
    private bool IsAtRung(ITrainingRun training) => _rung > 0 && training.Step == rungs[_rung - 1].Step;

    private static TrialResult ResultOf(ITrainingRun training, int step)
    {
        var result = training.ResultAt(step);
        return result.Fault is { } fault ? throw new TrainerException(fault, TrainerFailure.Final) : result;
    }

    /// <summary>Trains to the end (null), or to the next rung.</summary>
    private (int Rung, int Step)? Advance(ITrainingRun training)
    {
        // Of a run whose length nobody knows the trainer itself returns now and then.
        var step = training.Steps is { } steps ? (int)Math.Clamp(StepSeconds / run.Seconds * steps, 1, steps) : int.MaxValue;
        checkpoints.Begin();
        while (true)
        {
            var stop = _rung < rungs.Length ? rungs[_rung].Step : order.Stops.IsEmpty ? int.MaxValue : order.Stops[_place];
            training.AdvanceTo((int)Math.Min((long)training.Step + step, stop), _stop.Token);
            if (training.IsFinished)
                return null;
            if (_rung < rungs.Length && training.Step >= rungs[_rung].Step)
            {
                _rung++;

                // While it waits there others may come to this silo: it is not to be blamed for what becomes of the silo meanwhile.
                if (run.Alone && IsAtRung(training))
                    checkpoints.Save(training, TrainSeconds);
                return rungs[_rung - 1];
            }

            for (; _place < run.Trials.Count - 1 && training.Step >= order.Stops[_place]; _place++)
                reached(_place, Measure(ResultOf(training, order.Stops[_place]), null));
            var isEnding = _stopsAtCheckpoint;
            if (checkpoints.IsDue(isEnding))
                checkpoints.Save(training, TrainSeconds);
            if (isEnding)
                throw new OperationCanceledException();
        }
    }

    private TrialMeasurement Measure(TrialResult? result, string? error)
    {
        var fresh = (result?.TrainedIterations ?? _measured) - _measured;
        _measured += fresh;
        return new TrialMeasurement(
            _slot, _startedAt, time.GetUtcNow(), TrainSeconds, _time.Wall.TotalSeconds, fresh, result, error)
        {
            Attempt = order.Attempt + _retries,
        };
    }

    /// <summary>As far as its pace until now tells.</summary>
    private TimeSpan TimeLeft(ITrainingRun training)
    {
        var done = training.Step - (start.Checkpoint?.Step ?? 0);
        return done <= 0 || training.Steps is not { } steps
            ? TimeSpan.MaxValue
            : _time.Wall * ((double)(steps - training.Step) / done);
    }
}
