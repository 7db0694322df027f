using System.Security.Cryptography;
using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class CheckpointTests
{
    private static readonly Gen<TrainingPlan> Plans = Gen.Select(
        Gen.Int[0, 4], Gen.Int[1, 40], Gen.Int[1, 120], Gen.Int[1, 9], Gen.UInt, Gen.Double[0.1, 0.8], Gen.Int[1, 9],
        (pattern, iterations, samples, hidden, seed, target, every) =>
            new TrainingPlan(new PerceptronPoint((Pattern)pattern, 0.05, iterations, samples, hidden), seed, ~seed, target, every))
        .SelectMany(TestSources.WithOrWithout);

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
                run = TrainingRun.FromCheckpoint(plan, TrainingCheckpoint.FromBytes(bytes, plan.Source?.Table));
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
            AssertRefused(bytes[..(at % bytes.Length)], plan.Source?.Table);
            bytes[at % bytes.Length] ^= (byte)flip;
            AssertRefused(bytes, plan.Source?.Table);
        });

    [Fact]
    public void FromCheckpoint_OtherPlan_IsRefused()
    {
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.Circle, 0.1, 9, 20, 4), 1, 2, 0.2);
        using var run = new TrainingRun(plan);
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan with { InitSeed = 3 }, run.Checkpoint()));
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan, run.Checkpoint() with { Iteration = 10 }));
        run.Advance(5, CancellationToken.None);
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan with { Point = plan.Point with { Iterations = 4 } }, run.Checkpoint()));
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan, run.Checkpoint() with { OutputWeights = [1] }));
    }

    [Fact]
    public void ToBytes_OfAPattern_IsThatOfTheFirstVersion()
    {
        var plan = new TrainingPlan(new PerceptronPoint(Pattern.ThinRightAngle, 0.1, 9, 20, 3), 1, 2, 0.2, 2);
        using var run = new TrainingRun(plan);
        run.Advance(5, CancellationToken.None);
        Assert.Equal("a20dc725ef5cce1eb4addabbec9b92b6aca553a36469009dbb85de8ffe044674", Convert.ToHexStringLower(SHA256.HashData(run.Checkpoint().ToBytes())));
        Assert.Equal("96f585a9aeae9964bee4c1f1e11b83956a775dae188bd0562000ab7e4e17cf98", Convert.ToHexStringLower(SHA256.HashData(run.Checkpoint().StateToBytes())));
    }

    [Fact]
    public void FromBytes_TableThatIsNotItsOwn_IsRefused()
    {
        var source = new DataSource(ProbeTables.Of(3, 30, 1), FeatureScale.Minmax);
        var plan = new TrainingPlan(new PerceptronPoint(default, 0.1, 9, 20, 3), 1, 2, 0.2) { Source = source };
        using var run = new TrainingRun(plan);
        run.Advance(5, CancellationToken.None);
        var bytes = run.Checkpoint().ToBytes();
        var same = new DataTable(["other", "names", "here"], source.Table.Values, source.Table.Labels);
        Assert.Equal(plan, TrainingCheckpoint.FromBytes(bytes, same).Plan);
        Assert.Contains($"its data set {source.Table.Hash} is not at hand", AssertRefused(bytes, null).Message, StringComparison.Ordinal);
        var other = ProbeTables.Of(3, 30, 2);
        Assert.Contains($"its data set {source.Table.Hash} is not {other.Hash}", AssertRefused(bytes, other).Message, StringComparison.Ordinal);
        var checkpoint = TrainingCheckpoint.FromBytes(bytes, same);
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan with { Source = source with { Scale = FeatureScale.None } }, checkpoint));
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(plan with { Source = null }, checkpoint));
    }

    private static FormatException AssertRefused(byte[] bytes, DataTable? table) =>
        Assert.Throws<FormatException>(() => { TrainingCheckpoint.FromBytes(bytes, table); });

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal((IEnumerable<double>)expected.Curve.Losses(), actual.Curve.Losses());
        Assert.Equal((IEnumerable<int>)expected.Curve.Corrects(), actual.Curve.Corrects());
        Assert.Equal((IEnumerable<double>)expected.HiddenWeights, actual.HiddenWeights);
        Assert.Equal((IEnumerable<double>)expected.OutputWeights, actual.OutputWeights);
        Assert.Equal(
            (expected.TrainedIterations, expected.FinalLoss, expected.FinalAccuracy, expected.BestLoss, expected.ReachedAt, expected.ConvergedAt),
            (actual.TrainedIterations, actual.FinalLoss, actual.FinalAccuracy, actual.BestLoss, actual.ReachedAt, actual.ConvergedAt));
    }
}
