using System.Text;
using CsCheck;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Tests.Trainers;

public sealed class ReportLogTests
{
    [Fact]
    public void ResultAt_AStop_HasNothingOfWhatCameAfter()
    {
        var log = Log("""{"step":10,"loss":0.5}""", """{"step":20,"loss":0.2,"accuracy":0.9}""", """{"step":30,"loss":0.6}""");
        var early = log.ResultAt(25, isEnd: false, [Objective.Loss], 0.3);
        Assert.Equal((25, 0.2, 0.2, 20, 20), (early.TrainedIterations, early.FinalObjective, early.BestObjective, early.ReachedAt, early.ConvergedAt));
        Assert.Equal((0.2, 0.9, 0.2), (early.FinalLoss, early.FinalAccuracy, early.BestLoss));
        var late = log.ResultAt(100, isEnd: true, [Objective.Loss], 0.3);
        Assert.Equal((30, 0.6, 0.2, 20, null), (late.TrainedIterations, late.FinalObjective, late.BestObjective, late.ReachedAt, late.ConvergedAt));
        Assert.Equal([("loss", 3), ("accuracy", 1)], late.Metrics.Select(curve => (curve.Metric, curve.Count)));
    }

    [Fact]
    public void ResultAt_AnotherObjective_LooksAtItAlone()
    {
        var log = Log("""{"step":1,"auc":0.7}""", """{"step":2,"auc":0.9}""", """{"step":3,"auc":0.8}""");
        var result = log.ResultAt(3, isEnd: true, [new Objective("auc", Goal.Maximize)], 0.75);
        Assert.Equal((0.8, 0.9, 2, 2), (result.FinalObjective, result.BestObjective, result.ReachedAt, result.ConvergedAt));
        Assert.Equal((null, null, null), (result.FinalLoss, result.FinalAccuracy, result.BestLoss));
    }

    [Fact]
    public void ResultAt_LastValueNotFinite_HasDivergedAndReachedNothing()
    {
        var result = Log("""{"step":1,"loss":0.1}""", """{"step":2,"loss":NaN}""").ResultAt(2, isEnd: true, [Objective.Loss], 0.3);
        Assert.True(result.Diverged);
        Assert.Equal((null, 0.1, null, null), (result.FinalObjective, result.BestObjective, result.ReachedAt, result.ConvergedAt));
        Assert.False(Log("""{"step":1,"loss":NaN}""", """{"step":2,"loss":1}""").ResultAt(2, isEnd: true, [Objective.Loss], null).Diverged);
    }

    [Fact]
    public void ResultAt_SaidToHaveDiverged_HoldsForTheEndAndNotForStopsBefore()
    {
        var log = Log("""{"step":10,"loss":1}""", """{"stop":"diverged"}""");
        Assert.False(log.ResultAt(10, isEnd: false, [Objective.Loss], null).Diverged);
        Assert.True(log.ResultAt(20, isEnd: false, [Objective.Loss], null).Diverged);
        Assert.True(log.ResultAt(10, isEnd: true, [Objective.Loss], null).Diverged);
        Assert.False(Log("""{"step":10,"loss":1}""", """{"stop":"early"}""").ResultAt(10, isEnd: true, [Objective.Loss], null).Diverged);
    }

