using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    /// <summary>Of few values, so that points come twice.</summary>
    private static SearchSpace SampledSpace() => new(new SweepSpec(
        "sampled",
        [
            PerceptronParameters.Patterns(Pattern.Circle, Pattern.Diamond),
            PerceptronParameters.LearningRates(0.001, 0.002),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, 4, 8),
            PerceptronParameters.Counts(PerceptronParameters.Samples, 1),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, 4),
        ],
        Replicates: 2)
    {
        Sampler = SamplerDeclarations.Find("random")!.Preset().With(SamplerSpec.TrialsOption, 40),
    });

    private static FinishedTrial Sampled(Guid id, TrialDefinition trial)
    {
        var iterations = (int)trial.Point[PerceptronParameters.Iterations].Whole;
        return Samples.Completed(id, trial.Number) with
        {
            Trial = trial,
            TrainedIterations = iterations,
            ReachedAt = trial.Replicate == 0 && trial.Point[PerceptronParameters.Pattern].Text == "circle" ? iterations - 1 : null,
            ConvergedAt = null,
            BestObjective = 1.0 / iterations + trial.Point[PerceptronParameters.LearningRate].Real + trial.Replicate,
        };
    }

    [Fact]
    public async Task ReadFinished_NoRows_IsNothingWhateverTheFrontierSays()
    {
        var (id, epoch) = await OwnAsync();
        await AssertFinishedAsync(id, 0);
        await Store.RenewAsync(id, epoch, 4, Term, Cancellation);
        await AssertFinishedAsync(id, 0);
    }

    [Fact]
    public async Task ReadFinished_RowsDeletedBelowTheFrontier_AreNotFinished()
    {
        var (id, epoch) = await OwnAsync();
        await CommitAsync([.. Enumerable.Range(0, 7).Select(number => Samples.Completed(id, number))]);
        await Store.RenewAsync(id, epoch, 7, Term, Cancellation);
        await AssertFinishedAsync(id, 7);
        await QueryAsync("DELETE FROM trials WHERE number IN (2, 4)");
        await AssertFinishedAsync(id, 2, new NumberRange(3, 4), new NumberRange(5, 7));
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(1_000_000)]
    public async Task ReadFinished_FrontierWrittenByHand_IsThatOfTheRows(long frontier)
    {
        var (id, _) = await OwnAsync();
        await CommitAsync([.. Enumerable.Range(0, 4).Select(number => Samples.Completed(id, number))]);
        await QueryAsync($"UPDATE sweeps SET frontier = {frontier}");
        await AssertFinishedAsync(id, 4);
    }

    [Fact]
    public async Task RowsBeyondThePlan_AreInNoSumAndDoNotHinderCompletion()
    {
        var (id, epoch) = await OwnAsync(planned: 2);
        await CommitAsync(Samples.Completed(id, 0), Samples.Completed(id, 2), Samples.Failed(id, 7));
        Assert.False(await Store.CompleteAsync(id, epoch, Cancellation));
        await CommitAsync(Samples.Completed(id, 1));
        await AssertFinishedAsync(id, 2);
        var totals = await Store.TotalTrialsAsync(id, Cancellation);
        Assert.Equal((2, 2, 0, 2), (totals.Rows, totals.Completed, totals.Failed, totals.BeyondPlan));
        Assert.True(await Store.CompleteAsync(id, epoch, Cancellation));
    }

    [Fact]
    public async Task ReadFinished_Gaps_FoldToRuns()
    {
        var (id, epoch) = await OwnAsync();
        await CommitAsync([.. new long[] { 9, 0, 1, 2, 4, 5, 7 }.Select(number => Samples.Completed(id, number))]);
        var above = new[] { new NumberRange(4, 6), new NumberRange(7, 8), new NumberRange(9, 10) };
        await AssertFinishedAsync(id, 3, above);
        await Store.RenewAsync(id, epoch, 2, Term, Cancellation);
        await AssertFinishedAsync(id, 3, above);
    }

    [Fact]
    public async Task Totals_Rows_SumByState()
    {
        var id = (await SubmitAsync()).Id;
        Assert.Equal(new TrialTotals(0, 0, 0, 0, 0, null), await Store.TotalTrialsAsync(id, Cancellation));
        await CommitAsync(
            Samples.Completed(id, 0), Samples.Completed(id, 1), Samples.Completed(id, 2) with { State = TrialState.Pruned }, Samples.Failed(id, 3));
        Assert.Equal(new TrialTotals(2, 1, 1, 4.25, 9, Samples.Start.AddSeconds(2)), await Store.TotalTrialsAsync(id, Cancellation));
        await CommitAsync(
            Samples.Completed(id, 4) with { Origin = TrialOrigin.Prefix }, Samples.Completed(id, 5) with { Origin = TrialOrigin.Reused },
            Samples.Completed(id, 6) with { Origin = TrialOrigin.Reused });
        Assert.Equal(
            new TrialTotals(5, 1, 1, 4.25, 9, Samples.Start.AddSeconds(2), Prefix: 1, Reused: 2), await Store.TotalTrialsAsync(id, Cancellation));
    }

    [Fact]
    public async Task Read_ManyPages_EveryRowOnceInOrder()
    {
        const int Count = 2_345;
        var id = (await SubmitAsync(Count)).Id;
        var other = (await SubmitAsync(Count)).Id;
        foreach (var numbers in Enumerable.Range(0, Count).Reverse().Chunk(500))
        {
            await CommitAsync([.. numbers.Select(number => number % 5 == 0 ? Samples.Failed(id, number) : Samples.Completed(id, number))]);
            await CommitAsync(Samples.Completed(other, numbers[0]));
        }

        var all = Enumerable.Range(0, Count).Select(number => (long)number).ToList();
        var withResult = all.Where(number => number % 5 != 0).ToList();
        Assert.Equal(all, (await ReadTrialsAsync(id)).Select(row => row.Trial.Number));
        Assert.Equal(withResult, await Store.ReadRanksAsync(id, 0, Cancellation).Select(row => row.Number).ToListAsync(Cancellation));
        Assert.Equal(withResult, await Store.ReadCurvesAsync(id, null, Cancellation).Select(row => row.Number).ToListAsync(Cancellation));
        await AssertFinishedAsync(id, Count);
    }

    [Fact]
    public async Task ReadRanks_Row_HasWhatTheBestTrialIsFoundBy()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(id, 4, 0.5, 0.25));
        Assert.Equal(new TrialRank(4, 2, 0.25), await Store.ReadRanksAsync(id, 0, Cancellation).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task ReadRuns_SettingWithShorterTrialsAndReplicates_TheLongestOfEachReplicate()
    {
        var id = (await SubmitAsync()).Id;
        FinishedTrial Run(uint replicate, int iterations, int samples = 1, int? trained = null) => new ViewTrial(
            Pattern.Circle, 1, samples, iterations, replicate, trained ?? iterations, 0, TrialState.Completed).ToFinished(id);
        FinishedTrial[] all = [Run(1, 3), Run(1, 8), Run(0, 8), Run(0, 3), Run(2, 3), Run(2, 8, trained: 2), Run(0, 8, samples: 2)];
        await CommitAsync(all);
        var number = all[0].Trial.Number;
        Assert.Equal(
            [all[2].Trial.Number, all[1].Trial.Number, all[4].Trial.Number],
            await Store.ReadRunsAsync(id, ViewTrial.Space, number, most: 24, Cancellation));
        Assert.Equal(
            [all[2].Trial.Number, all[1].Trial.Number],
            await Store.ReadRunsAsync(id, ViewTrial.Space, number, most: 2, Cancellation));
        Assert.Empty(await Store.ReadRunsAsync(id, ViewTrial.Space,
            ViewTrial.Space.NumberOf(all[0].Trial.Point.With(PerceptronParameters.LearningRate, 0.002), 0),
            most: 24, Cancellation));
    }

    [Theory]
    [InlineData(PerceptronParameters.Pattern)]
    [InlineData(PerceptronParameters.LearningRate)]
    [InlineData(PerceptronParameters.Iterations)]
    public async Task ReadSettings_SampledSpace_HaveEachPointOnce(string by)
    {
        var space = SampledSpace();
        var id = (await SubmitAsync(space.PlannedTrials)).Id;
        FinishedTrial[] all = [.. Enumerable.Range(0, (int)space.PlannedTrials).Select(number => Sampled(id, space.TrialAt(number)))];
        await CommitAsync(all);
        Assert.InRange(all.DistinctBy(trial => trial.Trial.Point).Count(), 2, (int)space.PlannedTrials / 4);
        var ranking = new Ranking(space.Spec);
        var outcomes = all.Select(one => new TrialOutcome(one.Trial.Point, one.Trial.Replicate, one.TrainedIterations, one.ReachedAt, one.BestObjective!.Value)
        {
            FirstNumber = one.Trial.Number - one.Trial.Replicate,
        });
        Assert.Equal(
            ConvergenceTable.Build(outcomes, by, ranking),
            ConvergenceTable.Build(await Store.ReadSettingsAsync(id, space, by, includePruned: false, Cancellation), by, ranking));
    }

    [Fact]
    public async Task ReadRuns_SampledSpace_AreTheReplicatesOfThePoint()
    {
        var space = SampledSpace();
        var id = (await SubmitAsync(space.PlannedTrials)).Id;
        await CommitAsync([.. Enumerable.Range(0, (int)space.PlannedTrials).Select(number => Sampled(id, space.TrialAt(number)))]);
        Assert.Equal([6, 7], await Store.ReadRunsAsync(id, space, 7, most: 24, Cancellation));
    }

    [Fact]
    public async Task ReadCurves_GivenNumbers_OnlyThose()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync([.. Enumerable.Range(0, 6).Select(number => Samples.Completed(id, number))]);
        Assert.Equal([1, 4], await Store.ReadCurvesAsync(id, [4, 1, 9, 4], Cancellation).Select(row => row.Number).ToListAsync(Cancellation));
        Assert.Empty(await Store.ReadCurvesAsync(id, [], Cancellation).ToListAsync(Cancellation));
    }
}
