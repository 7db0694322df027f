using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly double[] Hard =
        [0.1, -0.0, 5e-324, double.MaxValue, -1.7976931348623157e308, 1.0 / 3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e-7];

    [Fact]
    public async Task Commit_MetricsOfATrainer_ReadBackToTheBit()
    {
        var id = (await SubmitAsync()).Id;
        MetricCurve[] metrics = [Metric("reward", Hard), Metric("f1/väl", 0.5), Metric("auc", 1, 2, 3)];
        var diverged = Measured(id, 4, metrics) with { LogTail = "epoch 1\nepoch 2", Diverged = true, FinalObjective = null };
        await CommitAsync(diverged, Samples.Completed(id, 5));
        await CommitAsync(Measured(id, 2, Metric("auc", 7)));

        var read = await MetricsAsync(id);
        Assert.Equal([(2, "auc"), (4, "auc"), (4, "f1/väl"), (4, "reward")], read.Select(metric => ((int)metric.Number, metric.Metric)));
        Assert.Equal(Hard.Select(BitConverter.DoubleToInt64Bits).Order(), read[3].Values.Select(BitConverter.DoubleToInt64Bits).Order());
        Assert.Equal(metrics[0].Steps, read[3].Steps);
        Assert.All(read, metric => Assert.Equal(id, metric.SweepId));
        var trial = (await ReadTrialsAsync(id))[1];
        Assert.Equal(("epoch 1\nepoch 2", true, null, 0.25), (trial.LogTail, trial.Diverged, trial.FinalObjective, trial.BestObjective));
        Assert.Equal([5], (await CurvesAsync(id)).Select(curve => curve.Number));
    }

    [Fact]
    public async Task Commit_Perceptrons_HaveTheLossAsObjectiveAndNoMetricRows()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(id, 0), Samples.Failed(id, 1));
        var (completed, failed) = ((await ReadTrialsAsync(id))[0], (await ReadTrialsAsync(id))[1]);
        Assert.Equal((completed.FinalLoss, completed.BestLoss, false), (completed.FinalObjective, completed.BestObjective, completed.Diverged));
        Assert.Equal((null, null, false), (failed.FinalObjective, failed.BestObjective, failed.Diverged));
        Assert.Empty(await MetricsAsync(id));
    }

    [Fact]
    public async Task ReadMetrics_OfSomeNumbers_GivesTheirsInOrder()
    {
        var id = (await SubmitAsync(5_000)).Id;
        await CommitAsync([.. Enumerable.Range(0, 1_200).Select(number => Measured(id, number, Metric("a", number), Metric("b", -number)))]);
        Assert.Equal(2_400, (await MetricsAsync(id)).Count);
        long[] wanted = [1_199, 3, 77, 3, 4_000];
        Assert.Equal(
            [(3, "a", 3.0), (3, "b", -3), (77, "a", 77), (77, "b", -77), (1_199, "a", 1_199), (1_199, "b", -1_199)],
            (await MetricsAsync(id, wanted)).Select(metric => ((int)metric.Number, metric.Metric, metric.Values[0])));
        Assert.Empty(await MetricsAsync(id, []));
        Assert.Equal(2_400, (await MetricsAsync(id, [.. Enumerable.Range(0, 1_200)])).Count);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6_000)]
    public async Task MetricPoints_OfAnyTrainer_HaveEveryValueOnce(int count)
    {
        var id = (await SubmitAsync()).Id;
        double[] values = [.. Hard, .. Enumerable.Range(Hard.Length, count).Select(k => 1.0 / k)];
        await CommitAsync(Measured(id, 0, Metric("auc", values)), Samples.Completed(id, 1, new double[values.Length]));
        count = values.Length;

        var rows = await QueryAsync($"SELECT metric, step, value FROM metric_points WHERE sweep_id = {Literal(id)} AND number = 0 ORDER BY step");
        Assert.Equal(values, rows.Select(row => row[2] is null ? double.NaN : Convert.ToDouble(row[2], null)));
        Assert.Equal(Enumerable.Range(0, count).Select(k => 3L * k), rows.Select(row => Convert.ToInt64(row[1], null)));
        rows = await QueryAsync(
            $"SELECT p.value, l.loss FROM metric_points p JOIN loss_points l ON l.sweep_id = p.sweep_id AND l.number = p.number AND l.iteration = p.step "
            + $"WHERE p.sweep_id = {Literal(id)} AND p.metric = 'loss' AND l.sweep_id = {Literal(id)}");
        Assert.Equal(count, rows.Count);
        Assert.All(rows, row => Assert.Equal(Convert.ToSingle(row[1], null), Convert.ToSingle(row[0], null)));
        var counted = await QueryAsync($"SELECT metric, count(*) FROM metric_points WHERE sweep_id = {Literal(id)} GROUP BY metric ORDER BY metric");
        Assert.Equal([("accuracy", (long)count), ("auc", count), ("loss", count)], counted.Select(row => ((string)row[0]!, Convert.ToInt64(row[1], null))));
    }

    [Fact]
    public async Task Reuse_TrialOfATrainer_IsCopiedWithItsMetrics()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(Measured(source, 3, Metric("auc", Hard), Metric("reward", 1)), Samples.Completed(source, 4));
        var copied = await Store.ReuseAsync(id, epoch, [Wanted(1, source, 3), Wanted(2, source, 4)], Cancellation);
        Assert.Equal([1, 2], copied.Select(rank => rank.Number));
        var (from, to) = (await MetricsAsync(source), await MetricsAsync(id));
        Assert.Equal([(1, "auc"), (1, "reward")], to.Select(metric => ((int)metric.Number, metric.Metric)));
        Assert.Equal(from.Select(metric => string.Join(' ', metric.Values)), to.Select(metric => string.Join(' ', metric.Values)));
        Assert.Equal(from.Select(metric => string.Join(' ', metric.Steps)), to.Select(metric => string.Join(' ', metric.Steps)));
        Assert.Equal([2], (await CurvesAsync(id)).Select(curve => curve.Number));
    }

    [Fact]
    public async Task CheckCurves_TrialWithMetricsInstead_IsWhole()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Measured(id, 0, Metric("auc", 1)), Samples.Completed(id, 1), Measured(id, 2, Metric("auc", 1)));
        await Store.CheckCurvesAsync(id, Cancellation);
        await QueryAsync($"DELETE FROM metric_curves WHERE sweep_id = {Literal(id)} AND number = 2");
        var damage = await Assert.ThrowsAsync<StoreException>(() => Store.CheckCurvesAsync(id, Cancellation));
        Assert.Contains("trial 2", damage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_TrialDeleted_GoWithIt()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Measured(id, 0, Metric("auc", 1)), Measured(id, 1, Metric("auc", 1)));
        await QueryAsync($"DELETE FROM trials WHERE sweep_id = {Literal(id)} AND number = 0");
        Assert.Equal([1], (await MetricsAsync(id)).Select(metric => metric.Number));
        await QueryAsync($"DELETE FROM sweeps WHERE id = {Literal(id)}");
        Assert.Empty(await QueryAsync($"SELECT 1 FROM metric_curves WHERE sweep_id = {Literal(id)}"));
    }

    [Fact]
    public async Task Commit_TrialOfACancelledSweep_LeavesNoMetrics()
    {
        var id = (await SubmitAsync()).Id;
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        Assert.Equal(CommitOutcome.Refused, await CommitOneAsync(Measured(id, 0, Metric("auc", 1))));
        Assert.Empty(await MetricsAsync(id));
    }

    [Fact]
    public async Task Commit_MetricTwice_IsADuplicateAndKeepsTheFirst()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Failed(id, 0));
        Assert.Equal(CommitOutcome.Committed, await CommitOneAsync(Measured(id, 0, Metric("auc", 1))));
        Assert.Equal(CommitOutcome.Duplicate, await CommitOneAsync(Measured(id, 0, Metric("auc", 2))));
        Assert.Equal("1", string.Join(' ', (await MetricsAsync(id)).Single().Values));
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("drop")]
    public async Task Commit_MetricThatATriggerDoesNotTake_IsTheRowsFault(string action)
    {
        var id = (await SubmitAsync()).Id;
        await QueryAsync(RowTrigger("metric_curves", "NEW.metric = 'auc'", action));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => CommitAsync(Measured(id, 0, Metric("f1", 1)), Measured(id, 1, Metric("auc", 1))));
        Assert.True(refusal.IsOfRow, refusal.Message);
        Assert.Equal(0, (await Store.TotalTrialsAsync(id, Cancellation)).Rows);
        Assert.Equal(CommitOutcome.Committed, await CommitOneAsync(Measured(id, 0, Metric("f1", 1))));
    }

    [Fact]
    public void With_CurveAndMetrics_KeepsLossAndAccuracyOnce()
    {
        var trial = Samples.Completed(Guid.Empty, 0);
        var result = new TrialResult { TrainedIterations = 3, Curve = trial.Curve, Metrics = [Metric("loss", 1), Metric("auc", 1), Metric("accuracy", 1)] };
        Assert.Equal(["auc"], trial.With(result).Metrics.Select(metric => metric.Metric));
        Assert.Equal(3, trial.With(result with { Curve = null }).Metrics.Count);
        Assert.Throws<ArgumentException>(() => trial.With(result with { Metrics = [Metric("", 1)] }));
    }

    [Fact]
    public async Task ReadMetrics_RowsThatSomebodyHasDamaged_AreTold()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync([.. Enumerable.Range(0, 4).Select(number => Measured(id, number, Metric("auc", 1, 2, 3)))]);
        foreach (var (number, damage) in DamagedMetrics)
            await QueryAsync($"UPDATE metric_curves SET {damage} WHERE sweep_id = {Literal(id)} AND number = {number}");
        await Assert.ThrowsAsync<StoreException>(() => MetricsAsync(id));
        List<RowDamage> found = [];
        Store.DamageFound = found.Add;
        Assert.Equal([3], (await MetricsAsync(id)).Select(metric => metric.Number));
        Assert.Equal([3], (await MetricsAsync(id, [0, 1, 2, 3])).Select(metric => metric.Number));
        Assert.Equal(6, found.Count);
        Assert.All(found, damage => Assert.Equal(("metric_curves", id), (damage.Table, damage.Sweep)));
    }

    /// <summary>Settings of the columns of <c>metric_curves</c> that Sweep never writes, of three numbers.</summary>
    protected virtual (int Number, string Damage)[] DamagedMetrics => [(0, "steps = '{0,3,NULL}'"), (1, "values = '{1,2}'"), (2, "steps = '{0,3,2}'")];

    private static MetricCurve Metric(string name, params double[] values) => new(name, [.. values.Select((_, k) => 3 * k)], values);

    private static FinishedTrial Measured(Guid sweep, long number, params MetricCurve[] metrics) => Samples.Failed(sweep, number) with
    {
        State = TrialState.Completed,
        Error = null,
        TrainedIterations = (int)Samples.Failed(sweep, number).Trial.Point[PerceptronParameters.Iterations].Whole,
        FinalObjective = 0.5,
        BestObjective = 0.25,
        Metrics = metrics,
    };

    private Task<List<MetricRecord>> MetricsAsync(Guid id, IReadOnlyCollection<long>? numbers = null) =>
        Store.ReadMetricsAsync(id, numbers, Cancellation).ToListAsync(Cancellation).AsTask();
}
