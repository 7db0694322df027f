using CsCheck;
using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

public sealed class CurveSegmentTests
{
    private static readonly TrainingPlan Plan = new(new PerceptronPoint(Pattern.Circle, 0.05, 60, 30, 4), 3, 4, 0.4, RecordEvery: 3);

    [Fact]
    public void FromState_CheckpointsInPieces_GoOnToTheSameBits() =>
        Gen.Int[0, 20].Array[1, 5].Sample(cuts =>
        {
            using var whole = new TrainingRun(Plan);
            whole.Advance(int.MaxValue, CancellationToken.None);
            var run = new TrainingRun(Plan);
            var stored = new List<byte[]>();
            var points = 0;
            foreach (var cut in cuts)
            {
                run.Advance(cut, CancellationToken.None);
                var checkpoint = run.Checkpoint(points);
                Assert.Equal(points, checkpoint.CurveStart);
                stored.Add(checkpoint.Segment.ToBytes());
                points = checkpoint.Points;
                var state = checkpoint.StateToBytes();
                run.Dispose();
                run = TrainingRun.FromCheckpoint(Plan, TrainingCheckpoint.FromState(state, stored.Select(bytes => CurveSegment.FromBytes(bytes))));
            }

            run.Advance(int.MaxValue, CancellationToken.None);
            Assert.Equal((IEnumerable<double>)whole.Result().Curve.Losses(), run.Result().Curve.Losses());
            Assert.Equal((IEnumerable<int>)whole.Result().Curve.Corrects(), run.Result().Curve.Corrects());
            Assert.Equal((IEnumerable<double>)whole.Result().HiddenWeights, run.Result().HiddenWeights);
            Assert.Equal((whole.Result().ReachedAt, whole.Result().BestLoss), (run.Result().ReachedAt, run.Result().BestLoss));
            run.Dispose();
        });

    [Fact]
    public void FromBytes_AnyDamage_IsRefused() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 10_000], Gen.Int[1, 255]).Sample((points, at, flip) =>
        {
            var bytes = new CurveSegment(points, [.. Enumerable.Repeat(0.5, points)], [.. Enumerable.Repeat(7, points)]).ToBytes();
            Assert.Equal(points, CurveSegment.FromBytes(bytes).Start);
            Assert.Throws<FormatException>(() => CurveSegment.FromBytes(bytes.AsSpan()[..(at % bytes.Length)]));
            bytes[at % bytes.Length] ^= (byte)flip;
            Assert.Throws<FormatException>(() => CurveSegment.FromBytes(bytes));
        });

    [Fact]
    public void FromState_GapOrMissingEnd_IsRefused()
    {
        using var run = new TrainingRun(Plan);
        run.Advance(30, CancellationToken.None);
        var state = run.Checkpoint().StateToBytes();
        var segment = run.Checkpoint().Segment;
        Assert.Throws<FormatException>(() => TrainingCheckpoint.FromState(state, []));
        Assert.Throws<FormatException>(() => TrainingCheckpoint.FromState(state, [segment.From(1)]));
        Assert.Throws<FormatException>(() => TrainingCheckpoint.FromState(state, [new CurveSegment(0, segment.Loss[..^1], segment.Correct[..^1])]));
        Assert.Equal(10, TrainingCheckpoint.FromState(state, [segment.From(4), segment]).Points);
    }

    [Fact]
    public void ToBytes_PointsLeftOut_IsRefused()
    {
        using var run = new TrainingRun(Plan);
        run.Advance(30, CancellationToken.None);
        Assert.Throws<InvalidOperationException>(() => run.Checkpoint(3).ToBytes());
        Assert.Throws<ArgumentException>(() => TrainingRun.FromCheckpoint(Plan, run.Checkpoint(3)));
        Assert.Throws<FormatException>(() => { TrainingCheckpoint.FromBytes(run.Checkpoint().StateToBytes()); });
    }
}
