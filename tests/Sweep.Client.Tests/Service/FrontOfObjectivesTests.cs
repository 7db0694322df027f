using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.Service;

/// <summary>The front of a sweep whose spec has several objectives.</summary>
public sealed class FrontOfObjectivesTests : ResultBench
{
    private static readonly SweepSpec Spec = new("several", [Parameter.Of("size", 1, 2, 3, 4, 5), Parameter.Of("rate", 0.1)], Target: null)
    {
        Trainer = new TrainerSpec("mine"),
        Objectives = [new("auc", Goal.Maximize), new("size", Goal.Minimize), new("cost", Goal.Minimize)],
    };

    // By last values; 2 has the best value on its way, 3 has not reported its cost, 4 failed.
    private static readonly (double[] Auc, double? Cost)[] Reported = [([0.5, 0.7], 5), ([0.6, 0.9], 5), ([0.99, 0.8], 6), ([0.5, 0.95], null)];

    [Fact]
    public async Task Front_WithoutNames_IsThatOfTheLastValuesOfAllObjectives()
    {
        var sweep = await FilledAsync();
        var axes = FrontAxes.Preset(Spec);
        Assert.Equal([("auc", Goal.Maximize), ("size", Goal.Minimize), ("cost", Goal.Minimize)], axes.Select(axis => (axis.Name, axis.Goal)));
        var streamed = await FrontReader.ReadAsync(
            sweep, _store.ReadTrialsAsync(sweep.Id, _cancellation), _store.ReadMetricsAsync(sweep.Id, null, _cancellation), axes, [0, 10, 10],
            includePruned: false, _cancellation);
        var tabled = FrontReader.Read(sweep, await _service.TableAsync(sweep, _cancellation), axes, includePruned: false);

        Check(streamed);
        Check(tabled);
        Assert.True(streamed.Hypervolume > 0);
    }

    [Fact]
    public async Task Front_ReferenceInTheSpec_HasItsVolumeWhereObjectivesAloneAreWeighed()
    {
        var sweep = await FilledAsync(Spec with { Reference = [0, 10, 10] });
        var table = await _service.TableAsync(sweep, _cancellation);
        SweepFront Of(string names) => FrontReader.Read(sweep, table, FrontAxes.Read("axes", names, sweep.Spec).Require(), includePruned: false);

        // (0.9, 2, 5) and (0.7, 1, 5): 0.9 × 8 × 5, and of the other 0.7 × 1 × 5 beside it.
        var front = Of("auc,size,cost");
        Assert.Equal([0, 10, 10], front.Reference);
        Assert.Equal(39.5, front.Hypervolume!.Value, 9);
        Assert.Equal([10.0, 0], Of("size,auc").Reference);
        Assert.Null(Of("size:max,auc").Reference);
        Assert.Null(Of("size,train_seconds").Hypervolume);
        var own = await FrontReader.ReadAsync(
            sweep, _store.ReadTrialsAsync(sweep.Id, _cancellation), _store.ReadMetricsAsync(sweep.Id, null, _cancellation), FrontAxes.Preset(sweep.Spec),
            [0.5, 10, 10], includePruned: false, _cancellation);
        Assert.Equal([0.5, 10, 10], own.Reference);
    }

    [Fact]
    public void Usual_SeveralObjectives_AreTheFirstTwo()
    {
        Assert.Equal(["auc", "size"], FrontAxes.Usual(Spec).Select(axis => axis.Name));
        Assert.Equal(["auc", "train_seconds"], FrontAxes.Preset(Spec with { Objective = Spec.Objective }).Select(axis => axis.Name));
        Assert.Equal([Goal.Minimize, Goal.Maximize], FrontAxes.Read("axes", "cost,size:max", Spec).Require().Select(axis => axis.Goal));
    }

    private static void Check(SweepFront front)
    {
        Assert.Equal((3L, 1L), (front.Trials, front.WithoutValue));
        Assert.Equal([1L, 0], front.Points.Select(point => point.Number));
        Assert.Equal([[0.9, 2, 5], [0.7, 1, 5]], front.Points.Select(point => point.Values));
    }

    private async Task<SweepRecord> FilledAsync(SweepSpec? spec = null)
    {
        var sweep = await TestSweeps.SubmitAsync(_store, spec ?? Spec);
        await _store.CommitAsync(
            [.. Reported.Select((reported, number) => TrialOf(sweep, number, reported.Auc, reported.Cost)), TrialOf(sweep, 4, [], null)], [], _cancellation);
        return sweep;
    }

    private static FinishedTrial TrialOf(SweepRecord sweep, long number, double[] auc, double? cost)
    {
        var trial = sweep.Space.TrialAt(number);
        var finished = new FinishedTrial
        {
            SweepId = sweep.Id,
            Trial = trial,
            ContentKey = ContentKey.Of(Spec.Trainer, trial),
            State = auc.Length > 0 ? TrialState.Completed : TrialState.Failed,
            Attempt = 1,
            Silo = "silo",
            StartedAt = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
            FinishedAt = new(2026, 3, 1, 11, 0, 1, TimeSpan.Zero),
            TrainSeconds = 0.25,
            Error = auc.Length > 0 ? null : "broken",
        };
        return auc.Length == 0
            ? finished
            : finished with
            {
                TrainedIterations = auc.Length,
                FinalObjective = auc[^1],
                BestObjective = auc.Max(),
                Metrics = [new MetricCurve("auc", [1, 2], [.. auc]), .. cost is { } spent ? new[] { new MetricCurve("cost", [2], [spent]) } : []],
            };
    }
}