    [Fact]
    public void ResultAt_ObjectiveMissing_NamesWhatWasSeen()
    {
        Assert.Contains("nothing was reported: print lines such as", Missing(Log(), 10), StringComparison.Ordinal);
        Assert.Contains("loss, the objective, was not reported, but accuracy, auc:", Missing(Log("""{"step":1,"accuracy":1,"auc":2}"""), 10), StringComparison.Ordinal);
        Assert.Contains("loss was not reported up to step 10, but later", Missing(Log("""{"step":11,"loss":1}"""), 10), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_StepThatDoesNotRise_IsRefused()
    {
        var log = Log("""{"step":5,"loss":1}""");
        Assert.Contains("does not rise above step 5", Refusal(log, """{"step":5,"accuracy":1}"""), StringComparison.Ordinal);
        Assert.Contains("does not rise above step 5", Refusal(log, """{"step":4,"loss":1}"""), StringComparison.Ordinal);
        Assert.Equal(ReportKind.Stop, log.Add("""{"stop":"early"}"""u8));
        Assert.Contains("stands after a stop", Refusal(log, """{"step":6,"loss":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_AfterAResume_GoesOnFromItsStep()
    {
        var log = new ReportLog(20);
        Assert.True(log.TakeUp("""{"step":10,"loss":3}"""u8));
        Assert.True(log.TakeUp("""{"step":20,"loss":2}"""u8));
        Assert.True(log.TakeUp("""{"checkpoint":"a","step":20}"""u8));
        Assert.False(log.TakeUp("""{"step":30,"loss":9}"""u8));
        Assert.Equal((20, new ReportedCheckpoint("a", 20)), (log.LastStep, log.Checkpoint));
        Assert.Contains("is of a step before 20", Refusal(log, """{"step":10,"loss":1}"""), StringComparison.Ordinal);
        Assert.Null(log.Add("""{"step":20,"loss":2}"""u8));
        Assert.Equal(ReportKind.Metrics, log.Add("""{"step":30,"loss":1}"""u8));
        Assert.Equal([3.0, 2, 1], log.ResultAt(30, isEnd: true, [Objective.Loss], null).Metrics[0].Values);
    }

    [Fact]
    public void ResultAt_AnyReports_AgreesWithTheDefinition() =>
        Gen.Select(Gen.Double[0, 1].Select(Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))).Array[1, 30], Gen.Double[0, 1], Gen.Int[1, 40], Gen.Bool)
            .Sample((points, target, step, maximize) =>
            {
                var values = points.Select(point => point.Item2 ? double.NaN : point.Item1).ToArray();
                var objective = new Objective("m", maximize ? Goal.Maximize : Goal.Minimize);
                var log = Log([.. values.Select((value, k) => FormattableString.Invariant($"{{\"step\":{k + 1},\"m\":{value:R}}}"))]);
                var result = log.ResultAt(step, isEnd: false, [objective], target);
                var upTo = values.Take(step).ToArray();
                var good = upTo.Select(value => objective.IsReached(value, target)).ToArray();
                int? reached = Array.IndexOf(good, true) is >= 0 and var first ? first + 1 : null;
                int? converged = good[^1] ? Array.LastIndexOf(good, false) + 2 : null;
                var finite = upTo.Where(double.IsFinite).ToArray();
                Assert.Equal(double.IsNaN(upTo[^1]), result.Diverged);
                Assert.Equal(result.Diverged ? (null, null) : (reached, converged), (result.ReachedAt, result.ConvergedAt));
                Assert.Equal(finite.Length == 0 ? null : maximize ? finite.Max() : finite.Min(), result.BestObjective);
                Assert.Equal(Math.Min(step, values.Length), result.TrainedIterations);
                Assert.Equal(upTo, result.Metrics[0].Values);
            });

    [Fact]
    public void Add_AMillionReports_AllocatesLittleMoreThanTheirPoints()
    {
        var log = new ReportLog();
        var line = new byte[100];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 1; step <= 1_000_000; step++)
        {
            System.Text.Unicode.Utf8.TryWrite(line, System.Globalization.CultureInfo.InvariantCulture, $"{{\"step\":{step},\"loss\":{1.0 / step},\"accuracy\":0.5}}", out var length);
            log.Add(line.AsSpan(0, length));
        }

        // Two metrics of 12 bytes a point, in arrays that double.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 24_000_000, 120_000_000);
    }

    private static ReportLog Log(params string[] lines)
    {
        var log = new ReportLog();
        foreach (var line in lines)
            log.Add(Encoding.UTF8.GetBytes(line));
        return log;
    }

    private static string Missing(ReportLog log, int step) =>
        Assert.Throws<ReportException>(() => log.ResultAt(step, isEnd: true, [Objective.Loss], null)).Message;

    private static string Refusal(ReportLog log, string line) => Assert.Throws<ReportException>(() => log.Add(Encoding.UTF8.GetBytes(line))).Message;
}
