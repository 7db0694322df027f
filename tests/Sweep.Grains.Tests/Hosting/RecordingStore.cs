using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Budgets;
using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Faults;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>All that silos use of a store, and what they asked of it.</summary>
internal sealed class RecordingStore(ISweepStore inner) : ISweepRegister, IOwnerStore, ILeaseStore, ITrialStore
{
    private readonly ConcurrentQueue<string> _asked = new();

    public IReadOnlyCollection<string> Asked => _asked;

    /// <summary>Whether it fails whatever is asked.</summary>
    public bool IsAway { get; set; }

    public string Description => inner.Description;

    public CurveEncoding CurveEncoding => inner.CurveEncoding;

    /// <summary>Puts it in the place of the store that a silo was given.</summary>
    public void Register(IServiceCollection services) =>
        services.AddSingleton<ISweepRegister>(this).AddSingleton<IOwnerStore>(this).AddSingleton<ILeaseStore>(this).AddSingleton<ITrialStore>(this);

    public Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation) => Noted().SubmitAsync(sweep, cancellation);

    public Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation) => Noted().FindSweepAsync(id, cancellation);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation) =>
        Noted().ListSweepsAsync(filter, cancellation);

    public Task<IReadOnlyList<Guid>> ListRunningAsync(CancellationToken cancellation) => Noted().ListRunningAsync(cancellation);

    public Task<TrialTotals> TotalTrialsAsync(Guid id, CancellationToken cancellation) => Noted().TotalTrialsAsync(id, cancellation);

    public Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation) =>
        Noted().ChangeStateAsync(id, to, error, cancellation);

    public Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation) => Noted().ForgetFailedAsync(id, cancellation);

    public IAsyncEnumerable<ReuseSource> ReadReuseSourcesAsync(Guid id, CancellationToken cancellation) => Noted().ReadReuseSourcesAsync(id, cancellation);

    public Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation) =>
        Noted().ReuseAsync(id, epoch, wanted, cancellation);

    public Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation) =>
        Noted().TryAcquireAsync(id, owner, duration, seizeFrom, cancellation);

    public Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation) =>
        Noted().RenewAsync(id, epoch, frontier, duration, cancellation);

    public Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation) => Noted().ReleaseAsync(id, epoch, cancellation);

    public Task<bool> CutPlanAsync(Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation) =>
        Noted().CutPlanAsync(id, epoch, planned, by, cancellation);

    public Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation) => Noted().CompleteAsync(id, epoch, cancellation);

    public Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation) => Noted().ReadFinishedAsync(id, cancellation);

    public IAsyncEnumerable<TrialRank> ReadRanksAsync(Guid id, long from, CancellationToken cancellation) => Noted().ReadRanksAsync(id, from, cancellation);

    public Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation) =>
        Noted().GrantLeasesAsync(leases, epoch, cancellation);

    public Task<IReadOnlyList<LeaseRecord>> ReadLeasesAsync(Guid id, CancellationToken cancellation) => Noted().ReadLeasesAsync(id, cancellation);

    public Task<LeaseRecord?> FindLeaseAsync(Guid lease, CancellationToken cancellation) => Noted().FindLeaseAsync(lease, cancellation);

    public Task RenewLeasesAsync(Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation) =>
        Noted().RenewLeasesAsync(id, silos, until, cancellation);

    public Task<IReadOnlyList<LostTrial>> EndLeasesAsync(IReadOnlyCollection<Guid> leases, LeaseLoss? loss, CancellationToken cancellation) =>
        Noted().EndLeasesAsync(leases, loss, cancellation);

    public Task<IReadOnlyList<LostTrial>> LoseTrialsAsync(Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss, CancellationToken cancellation) =>
        Noted().LoseTrialsAsync(leaseId, numbers, loss, cancellation);

    public Task<IReadOnlyDictionary<long, TrialLosses>> ReadLossesAsync(Guid id, CancellationToken cancellation) => Noted().ReadLossesAsync(id, cancellation);

    public Task<IReadOnlyList<long>> ReadFinishedAmongAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        Noted().ReadFinishedAmongAsync(id, numbers, cancellation);

    public Task<IReadOnlyList<long>> ReadCheckpointedAsync(Guid id, CancellationToken cancellation) => Noted().ReadCheckpointedAsync(id, cancellation);

    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation) =>
        Noted().CommitAsync(trials, endedLeases, cancellation);

    public Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation) =>
        Noted().CommitClaimAsync(trial, lease, cancellation);

    public Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation) => Noted().SaveCheckpointAsync(checkpoint, cancellation);

    public Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation) =>
        Noted().ReadCheckpointAsync(id, number, cancellation);

    public Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation) => Noted().DiscardCheckpointAsync(id, number, cancellation);

    private ISweepStore Noted([CallerMemberName] string name = "")
    {
        _asked.Enqueue(name);
        return IsAway ? throw new StoreException("away", isTransient: true, inner: null) : inner;
    }
}
