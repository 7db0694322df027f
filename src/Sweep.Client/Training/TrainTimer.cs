using System.Diagnostics;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Training;

/// <summary>Trains as often as asked and keeps the fastest time.</summary>
internal static class TrainTimer
{
    /// <param name="request">What to train.</param>
    /// <param name="every">Iterations between reports of the first repeat; the time that a report takes does not count.</param>
    /// <param name="report">Called after iterations 0, <paramref name="every"/>, 2·<paramref name="every"/> … and the last.</param>
    /// <param name="cancellation">Stops between iterations.</param>
    public static TrainOutcome Train(TrainRequest request, int every, Action<TrainingRun>? report, CancellationToken cancellation)
    {
        var run = new TrainingRun(request.Plan);
        var fastest = report is null ? Advance(run, request.Plan.Point.Iterations, cancellation) : AdvanceReporting(run, every, report, cancellation);
        var result = run.Result();
        for (var repeat = 1; repeat < request.Repeat; repeat++)
            fastest = Math.Min(fastest, Advance(new TrainingRun(request.Plan), request.Plan.Point.Iterations, cancellation));
        return new TrainOutcome(request, result, fastest);
    }

    private static double AdvanceReporting(TrainingRun run, int every, Action<TrainingRun> report, CancellationToken cancellation)
    {
        var seconds = Advance(run, 1, cancellation);
        report(run);
        while (!run.IsFinished)
        {
            seconds += Advance(run, every, cancellation);
            report(run);
        }

        return seconds;
    }

    private static double Advance(TrainingRun run, int iterations, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        run.Advance(iterations, cancellation);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
