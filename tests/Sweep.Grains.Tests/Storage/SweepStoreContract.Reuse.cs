using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly SweepSpec Circle = new(
        "circle",
        [
            PerceptronParameters.Patterns(Pattern.Circle),
            .. PerceptronParameters.All.Where(declared => declared.Default is not null)
                .Select(declared => new Parameter(declared.Name, declared.Kind, [declared.Default!.Value])),
        ]);

    [Fact]
    public async Task Reuse_ResultOfAnotherSweep_IsCopiedWithItsCurve()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        var trial = Samples.Completed(source, 3);
        await CommitAsync(trial, Samples.Completed(source, 4));
        Time.Advance(TimeSpan.FromMinutes(1));

        var copied = await Store.ReuseAsync(id, epoch, [Wanted(1, source, 3) with { Replicate = 5 }], Cancellation);

        Assert.Equal([new TrialRank(1, 2, 0.125)], copied);
        Assert.Equal(copied, await Store.ReuseAsync(id, epoch, [Wanted(1, source, 3)], Cancellation));
        var expected = (await ReadTrialsAsync(source))[0] with
        {
            SweepId = id,
            Trial = trial.Trial with { Number = 1, Replicate = 5 },
            Attempt = 1,
            StartedAt = Time.GetUtcNow(),
            FinishedAt = Time.GetUtcNow(),
            Origin = TrialOrigin.Reused,
        };
        Assert.Equal([expected], await ReadTrialsAsync(id));
        var (from, to) = (await CurvesAsync(source), await CurvesAsync(id));
        Assert.Equal((id, 1L, from[0].Every, from[0].LastIteration), (to[0].SweepId, to[0].Number, to[0].Every, to[0].LastIteration));
        Assert.Equal((IEnumerable<float>)[.. from[0].Loss, .. from[0].Accuracy], [.. to[0].Loss, .. to[0].Accuracy]);
        Assert.Equal(
            new TrialTotals(1, 0, 0, 0, 0, Time.GetUtcNow(), Reused: 1), await Store.TotalTrialsAsync(id, Cancellation));
        Assert.Equal(1L, Convert.ToInt64((await QueryAsync($"SELECT reached FROM pattern_convergence WHERE sweep_id = '{id:d}'"))[0][0], null));
    }

    [Fact]
    public async Task Reuse_WhatIsNoResultOfTheSame_IsNotCopied()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(
            Samples.Failed(source, 0), Samples.Completed(source, 1) with { State = TrialState.Pruned }, Samples.Completed(source, 2),
            Samples.Completed(source, 3), Samples.Completed(id, 9));
        await QueryAsync($"DELETE FROM loss_curves WHERE sweep_id = '{source:d}' AND number = 3");
        ReusableTrial[] wanted =
        [
            Wanted(0, source, 0), Wanted(1, source, 1), Wanted(2, source, 2) with { ContentKey = "another" }, Wanted(3, source, 3), Wanted(4, source, 4),
            Wanted(5, Guid.CreateVersion7(), 5), Wanted(6, id, 9),
        ];
        Assert.Empty(await Store.ReuseAsync(id, epoch, wanted, Cancellation));
        Assert.Empty(await Store.ReuseAsync(id, epoch, [], Cancellation));
        Assert.Equal([9], (await ReadTrialsAsync(id)).Select(row => row.Trial.Number));
    }

    [Fact]
    public async Task Reuse_NumbersThatHaveRows_AreLeftAsTheyAre()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync([.. Enumerable.Range(0, 3).Select(number => Samples.Completed(source, number))]);
        await CommitAsync(Samples.Completed(id, 0, 9, 8, 7), Samples.Failed(id, 1));
        var before = await ReadTrialsAsync(id);
        var copied = await Store.ReuseAsync(id, epoch, [.. Enumerable.Range(0, 3).Select(k => Wanted(k, source, k))], Cancellation);
        Assert.Equal([2], copied.Select(rank => rank.Number));
        Assert.Equal(before, (await ReadTrialsAsync(id))[..2]);
    }

    [Fact]
    public async Task Reuse_SeveralSources_TakesTheFirstThatHasIt()
    {
        var (id, epoch) = await OwnAsync();
        var (first, second) = ((await SubmitAsync()).Id, (await SubmitAsync()).Id);
        await CommitAsync(Samples.Failed(first, 0), Samples.Completed(second, 0, 0.5, 0.5, 0.5) with { Silo = "second" });
        await CommitAsync(Samples.Completed(first, 1) with { Silo = "first" }, Samples.Completed(second, 1) with { Silo = "second" });
        await Store.ReuseAsync(id, epoch, [Wanted(0, first, 0), Wanted(0, second, 0), Wanted(1, first, 1), Wanted(1, second, 1)], Cancellation);
        Assert.Equal(["second", "first"], (await ReadTrialsAsync(id)).Select(row => row.Silo));
        var curves = await CurvesAsync(id);
        Assert.Equal([0.5f, 0.5f, 0.5f], curves[0].Loss);
    }

    [Theory]
    [InlineData(SweepState.Running, 1)]
    [InlineData(SweepState.Paused, 0)]
    [InlineData(SweepState.Failed, 0)]
    [InlineData(SweepState.Completed, 0)]
    [InlineData(SweepState.Cancelled, 0)]
    public async Task Reuse_BySweepState_OnlyRunningOnesCopy(SweepState state, int expected)
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(source, 0));
        await Store.ChangeStateAsync(source, SweepState.Cancelled, null, Cancellation);
        await Store.ChangeStateAsync(id, state, null, Cancellation);
        Assert.Equal(expected, (await Store.ReuseAsync(id, epoch, [Wanted(0, source, 0)], Cancellation)).Count);
        Assert.Equal(expected, (await ReadTrialsAsync(id)).Count);
    }

    [Fact]
    public async Task Reuse_OwnerOfBefore_CopiesNothing()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(source, 0));
        await Store.TryAcquireAsync(id, "owner-b", TimeSpan.FromSeconds(30), "owner-a", Cancellation);
        Assert.Empty(await Store.ReuseAsync(id, epoch, [Wanted(0, source, 0)], Cancellation));
        Assert.Single(await Store.ReuseAsync(id, epoch + 1, [Wanted(0, source, 0)], Cancellation));
    }

    [Fact]
    public async Task Reuse_TwiceAtOnceBesideCommits_EachNumberComesFromOne()
    {
        var (id, epoch) = await OwnAsync(planned: 100);
        var source = (await SubmitAsync(planned: 100)).Id;
        await CommitAsync([.. Enumerable.Range(0, 100).Select(number => Samples.Completed(source, number))]);
        await using var other = await OpenAsync();
        var wanted = Enumerable.Range(0, 100).Select(number => Wanted(number, source, number)).ToList();
        var commits = Task.WhenAll(Enumerable.Range(0, 10).Select(
            k => other.CommitAsync([Samples.Completed(id, 9 * k), Samples.Completed(id, 9 * k + 1)], [], Cancellation)));
        var copied = await Task.WhenAll(Enumerable.Range(0, 10).Select(k => (k % 2 == 0 ? Store : other).ReuseAsync(
            id, epoch, wanted[(k / 2 * 20)..(k / 2 * 20 + 20)], Cancellation)));
        var committed = (await commits).SelectMany(outcomes => outcomes).Count(outcome => outcome == CommitOutcome.Committed);
        Assert.Equal(100, copied.SelectMany(ranks => ranks).Distinct().Count() + committed);
        Assert.Equal(100, (await ReadTrialsAsync(id)).Count);
        Assert.Equal(100, (await CurvesAsync(id)).Count);
    }

    [Fact]
    public async Task Reuse_SourceDeletedInTheMidst_LeavesNoRowWithoutCurve()
    {
        var (id, epoch) = await OwnAsync(planned: 1000);
        await using var other = await OpenAsync();
        for (var round = 0; round < 10; round++)
        {
            var source = (await SubmitAsync(planned: 1000)).Id;
            await CommitAsync([.. Enumerable.Range(0, 100).Select(number => Samples.Completed(source, number))]);
            var deleting = QueryAsync($"DELETE FROM sweeps WHERE id = '{source:d}'");
            var copied = await other.ReuseAsync(id, epoch, [.. Enumerable.Range(0, 100).Select(k => Wanted(100 * round + k, source, k))], Cancellation);
            await deleting;
            Assert.Contains(copied.Count, new[] { 0, 100 });
        }

        Assert.Equal((await ReadTrialsAsync(id)).Select(row => row.Trial.Number), (await CurvesAsync(id)).Select(curve => curve.Number));
    }

    [Fact]
    public async Task Reuse_RacingWithCancel_NothingAppearsOnceCancelled()
    {
        var (id, epoch) = await OwnAsync(planned: 1000);
        var source = (await SubmitAsync(planned: 1000)).Id;
        await CommitAsync([.. Enumerable.Range(0, 1000).Select(number => Samples.Completed(source, number))]);
        await using var other = await OpenAsync();
        var copies = Task.Run(
            async () =>
            {
                for (var number = 0; number < 1000; number++)
                    await Store.ReuseAsync(id, epoch, [Wanted(number, source, number)], Cancellation);
            },
            Cancellation);
        await PollAsync(async () => (await other.TotalTrialsAsync(id, Cancellation)).Rows >= 5);
        await other.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        var rows = (await other.TotalTrialsAsync(id, Cancellation)).Rows;
        await copies;
        Assert.Equal(rows, (await other.TotalTrialsAsync(id, Cancellation)).Rows);
    }

    [Fact]
    public async Task Reuse_TrialWithACheckpoint_EndsIt()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(source, 0));
        await Store.SaveCheckpointAsync(Checkpoint(id, 0, iteration: 2, from: 0, to: 2), Cancellation);
        Assert.Single(await Store.ReuseAsync(id, epoch, [Wanted(0, source, 0)], Cancellation));
        Assert.Empty(await Store.ReadCheckpointedAsync(id, Cancellation));
    }

    [Fact]
    public async Task Reuse_TriggerThatDropsCurves_IsNamed()
    {
        var (id, epoch) = await OwnAsync();
        var source = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(source, 0));
        await QueryAsync(RowTrigger("loss_curves", $"NEW.sweep_id = '{id:d}'", "drop"));
        var error = await Assert.ThrowsAsync<StoreException>(() => Store.ReuseAsync(id, epoch, [Wanted(0, source, 0)], Cancellation));
        Assert.Contains("the row of trial 0 in loss_curves was dropped", error.Message, StringComparison.Ordinal);
        Assert.Empty(await ReadTrialsAsync(id));
    }

    [Fact]
    public async Task ReuseSources_OtherSweepsWithRows_NewestFirst()
    {
        var complete = await SubmitSpecAsync(Circle);
        await CommitAsync(Samples.Completed(complete, 0));
        await Store.ChangeStateAsync(complete, SweepState.Completed, null, Cancellation);
        var failed = await SubmitSpecAsync(Circle);
        await CommitAsync(Samples.Failed(failed, 0));
        await Store.ChangeStateAsync(failed, SweepState.Completed, null, Cancellation);
        var running = await SubmitSpecAsync(Circle with { Target = 0.5 });
        await CommitAsync(Samples.Completed(running, 0));
        var empty = await SubmitSpecAsync(Circle);
        var otherNumerics = await SubmitSpecAsync(Circle, numerics: 2);
        await CommitAsync(Samples.Completed(otherNumerics, 0));
        await CommitAsync(Samples.Completed((await SubmitAsync()).Id, 0)); // No valid spec.

        Assert.Equal([(running, false), (failed, false), (complete, true)], await SourcesAsync(empty));
        Assert.Equal([(running, false), (failed, false)], await SourcesAsync(complete));
        Assert.Empty(await SourcesAsync(Guid.NewGuid()));
        Assert.Equal(0.5, (await Store.ReadReuseSourcesAsync(empty, Cancellation).FirstAsync(Cancellation)).Space.Spec.Target);
    }

    [Fact]
    public async Task ReuseSources_ManySweeps_AreReadPageByPage()
    {
        var ids = new List<Guid>();
        for (var k = 0; k < 45; k++)
        {
            ids.Add(await SubmitSpecAsync(Circle));
            await CommitAsync(Samples.Completed(ids[^1], 0));
        }

        Assert.Equal(ids.Order().Reverse(), (await SourcesAsync(await SubmitSpecAsync(Circle))).Select(source => source.Id));
    }

    protected static ReusableTrial Wanted(long number, Guid from, long fromNumber) => new(number, 2, from, fromNumber, $"{fromNumber:x16}");

    private Task<List<CurveRecord>> CurvesAsync(Guid id) => Store.ReadCurvesAsync(id, null, Cancellation).ToListAsync(Cancellation).AsTask();

    private async Task<Guid> SubmitSpecAsync(SweepSpec spec, int numerics = 1) =>
        (await Store.SubmitAsync(Samples.Sweep(planned: 1) with { CanonicalSpec = CanonicalSpec.ToJson(spec), Numerics = numerics }, Cancellation)).Id;

    private async Task<List<(Guid Id, bool IsComplete)>> SourcesAsync(Guid id) =>
        await Store.ReadReuseSourcesAsync(id, Cancellation).Select(source => (source.Id, source.IsComplete)).ToListAsync(Cancellation);
}
