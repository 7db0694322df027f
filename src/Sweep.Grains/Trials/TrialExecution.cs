using System.Diagnostics;
using Sweep.Core.Training;
using Sweep.Grains.Compute;
using Sweep.Grains.Sweeps;

namespace Sweep.Grains.Trials;

/// <summary>One attempt on its way through a slot: trains, measures, can be watched and stopped from other threads.</summary>
internal sealed class TrialExecution(long number, int attempt, TrainingPlan plan, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private TrainingRun? _run;

    public bool IsTraining => Volatile.Read(ref _run) is not null;

    public TrialProgress? Progress => Volatile.Read(ref _run) is { } run
        ? new TrialProgress(number, attempt, run.Iteration, plan.Point.Iterations, run.Loss)
        : null;

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    /// <summary>Trains on the calling thread, the slot's.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialMeasurement Train(int slot)
    {
        _stop.Token.ThrowIfCancellationRequested();
        var startedAt = time.GetUtcNow();
        var wall = Stopwatch.GetTimestamp();
        var cpu = ThreadClock.Seconds();
        TrainingResult? result = null;
        string? error = null;
        try
        {
            using var run = new TrainingRun(plan);
            Volatile.Write(ref _run, run);
            run.Advance(plan.Point.Iterations, _stop.Token);
            result = run.Result();
        }
        catch (OperationCanceledException)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever goes wrong in one trial (memory, above all) is that trial's result, not the sweep's end.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            error = $"{failure.GetType().Name}: {failure.Message}";
        }

        return new TrialMeasurement(
            slot, startedAt, time.GetUtcNow(), ThreadClock.Seconds() - cpu, Stopwatch.GetElapsedTime(wall).TotalSeconds, result, error);
    }
}
