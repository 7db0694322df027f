using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Checkpoints;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    [Fact]
    public async Task SaveCheckpoint_TwoInTurn_AppendsTheCurve()
    {
        var (id, _) = await OwnAsync();
        Assert.Equal(3, await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 30, from: 0, to: 3), Cancellation));
        Assert.Equal(5, await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 50, from: 3, to: 5), Cancellation));
        var stored = (await Store.ReadCheckpointAsync(id, 4, Cancellation))!;
        Assert.Equal((1, 50, 5.0), (stored.Attempt, stored.Iteration, stored.TrainSeconds));
        Assert.Equal([50], stored.State);
        Assert.Equal([0.0, 1, 2, 3, 4], LossOf(stored));
        Assert.Equal([0, 3], stored.Curve.Select(bytes => CurveSegment.FromBytes(bytes).Start));
        Assert.Equal([4], await Store.ReadCheckpointedAsync(id, Cancellation));
        Assert.Null(await Store.ReadCheckpointAsync(id, 5, Cancellation));
    }

    [Fact]
    public async Task SaveCheckpoint_PointsThatAreThere_AreNotWrittenAgain()
    {
        var (id, _) = await OwnAsync();
        await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 30, from: 0, to: 3), Cancellation);
        Assert.Equal(6, await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 60, from: 0, to: 6), Cancellation));
        var stored = (await Store.ReadCheckpointAsync(id, 4, Cancellation))!;
        Assert.Equal([0, 3], stored.Curve.Select(bytes => CurveSegment.FromBytes(bytes).Start));
        Assert.Equal([0.0, 1, 2, 3, 4, 5], LossOf(stored));
    }

    [Theory]
    [InlineData(30, 0, 3)] // As far as what is stored.
    [InlineData(20, 0, 2)]
    [InlineData(90, 7, 9)] // Points are missing in between.
    public async Task SaveCheckpoint_BehindOrWithAGap_ChangesNothingAndTellsWhatIsThere(int iteration, int from, int to)
    {
        var (id, _) = await OwnAsync();
        await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration: 30, from: 0, to: 3), Cancellation);
        Assert.Equal(3, await Store.SaveCheckpointAsync(Checkpoint(id, 4, iteration, from, to), Cancellation));
        Assert.Equal(30, (await Store.ReadCheckpointAsync(id, 4, Cancellation))!.Iteration);
        Assert.Equal(0, await Store.SaveCheckpointAsync(Checkpoint(id, 5, 90, 7, 9), Cancellation));
        Assert.Null(await Store.ReadCheckpointAsync(id, 5, Cancellation));
    }

    [Fact]
    public async Task SaveCheckpoint_FinishedTrialOrCancelledSweep_IsRefused()
    {
        var (id, _) = await OwnAsync();
        await CommitAsync(Samples.Completed(id, 4));
        Assert.Null(await Store.SaveCheckpointAsync(Checkpoint(id, 4, 30, 0, 3), Cancellation));
        await Store.SaveCheckpointAsync(Checkpoint(id, 5, 30, 0, 3), Cancellation);
        await Store.ChangeStateAsync(id, SweepState.Cancelled, null, Cancellation);
        Assert.Null(await Store.SaveCheckpointAsync(Checkpoint(id, 5, 60, 0, 6), Cancellation));
        Assert.Null(await Store.SaveCheckpointAsync(Checkpoint(Guid.NewGuid(), 5, 60, 0, 6), Cancellation));
        Assert.Null(await Store.ReadCheckpointAsync(id, 5, Cancellation));
    }

    [Fact]
    public async Task Commit_TrialWithACheckpoint_DeletesItAndItsCurve()
    {
        var (id, _) = await OwnAsync();
        await Store.SaveCheckpointAsync(Checkpoint(id, 4, 30, 0, 3), Cancellation);
        await Store.SaveCheckpointAsync(Checkpoint(id, 5, 30, 0, 3), Cancellation);
        await CommitAsync(Samples.Completed(id, 3), Samples.Completed(id, 4));
        Assert.Null(await Store.ReadCheckpointAsync(id, 4, Cancellation));
        Assert.Equal([5], await Store.ReadCheckpointedAsync(id, Cancellation));
        Assert.Equal(1L, Convert.ToInt64((await QueryAsync("SELECT count(*) FROM checkpoint_curves"))[0][0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task DiscardCheckpoint_ThenSave_StartsAnew()
    {
        var (id, _) = await OwnAsync();
        await Store.SaveCheckpointAsync(Checkpoint(id, 4, 60, 0, 6), Cancellation);
        await Store.DiscardCheckpointAsync(id, 4, Cancellation);
        Assert.Null(await Store.ReadCheckpointAsync(id, 4, Cancellation));
        Assert.Equal(2, await Store.SaveCheckpointAsync(Checkpoint(id, 4, 20, 0, 2), Cancellation));
    }

    [Fact]
    public async Task EndLeases_CheckpointOfThatLease_CountsAsProgress()
    {
        var (id, epoch) = await OwnAsync();
        for (var k = 0; k < 3; k++)
        {
            var lease = Samples.Lease(id, epoch, new NumberRange(4, 6)) with { Alone = true };
            await Store.GrantLeasesAsync([lease], epoch, Cancellation);
            if (k == 1)
                await Store.SaveCheckpointAsync(Checkpoint(id, 4, 30, 0, 3) with { LeaseId = lease.Id }, Cancellation);
            await Store.EndLeasesAsync([lease.Id], SiloLost, Cancellation);
        }

        var losses = await Store.ReadLossesAsync(id, Cancellation);
        Assert.Equal(new TrialLosses(3, 3, DeathsWithoutProgress: 1, DeathsAlone: 1), losses[4]);
        Assert.Equal(new TrialLosses(3, 3, DeathsWithoutProgress: 3, DeathsAlone: 3), losses[5]);
    }

    [Fact]
    public async Task LoseTrials_SomeOfALease_KeepsTheLease()
    {
        var (id, epoch) = await OwnAsync();
        var lease = Samples.Lease(id, epoch, new NumberRange(0, 5));
        await Store.GrantLeasesAsync([lease], epoch, Cancellation);
        await CommitAsync(Samples.Completed(id, 1));
        await Store.LoseTrialsAsync(lease.Id, [1, 2], new LeaseLoss(LossCause.TrialLost, "evicted"), Cancellation);
        await Store.LoseTrialsAsync(Guid.NewGuid(), [3], SiloLost, Cancellation);
        Assert.Equal([(2, 1)], await LostAsync(id));
        Assert.Single(await Store.ReadLeasesAsync(id, Cancellation));
        Assert.Equal([1], await Store.ReadFinishedAmongAsync(id, [0, 1, 2], Cancellation));
    }

    [Fact]
    public async Task RenewLeases_OfSomeSilos_PutsOffTheirExpiry()
    {
        var (id, epoch) = await OwnAsync();
        var one = Samples.Lease(id, epoch, new NumberRange(0, 5));
        var two = Samples.Lease(id, epoch, new NumberRange(5, 6)) with { Silo = SiloKey.Parse("silo-b") };
        await Store.GrantLeasesAsync([one], epoch, Cancellation);
        await Store.GrantLeasesAsync([two], epoch, Cancellation);
        await Store.RenewLeasesAsync(id, ["silo-b", "silo-c"], two.ExpiresAt.AddMinutes(1), Cancellation);
        var leases = (await Store.ReadLeasesAsync(id, Cancellation)).ToDictionary(lease => lease.Silo.ToString(), lease => lease.ExpiresAt);
        Assert.Equal((one.ExpiresAt, two.ExpiresAt.AddMinutes(1)), (leases["silo-a"], leases["silo-b"]));
    }

    private static CheckpointRecord Checkpoint(Guid sweep, long number, int iteration, int from, int to) => new(
        sweep, number, Guid.NewGuid(), Attempt: 1, iteration, TrainSeconds: to, State: [(byte)iteration],
        new CurveSegment(from, [.. Enumerable.Range(from, to - from).Select(k => (double)k)], [.. Enumerable.Range(from, to - from)]));

    private static double[] LossOf(StoredCheckpoint stored) => [.. stored.Curve.SelectMany(bytes => CurveSegment.FromBytes(bytes).Loss)];
}
