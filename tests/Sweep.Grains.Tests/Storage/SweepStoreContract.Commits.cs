using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task Commit_CompletedTrial_ReadsBackWhole()
    {
        var id = (await SubmitAsync()).Id;
        var trial = Samples.Completed(id, 7, 0.7, 0.1, 1e-10) with { Origin = TrialOrigin.Prefix };
        Assert.Equal(CommitOutcome.Committed, await CommitOneAsync(trial));

        var expected = new TrialRecord
        {
            SweepId = id,
            Trial = Samples.Definition(7),
            ContentKey = "0000000000000007",
            State = TrialState.Completed,
            Attempt = 1,
            Silo = "silo-a",
            Slot = 1,
            StartedAt = Samples.Start,
            FinishedAt = Samples.Start.AddSeconds(1.5),
            TrainSeconds = 1.25,
            TrainedIterations = 3,
            FinalLoss = 1e-10,
            FinalAccuracy = 0.52,
            BestLoss = 1e-10,
            FinalObjective = 1e-10,
            BestObjective = 1e-10,
            ReachedAt = 2,
            ConvergedAt = 2,
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            Origin = TrialOrigin.Prefix,
        };
        Assert.Equal(expected, (await ReadTrialsAsync(id)).Single());
        var curve = await Store.ReadCurvesAsync(id, null, Cancellation).SingleAsync(Cancellation);
        Assert.Equal((id, 7, 1, 2), (curve.SweepId, curve.Number, curve.Every, curve.LastIteration));
        Assert.Equal([0.7f, 0.1f, 1e-10f], curve.Loss);
        Assert.Equal([0.5f, 0.51f, 0.52f], curve.Accuracy);
    }

    [Fact]
    public async Task Commit_FailedTrial_HasARowAndNoCurve()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Failed(id, 3));
        var row = (await ReadTrialsAsync(id)).Single();
        Assert.Equal((TrialState.Failed, "lost three times", null, 0), (row.State, row.Error, row.FinalLoss, row.TrainedIterations));
        Assert.Empty(await Store.ReadCurvesAsync(id, null, Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData(false, false, CommitOutcome.Duplicate, false)]
    [InlineData(false, true, CommitOutcome.Duplicate, false)]
    [InlineData(true, false, CommitOutcome.Committed, false)]
    [InlineData(true, true, CommitOutcome.Duplicate, true)]
    public async Task Commit_SecondTime_OnlyAResultReplacesAFailure(bool firstFails, bool secondFails, CommitOutcome expected, bool failedAtTheEnd)
    {
        var id = (await SubmitAsync()).Id;
        var first = firstFails ? Samples.Failed(id, 1) : Samples.Completed(id, 1);
        var second = (secondFails ? Samples.Failed(id, 1) : Samples.Completed(id, 1)) with { Silo = "second" };
        await CommitAsync(first);
        Assert.Equal(expected, await CommitOneAsync(second));

        var row = (await ReadTrialsAsync(id)).Single();
        Assert.Equal(expected == CommitOutcome.Committed ? "second" : first.Silo, row.Silo);
        Assert.Equal((failedAtTheEnd, failedAtTheEnd), (row.State == TrialState.Failed, row.Error is not null));
        Assert.Equal(failedAtTheEnd ? 0 : 1, await Store.ReadCurvesAsync(id, null, Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Commit_SameNumberTwiceInOneBatch_FirstWins()
    {
        var id = (await SubmitAsync()).Id;
        var outcomes = await CommitAsync(
            Samples.Completed(id, 1, 0.5), Samples.Completed(id, 1, 0.25), Samples.Failed(id, 2), Samples.Completed(id, 2), Samples.Completed(id, 0));
        Assert.Equal(
            [CommitOutcome.Committed, CommitOutcome.Duplicate, CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.Committed], outcomes);
        var rows = await ReadTrialsAsync(id);
        Assert.Equal([0, 1, 2], rows.Select(row => row.Trial.Number));
        Assert.Equal((0.5, TrialState.Completed), (rows[1].FinalLoss, rows[2].State));
    }

    [Theory]
    [InlineData(SweepState.Paused, CommitOutcome.Committed)]
    [InlineData(SweepState.Failed, CommitOutcome.Committed)]
    [InlineData(SweepState.Completed, CommitOutcome.Committed)]
    [InlineData(SweepState.Cancelled, CommitOutcome.Refused)]
    public async Task Commit_BySweepState_OnlyCancelledRefuses(SweepState state, CommitOutcome expected)
    {
        var id = (await SubmitAsync()).Id;
        var other = (await SubmitAsync()).Id;
        await Store.ChangeStateAsync(id, state, null, Cancellation);
        Assert.Equal([expected, CommitOutcome.Committed], await CommitAsync(Samples.Completed(id, 0), Samples.Completed(other, 0)));
        Assert.Equal(expected == CommitOutcome.Committed, (await ReadTrialsAsync(id)).Count == 1);
    }

    [Fact]
    public async Task Commit_UnknownSweep_IsRefused() =>
        Assert.Equal(CommitOutcome.Refused, await CommitOneAsync(Samples.Completed(Guid.CreateVersion7(), 0)));

    [Fact]
    public async Task Commit_RacingWithCancel_NothingAppearsOnceCancelled()
    {
        var id = (await SubmitAsync(planned: 1000)).Id;
        await using var other = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var commits = Task.Run(
            async () =>
            {
                for (long number = 0; !stop.IsCancellationRequested; number++)
                    await Store.CommitAsync([Samples.Completed(id, number)], [], Cancellation);
            },
            Cancellation);
        await PollAsync(async () => (await other.TotalTrialsAsync(id, Cancellation)).Rows >= 5);
        await other.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        var rows = (await other.TotalTrialsAsync(id, Cancellation)).Rows;
        await Store.CommitAsync([Samples.Completed(id, 999)], [], Cancellation);
        await stop.CancelAsync();
        await commits;
        Assert.Equal(rows, (await other.TotalTrialsAsync(id, Cancellation)).Rows);
    }

    [Fact]
    public async Task Commit_FromTwoStoresAtOnce_EachNumberIsCommittedOnce()
    {
        var id = (await SubmitAsync(planned: 200)).Id;
        await using var other = await OpenAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(k => (k % 2 == 0 ? Store : other).CommitAsync(
            [.. Enumerable.Range(k / 2 * 10, 20).Select(number => Samples.Completed(id, number))], [], Cancellation)));
        Assert.Equal(110, outcomes.SelectMany(outcome => outcome).Count(outcome => outcome == CommitOutcome.Committed));
        Assert.Equal(Enumerable.Range(0, 110).Select(number => (long)number), (await ReadTrialsAsync(id)).Select(row => row.Trial.Number));
    }

    [Fact]
    public async Task Commit_EndedLeases_GoInTheSameTransaction()
    {
        var (id, epoch) = await OwnAsync();
        var (ended, kept) = (Samples.Lease(id, epoch, new NumberRange(0, 1)), Samples.Lease(id, epoch, new NumberRange(1, 2)));
        await Store.GrantLeasesAsync([ended], epoch, Cancellation);
        await Store.GrantLeasesAsync([kept], epoch, Cancellation);
        await Store.CommitAsync([Samples.Completed(id, 0)], [ended.Id], Cancellation);
        Assert.Equal(kept.Id, (await Store.ReadLeasesAsync(id, Cancellation)).Single().Id);
        Assert.Empty(await Store.CommitAsync([], [kept.Id], Cancellation));
        Assert.Empty(await Store.ReadLeasesAsync(id, Cancellation));
    }

    [Fact]
    public async Task Commit_ThinnedCurve_KeepsItsIterations()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(id, 0, new LossCurve(10, 24, 3, new[] { 3, 2, 1, 0.5 }, new[] { 0, 1, 2, 3 })));
        var curve = await Store.ReadCurvesAsync(id, null, Cancellation).SingleAsync(Cancellation);
        Assert.Equal([0, 10, 20, 24], Enumerable.Range(0, 4).Select(curve.IterationAt));
        Assert.Equal([0, 1 / 3f, 2 / 3f, 1], curve.Accuracy);
    }

    protected static async Task PollAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "the condition did not come true within 30 s");
            await Task.Delay(5, Cancellation);
        }
    }
}
