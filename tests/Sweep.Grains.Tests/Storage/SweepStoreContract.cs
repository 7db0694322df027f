using Microsoft.Extensions.Time.Testing;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

/// <summary>What every store must do. A store's own test class says only how to make one that is empty or whose sweeps are others'.</summary>
public abstract partial class SweepStoreContract : IAsyncLifetime
{
    protected FakeTimeProvider Time { get; } = new(Samples.Start);

    protected ISweepStore Store { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Store = await OpenAsync();
        await Store.MigrateAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens another store on the same database, as another process would.</summary>
    protected abstract Task<ISweepStore> OpenAsync();

    /// <summary>Removes what the test made.</summary>
    protected abstract Task RemoveAsync();

    private Task<SweepRecord> SubmitAsync(long planned = 10) => Store.SubmitAsync(Samples.Sweep(planned), Cancellation);

    private async Task<(Guid Id, long Epoch)> OwnAsync(long planned = 10)
    {
        var sweep = await SubmitAsync(planned);
        var owned = await Store.TryAcquireAsync(sweep.Id, "owner-a", TimeSpan.FromSeconds(30), null, Cancellation);
        return (sweep.Id, owned.Sweep!.Epoch);
    }

    private Task<IReadOnlyList<CommitOutcome>> CommitAsync(params FinishedTrial[] trials) => Store.CommitAsync(trials, [], Cancellation);

    private async Task<CommitOutcome> CommitOneAsync(FinishedTrial trial) => (await CommitAsync(trial)).Single();

    private Task<List<TrialRecord>> ReadTrialsAsync(Guid id) => Store.ReadTrialsAsync(id, Cancellation).ToListAsync(Cancellation).AsTask();
}
