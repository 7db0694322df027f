using Sweep.Core.Budgets;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Owning;

namespace Sweep.Grains.Tests.Sweeps;

/// <summary>A store with one other sweep, of whose trials some can be copied.</summary>
/// <param name="sources">What there is to copy from.</param>
/// <param name="copy">What becomes of a copy.</param>
internal sealed class CopyingStore(IEnumerable<ReuseSource> sources, Func<IReadOnlyList<ReusableTrial>, IEnumerable<long>> copy) : IOwnerStore
{
    /// <summary>The numbers of each copy that was asked for.</summary>
    public List<long[]> Asked { get; } = [];

    public IAsyncEnumerable<ReuseSource> ReadReuseSourcesAsync(Guid id, CancellationToken cancellation) => sources.ToAsyncEnumerable();

    public Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation)
    {
        Asked.Add([.. wanted.Select(trial => trial.Number)]);
        return Task.FromResult<IReadOnlyList<TrialRank>>([.. copy(wanted).Select(number => new TrialRank(number, 3, 0.1))]);
    }

    public Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> CutPlanAsync(Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<TrialRank> ReadRanksAsync(Guid id, long from, CancellationToken cancellation) => throw new NotSupportedException();
}
