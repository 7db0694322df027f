using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Service.Answers;
using Sweep.Service.Browsing;
using Sweep.Service.Sweeps;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Client.Tests.Service;

/// <summary>Trials that are trained again for who looks at what they have learnt.</summary>
public sealed class RetrainTests : ResultBench
{
    [Theory]
    [InlineData(TrialState.Completed, 300)]
    [InlineData(TrialState.Pruned, 120)]
    public async Task Retrain_WhateverEndedWithAResult_GivesTheSameBitsAndCountsAllSamples(TrialState state, int iterations)
    {
        var sweep = await SubmitAsync(iterations: 300, samples: 5000);
        var trained = (await _service.RetrainAsync(sweep, Train(sweep, iterations) with { State = state }, _cancellation)).Require();

        Assert.True(trained.IsAsStored);
        Assert.Equal((5000, 4000), (trained.Confusion.Samples, trained.Shown.Samples));
        Assert.Equal(["x₁", "x₂"], trained.Axes);
        var (shown, plane) = (trained.Shown, trained.Plane!);
        Assert.Equal((-1, 1, -1, 1), (plane.Left, plane.Right, plane.Bottom, plane.Top));

        // What the plane says near a sample is what is predicted of it, but beside the line.
        var step = 2.0 / (plane.Nodes - 1);
        var agreeing = Enumerable.Range(0, shown.Samples).Count(k =>
        {
            var near = plane.Value((int)Math.Round((shown.Columns[0][k] + 1) / step), (int)Math.Round((shown.Columns[1][k] + 1) / step));
            return Confusion.KindOf(shown.Labels[k], near) == trained.Kinds[k];
        });
        Assert.True(agreeing > 0.97 * shown.Samples, $"{agreeing} of {shown.Samples}");
    }

    [Fact]
    public async Task Retrain_RowThatWasChanged_SaysThatItIsNotTheSame()
    {
        var sweep = await SubmitAsync(iterations: 20, samples: 30);
        var trial = Train(sweep, 20);
        foreach (var changed in (TrialRecord[])[
            trial with { FinalLoss = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(trial.FinalLoss!.Value) + 1) },
            trial with { FinalAccuracy = 0 }, trial with { BestLoss = null }])
            Assert.False((await _service.RetrainAsync(sweep, changed, _cancellation)).Require().IsAsStored);
    }

    [Fact]
    public async Task Retrain_WhoeverGoesAway_StopsItAndLetsTheNextIn()
    {
        // Hours of work: nothing but its reader's going ends it.
        var retrainer = new TrialRetrainer(_store, mostCost: double.PositiveInfinity);
        var sweep = await SubmitAsync(iterations: 1_000_000_000, samples: 10_000);
        var trial = Train(sweep, 1);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var first = retrainer.RetrainAsync(sweep, trial with { TrainedIterations = 1_000_000_000 }, gone.Token);
        var second = retrainer.RetrainAsync(sweep, trial, _cancellation);
        Assert.False(second.IsCompleted);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).Require().IsAsStored);
    }

    [Fact]
    public async Task Check_WhatIsNotTrainedAgain_SaysWhy()
    {
        var sweep = await SubmitAsync(iterations: 1_000_000, samples: 10_000);
        var trial = Train(sweep, 1);
        Assert.Null(RetrainRules.Check(sweep, trial));
        Assert.Equal(
            "samples × iterations: 10,000 × 1,000,000 is too much to be trained while somebody waits, with 4 hidden units 10 times as much as is; train it by its command",
            RetrainRules.Check(sweep, trial with { TrainedIterations = 1_000_000 })?.ToString());
        Assert.StartsWith("numerics: 1 is not ", RetrainRules.Check(sweep with { Numerics = 1 }, trial)?.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("state: failed ", RetrainRules.Check(sweep, trial with { State = TrialState.Failed })?.ToString(), StringComparison.Ordinal);

        var wide = await SubmitAsync(iterations: 2, samples: 10_000_000);
        Assert.StartsWith(
            "samples: 10,000,000 takes ",
            RetrainRules.Check(wide, trial with { Trial = wide.Space.TrialAt(0), TrainedIterations = 2 })?.ToString(), StringComparison.Ordinal);
        var refused = (await _service.RetrainAsync(sweep with { Numerics = 1 }, trial, _cancellation)).Refusal;
        Assert.Equal(RefusalKind.NotAllowed, refused?.Kind);
    }

    private Task<SweepRecord> SubmitAsync(int iterations, int samples)
    {
        var every = Math.Max(1, iterations / 1000);
        return TestSweeps.SubmitAsync(_store, TestSweeps.Grid("retrained", [Pattern.Circle], [iterations], [samples], replicates: 1, every));
    }

    /// <summary>The first trial as a silo would have committed it after so many iterations.</summary>
    private static FinishedTrial Train(SweepRecord sweep, int iterations)
    {
        var trial = sweep.Space.TrialAt(0);
        var plan = PerceptronTrainer.PlanOf(trial, sweep.Spec.Objective, sweep.Spec.Target, sweep.Spec.RecordEvery, data: null);
        using var run = new TrainingRun(plan with { Point = plan.Point with { Iterations = iterations } });
        run.Advance(iterations, TestContext.Current.CancellationToken);
        return new FinishedTrial
        {
            SweepId = sweep.Id,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = 1,
            Silo = "silo",
            StartedAt = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
            FinishedAt = new(2026, 3, 1, 11, 0, 1, TimeSpan.Zero),
        }
        .With(run.Result().ToTrialResult());
    }
}
