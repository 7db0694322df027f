using Sweep.Core.Budgets;
using Sweep.Core.Curves;
using Sweep.Core.Pruners;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Faults;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Rungs;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Sweeps;

/// <summary>A store with one sweep, of which its owner asks; it fails as it is told.</summary>
internal sealed class OneSweepStore(SweepRecord sweep) : ISweepRegister, IOwnerStore, ILeaseStore, ITrialStore, IRungStore, IProposalStore
{
    /// <summary>The sweep's row.</summary>
    public SweepRecord Sweep { get; set; } = sweep;

    /// <summary>Numbers that have rows.</summary>
    public SortedSet<long> Rows { get; } = [];

    /// <summary>What a call of that name throws; null where it is answered.</summary>
    public Func<string, StoreException?> Trouble { get; set; } = _ => null;

    /// <summary>Names of calls, in order.</summary>
    public List<string> Asked { get; } = [];

    public string Description => "a store of one sweep";

    public CurveEncoding CurveEncoding => CurveEncoding.WholeTexts;

    public Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation) => Answer<SweepRecord?>(nameof(FindSweepAsync), () => Sweep);

    public Task<TrialTotals> TotalTrialsAsync(Guid id, CancellationToken cancellation) =>
        Answer(nameof(TotalTrialsAsync), () => TrialTotals.None with { Completed = Rows.Count });

    public Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation) => Answer(
        nameof(ChangeStateAsync),
        () =>
        {
            var from = Sweep.State;
            Sweep = Sweep with { State = to, Error = error, Owner = null };
            return new StateChange(true, Sweep, from);
        });

    public Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation) => Answer(
        nameof(TryAcquireAsync),
        () =>
        {
            var isFree = Sweep.Owner is not { } present || present == owner || present == seizeFrom;
            if (isFree)
                Sweep = Sweep with { Owner = owner, Epoch = Sweep.Epoch + 1 };
            return new OwnershipResult(isFree, Sweep);
        });

    public Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation) =>
        Answer<SweepState?>(nameof(RenewAsync), () => epoch == Sweep.Epoch ? Sweep.State : null);

    public Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation) =>
        Answer(nameof(ReleaseAsync), () => Sweep = epoch == Sweep.Epoch ? Sweep with { Owner = null } : Sweep);

    public Task<bool> CutPlanAsync(Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation) =>
        Answer(nameof(CompleteAsync), () => epoch == Sweep.Epoch && Rows.Count == Sweep.PlannedTrials);

    public Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation) =>
        Answer(nameof(ReadFinishedAsync), () => new FinishedNumbers(0, [.. Rows.Select(number => new NumberRange(number, number + 1))]));

    public IAsyncEnumerable<TrialRank> ReadRanksAsync(Guid id, long from, CancellationToken cancellation) => AsyncEnumerable.Empty<TrialRank>();

    public IAsyncEnumerable<ReuseSource> ReadReuseSourcesAsync(Guid id, CancellationToken cancellation) => AsyncEnumerable.Empty<ReuseSource>();

    public Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation) =>
        Answer(nameof(GrantLeasesAsync), () => epoch == Sweep.Epoch);

    public Task<IReadOnlyList<LeaseRecord>> ReadLeasesAsync(Guid id, CancellationToken cancellation) =>
        Answer<IReadOnlyList<LeaseRecord>>(nameof(ReadLeasesAsync), () => []);

    public Task<LeaseRecord?> FindLeaseAsync(Guid lease, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<LostTrial>> EndLeasesAsync(IReadOnlyCollection<Guid> leases, LeaseLoss? loss, CancellationToken cancellation) =>
        Answer<IReadOnlyList<LostTrial>>(nameof(EndLeasesAsync), () => []);

    public Task<IReadOnlyDictionary<long, TrialLosses>> ReadLossesAsync(Guid id, CancellationToken cancellation) =>
        Answer<IReadOnlyDictionary<long, TrialLosses>>(nameof(ReadLossesAsync), () => new Dictionary<long, TrialLosses>());

    public Task<IReadOnlyList<long>> ReadCheckpointedAsync(Guid id, CancellationToken cancellation) =>
        Answer<IReadOnlyList<long>>(nameof(ReadCheckpointedAsync), () => []);

    public Task RenewLeasesAsync(Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation) =>
        Answer(nameof(RenewLeasesAsync), () => true);

    public Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<LostTrial>> LoseTrialsAsync(Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<long>> ReadFinishedAmongAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation) => throw new NotSupportedException();

    public Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<bool> AddRungsAsync(Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<RungVerdict>> ReadRungsAsync(Guid id, long? number, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<RungOutcome>> ReadRungOutcomesAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Proposal>> ReadProposalsAsync(Guid id, SearchSpace space, long? number, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<SearchResult>> ReadHistoryAsync(Guid id, SweepSpec spec, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SearchResult>>([]);

    public Task<IReadOnlyList<SearchOutcome>> ReadSearchOutcomesAsync(Guid id, SweepSpec spec, NumberRange numbers, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private Task<T> Answer<T>(string name, Func<T> answer)
    {
        Asked.Add(name);
        return Trouble(name) is { } trouble ? Task.FromException<T>(trouble) : Task.FromResult(answer());
    }
}
