using Sweep.Core.Scheduling;
using Sweep.Storage;

namespace Sweep.Grains.Tests.Storage;

/// <summary>What must hold of a store whose database was begun on an earlier schema.</summary>
internal static class EarlierSchemas
{
    /// <summary>The sweep of <see cref="EarlierRows"/> reads as it was written, and goes on to its end.</summary>
    public static async Task AssertGoesOnAsync(ISweepStore store, Guid sweep, CancellationToken cancellation)
    {
        var rows = await store.ReadTrialsAsync(sweep, cancellation).ToListAsync(cancellation);
        Assert.Equal([(0L, 0.125), (1L, null)], rows.Select(row => (row.Trial.Number, row.FinalLoss)));
        var curve = await store.ReadCurvesAsync(sweep, null, cancellation).SingleAsync(cancellation);
        Assert.Equal([0.7f, 0.25f, 0.125f], curve.Loss);
        Assert.Equal([0.5f, 0.51f, 0.52f], curve.Accuracy);
        Assert.Equal(2, (await store.ReadFinishedAsync(sweep, cancellation)).Frontier);

        var owned = await store.TryAcquireAsync(sweep, "owner", TimeSpan.FromMinutes(1), null, cancellation);
        Assert.True(owned.Acquired);
        var lease = Samples.Lease(sweep, owned.Sweep!.Epoch, new NumberRange(1, 4));
        Assert.True(await store.GrantLeasesAsync([lease], owned.Sweep.Epoch, cancellation));
        var outcomes = await store.CommitAsync([.. Enumerable.Range(0, 4).Select(number => Samples.Completed(sweep, number))], [lease.Id], cancellation);
        Assert.Equal([CommitOutcome.Duplicate, CommitOutcome.Committed, CommitOutcome.Committed, CommitOutcome.Committed], outcomes);
        Assert.True(await store.CompleteAsync(sweep, owned.Sweep.Epoch, cancellation));
        Assert.Equal(4, (await store.TotalTrialsAsync(sweep, cancellation)).Completed);
        Assert.Equal(4, await store.ReadCurvesAsync(sweep, null, cancellation).CountAsync(cancellation));
    }
}
