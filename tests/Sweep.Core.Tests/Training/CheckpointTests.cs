using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Training;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Training;

public sealed class CheckpointTests
{
    private static readonly Gen<TrainingPlan> Plans = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 40], Gen.Int[1, 120], Gen.Int[1, 9], Gen.UInt, Gen.Double[0.1, 0.8], Gen.Int[1, 9],
        (pattern, iterations, samples, hidden, seed, target, every) =>
            new TrainingPlan(new TrialPoint((Pattern)pattern, 0.05, iterations, samples, hidden), seed, ~seed, target, every));

    [Fact]
    public void FromCheckpoint_AnyCuts_GivesTheSameBits() =>
        Gen.Select(Plans, Gen.Int[0, 15].Array[0, 6]).Sample((plan, cuts) =>
        {
            using var whole = new TrainingRun(plan);
            whole.Advance(int.MaxValue, CancellationToken.None);
            var run = new TrainingRun(plan);
            foreach (var cut in cuts)
            {
                run.Advance(cut, CancellationToken.None);
                var bytes = run.Checkpoint().ToBytes();
                run.Dispose();
                run = TrainingRun.FromCheckpoint(plan, TrainingCheckpoint.FromBytes(bytes));
                Assert.Equal(bytes, run.Checkpoint().ToBytes());
            }
            run.Advance(int.MaxValue, CancellationToken.None);
            AssertSame(whole.Result(), run.Result());
            run.Dispose();
        });

    [Fact]
    public void FromBytes_AnyDamage_IsRefused() =>
        Gen.Select(Plans, Gen.Int[0, 10_000], Gen.Int[1, 255]).Sample((plan, at, flip) =>
        {
            using var run = new TrainingRun(plan);
            run.Advance(3, CancellationToken.None);
            var bytes = run.Checkpoint().ToBytes();
            AssertRefused(bytes[..(at % bytes.Length)]);
            bytes[at % bytes.Length] ^= (byte)flip;
            AssertRefused(bytes);
        });

    [Fact]
    public void FromCheckpoint_OtherPlan_IsRefused()
    {
        var plan = new TrainingPlan(new TrialPoint(Pattern.Circle, 0.1, 9, 20, 4), 1, 2, 0.2);
        using var run = new TrainingRun(plan);
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan with { InitSeed = 3 }, run.Checkpoint()));
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan, run.Checkpoint() with { Iteration = 10 }));
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan, run.Checkpoint() with { OutputWeights = [1] }));
    }

    private static void AssertRefused(byte[] bytes) =>
        Assert.Throws<FormatException>(() => { TrainingCheckpoint.FromBytes(bytes); });

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal((IEnumerable<double>)expected.Curve.Loss, actual.Curve.Loss);
        Assert.Equal((IEnumerable<int>)expected.Curve.Correct, actual.Curve.Correct);
        Assert.Equal((IEnumerable<double>)expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal((IEnumerable<double>)expected.OutputWeights, actual.OutputWeights);
        Assert.Equal(
            (expected.TrainedIterations, expected.FinalLoss, expected.FinalAccuracy, expected.BestLoss, expected.ReachedAt, expected.ConvergedAt),
            (actual.TrainedIterations, actual.FinalLoss, actual.FinalAccuracy, actual.BestLoss, actual.ReachedAt, actual.ConvergedAt));
    }
}
