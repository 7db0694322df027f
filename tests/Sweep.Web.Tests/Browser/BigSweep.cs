using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Browser;

/// <summary>A sweep of 100,000 trials that nothing trained: losses that fall at a pace that follows from the number.</summary>
internal static class BigSweep
{
    private const int Points = 20;
    private const int Batch = 2_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static async Task<Guid> MakeAsync(ISweepStore store, CancellationToken cancellation)
    {
        var space = new SearchSpace(new SweepSpec(
            "big",
            [
                PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>()]),
                PerceptronParameters.LearningRates([.. Enumerable.Range(1, 10).Select(k => 0.001 * k)]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [Points]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [.. Enumerable.Range(1, 10).Select(k => 100 * k)]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ],
            Replicates: 200,
            Target: 0.3));
        var canonical = CanonicalSpec.ToJson(space.Spec);
        var sweep = await store.SubmitAsync(
            new NewSweep(Guid.CreateVersion7(), "big", canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version, space.PlannedTrials),
            cancellation);
        for (var from = 0L; from < space.PlannedTrials; from += Batch)
            await store.CommitAsync([.. Enumerable.Range(0, Batch).Select(k => TrialOf(space, sweep.Id, from + k))], [], cancellation);
        return sweep.Id;
    }

    private static FinishedTrial TrialOf(SearchSpace space, Guid sweep, long number)
    {
        var trial = space.TrialAt(number);
        var point = PerceptronPoint.Of(trial.Point);
        var pace = (1 + number * 7919 % 1000) * 2e-4 * (0.5 + 100 * point.LearningRate) / (1 + 0.2 * (int)(number / 20_000));
        double[] loss = [.. Enumerable.Range(0, Points).Select(step => Math.Log(2) * Math.Exp(-pace * step))];
        int[] correct = [.. loss.Select(value => 100 - (int)(50 * value))];
        var reached = Array.FindIndex(loss, value => value <= 0.3) is >= 0 and var step ? step : (int?)null;
        var curve = new LossCurve(1, Points - 1, 100, loss, correct);
        var result = new TrainingResult(Points, curve, loss[^1], curve.AccuracyAt(curve.Count - 1), loss[^1], reached, reached, new double[12], new double[4]);
        var started = Start.AddMilliseconds(number);
        return new FinishedTrial
        {
            SweepId = sweep,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = 1,
            Silo = $"silo-{number % 3}",
            Slot = (int)(number % 2),
            StartedAt = started,
            FinishedAt = started.AddMilliseconds(5),
            TrainSeconds = 0.004,
        }
        .With(result.ToTrialResult());
    }
}
