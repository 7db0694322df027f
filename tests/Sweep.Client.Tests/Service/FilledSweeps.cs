using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.Service;

/// <summary>Sweeps whose rows nothing trained.</summary>
internal static class FilledSweeps
{
    /// <summary>60 trials: 2 patterns, 3 learning rates, 10 replicates.</summary>
    public static SweepSpec Spec(string name = "filled") => new(
        name,
        [
            PerceptronParameters.Patterns([Pattern.Circle, Pattern.Diamond]),
            PerceptronParameters.LearningRates([0.001, 0.01, 0.1]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [40]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [20]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        Replicates: 10);

    public static async Task<SweepRecord> SubmitAsync(ISweepStore store, SweepSpec spec, IEnumerable<long> numbers)
    {
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        await CommitAsync(store, sweep, numbers);
        return sweep;
    }

    public static Task CommitAsync(ISweepStore store, SweepRecord sweep, IEnumerable<long> numbers) =>
        store.CommitAsync([.. numbers.Select(number => Trial(sweep, number))], [], TestContext.Current.CancellationToken);

    /// <summary>A trial whose loss falls from 1 to a value that follows from its number.</summary>
    public static FinishedTrial Trial(SweepRecord sweep, long number)
    {
        var trial = sweep.Space.TrialAt(number);
        double[] loss = [.. Enumerable.Range(0, 40).Select(k => 1 - k / 39.0 * (0.5 + number * 37 % 60 / 200.0))];
        var curve = new LossCurve(1, 39, 20, loss, Enumerable.Range(0, 40).Select(k => k / 2).ToArray());
        var result = new TrainingResult(40, curve, loss[^1], curve.AccuracyAt(39), loss[^1], null, null, new double[12], new double[4]);
        return new FinishedTrial
        {
            SweepId = sweep.Id,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = 1,
            Silo = $"silo-{number % 2}",
            StartedAt = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
            FinishedAt = new(2026, 3, 1, 11, 0, 1, TimeSpan.Zero),
            TrainSeconds = 0.25,
        }
        .With(result.ToTrialResult());
    }
}
