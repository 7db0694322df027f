using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>
/// A big sweep that nothing trained: every trial's curve falls from log 2 at a pace that follows from its number, so that runs reach
/// the target at many different times, and some never. The same rows whenever it is made.
/// </summary>
internal sealed class SyntheticSweep
{
    private const double Target = 0.2;
    private const int Batch = 500;
    private const int Samples = 100;

    /// <summary>Of so many trials of an uneven sweep one has failed.</summary>
    private const int FailedEvery = 250;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly SearchSpace _space;
    private readonly bool _isUneven;

    public SearchSpace Space => _space;

    /// <param name="replicates">A hundredth of the sweep's trials a pattern and length: there are 5 patterns, 10 learning rates and 10 numbers of samples.</param>
    /// <param name="points">Points of the longest curves.</param>
    /// <param name="lengths">How many values iterations has: 1, or 2, of which the shorter trials are no runs of their own.</param>
    /// <param name="isUneven">Whether patterns are learnt at different paces, and some trials have failed.</param>
    public SyntheticSweep(int replicates, int points, int lengths, bool isUneven = false)
    {
        _isUneven = isUneven;
        int[] iterations = lengths == 1 ? [points] : [points / 2, points];
        _space = new SearchSpace(new SweepSpec(
            $"{(isUneven ? "uneven" : "queries")}-{replicates}-{points}-{lengths}",
            [
                PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>()]),
                PerceptronParameters.LearningRates([.. Enumerable.Range(1, 10).Select(k => 0.001 * k)]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [.. Enumerable.Range(1, 10).Select(k => 100 * k)]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ],
            replicates,
            Target: Target));
    }

    public SweepSpec Spec => _space.Spec;

    public long Trials => _space.PlannedTrials;

    /// <summary>The sweep, made where the store has none of its name that is whole.</summary>
    /// <param name="end">What becomes of it then; null leaves it running.</param>
    public async Task<Guid> FindOrMakeAsync(ISweepStore store, Action<string> say, SweepState? end = null)
    {
        foreach (var sweep in await store.ListSweepsAsync(new SweepFilter(), CancellationToken.None))
        {
            if (sweep.Name == Spec.Name && (await store.TotalTrialsAsync(sweep.Id, CancellationToken.None)).Rows == Trials)
                return sweep.Id;
        }

        var canonical = CanonicalSpec.ToJson(Spec);
        var made = await store.SubmitAsync(
            new NewSweep(Guid.CreateVersion7(), Spec.Name, canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version, Trials),
            CancellationToken.None);
        var started = TimeProvider.System.GetTimestamp();
        for (var from = 0L; from < Trials; from += Batch)
        {
            var batch = new FinishedTrial[Math.Min(Batch, Trials - from)];
            Parallel.For(0, batch.Length, k => batch[k] = TrialOf(made.Id, from + k));
            await store.CommitAsync(batch, [], CancellationToken.None);
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        if (end is { } state)
            await store.ChangeStateAsync(made.Id, state, null, CancellationToken.None);
        say($"made {Trials:N0} trials in {seconds:N1} s, {Trials / seconds:N0} a second");
        return made.Id;
    }

    /// <summary>What training it would have given.</summary>
    public FinishedTrial TrialOf(Guid sweep, long number)
    {
        var trial = _space.TrialAt(number);
        var finished = Start.AddMilliseconds(number);
        if (_isUneven && number % FailedEvery == FailedEvery - 1)
            return FinishedTrial.GivenUp(sweep, TrainerSpec.Perceptron, trial, attempts: 3, finished, "its silo was lost three times while it ran alone");
        var point = PerceptronPoint.Of(trial.Point);
        var first = point with { Iterations = (int)Spec.Find(PerceptronParameters.Iterations)!.Values[0].Whole };
        var pace = (1 + Mix((ulong)_space.NumberOf(first, trial.Replicate)) % 1000)
            * 2e-5 * (1 + 100 * point.LearningRate) / (_isUneven ? 1 + trial.Point[PerceptronParameters.Pattern].ToString().Length / 4 : 1);
        var loss = new double[point.Iterations];
        var correct = new int[point.Iterations];
        int? reached = null;
        for (var i = 0; i < loss.Length; i++)
        {
            loss[i] = Math.Log(2) * Math.Exp(-pace * i);
            correct[i] = Samples - (int)(50 * loss[i]);
            if (loss[i] <= Target)
                reached ??= i;
        }

        var curve = new LossCurve(1, point.Iterations - 1, Samples, loss, correct);
        var result = new TrainingResult(
            point.Iterations, curve, loss[^1], curve.AccuracyAt(curve.Count - 1), loss[^1], reached, reached, new double[12], new double[4]);
        return new FinishedTrial
        {
            SweepId = sweep,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = 1,
            Silo = $"silo-{number % 3}",
            Slot = (int)(number % 2),
            StartedAt = finished.AddMilliseconds(-5),
            FinishedAt = finished,
            TrainSeconds = 1e-8 * point.Iterations * point.Samples,
        }
        .With(result.ToTrialResult());
    }

    /// <summary>SplitMix64's finalizer (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
