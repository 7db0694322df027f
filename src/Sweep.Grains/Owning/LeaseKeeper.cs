using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Owning;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Owning;

/// <summary>The hands of a sweep's <see cref="LeaseDesk"/>: carries out at the store what it decides, and tells it what came of that.</summary>
internal sealed partial class LeaseKeeper(
    Guid sweepId,
    OwnedSweep owned,
    OwedWrites owed,
    Reuser? reuser,
    SearchKeeper? search,
    WorkNews news,
    ILeaseStore store,
    ISweepRegister sweeps,
    ITrialStore trials,
    ISiloStates silos,
    TimeProvider time,
    SweepGrainOptions options,
    ILogger logger)
{
    private readonly LeaseDesk _desk = new(
        owned.Space, owned.Stock, trials.CurveEncoding, new LeaseTerms(DurationOf(owned.Space.Spec.Trainer, options), options.PullTimeout));

    private IReadOnlyDictionary<long, TrialLosses> _losses = new Dictionary<long, TrialLosses>();
    private HashSet<long> _checkpointed = [];

    // Somebody may set the wall clock; what lasts within this process is measured by another.
    private TimeSpan Now => time.GetElapsedTime(0);

    private bool IsRunning => owned.State == SweepState.Running;

    /// <summary>How many silos work on the sweep.</summary>
    public int Silos => _desk.Silos;

    /// <summary>Trials in training, as the silos that pull tell, or claimed by clients.</summary>
    public IEnumerable<TrialProgress> Running => owned.Space.Spec.Trainer.IsExternal ? Claimed : Pulls.SelectMany(pull => pull.Running);

    /// <summary>Finished trials have no row any more, and no point is chosen before they have one.</summary>
    public bool HasLostRows => search?.HasLostRows == true;

    /// <summary>Why the store does not take some silo's results; null where it takes all.</summary>
    public string? StoreTrouble => Pulls.Select(pull => pull.StoreTrouble).FirstOrDefault(trouble => trouble is not null);

    private IEnumerable<PullRequest> Pulls => _desk.Pulling(Now).OfType<PullRequest>();

    /// <summary>Takes over the leases of the owner before: those of dead silos end, of the others the trials go on.</summary>
    public async Task LoadAsync()
    {
        _desk.TakeUp(await store.ReadLeasesAsync(sweepId, CancellationToken.None), Now);
        await LearnAsync();
        await FindCheckpointsAsync();
        await DoAsync(_desk.SeeFates(silos.FateOf, Now, time.GetUtcNow()));
    }

    /// <summary>Notes a silo's heartbeat; false where it has come after a later one.</summary>
    public async Task<bool> HearAsync(PullRequest request)
    {
        if (_desk.Hear(request, Now) is not { } orders)
            return false;
        await DoAsync(orders);
        return true;
    }

    /// <summary>Leases whose rows are not there any more, by a commit for instance.</summary>
    public async Task EndedAsync(IReadOnlyCollection<Guid> ended, bool isLost = false)
    {
        var left = _desk.LeftOf(ended);
        IReadOnlyList<long> finished = [];
        if (left.Count > 0)
        {
            finished = await store.ReadFinishedAmongAsync(sweepId, left, CancellationToken.None);
            await FindCheckpointsAsync();
        }

        foreach (var lease in ended)
            Forget(lease);
        await DoAsync(_desk.Ended(ended, finished, isLost, Now));
        if (finished.Count > 0)
            await CorrectAsync();
        await SearchOnAsync();
    }

    /// <summary>A lease whose rest will not be done where it was leased.</summary>
    public async Task GiveBackAsync(Guid leaseId)
    {
        await store.EndLeasesAsync([leaseId], loss: null, CancellationToken.None);
        await EndedAsync([leaseId]);
    }

    /// <summary>A run that is not on its silo any more, told by its longest trial; it is free once its lease ends.</summary>
    public async Task LoseAsync(Guid leaseId, long number, string reason)
    {
        var numbers = _desk.LeftWith(leaseId, number);
        IEnumerable<(LeaseRecord, long)> known = _desk.Find(leaseId) is { } lease ? numbers.Select(left => (lease, left)) : [];
        await LoseAsync(
            known, new LeaseLoss(LossCause.TrialLost, reason), traced => store.LoseTrialsAsync(leaseId, numbers, traced, CancellationToken.None));
    }

    /// <summary>Looks after silos and leases, now and then.</summary>
    public async Task CheckAsync()
    {
        await DoAsync(_desk.SeeFates(silos.FateOf, Now));
        await DoAsync(_desk.Tick(IsRunning, Now));
        await SearchOnAsync();
    }

    private async Task DoAsync(IEnumerable<DeskOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case DeskOrder.Tell:
                    news.Tell();
                    break;
                case DeskOrder.End end:
                    await EndAsync(end);
                    break;
                case DeskOrder.Renew renew:
                    await store.RenewLeasesAsync(
                        sweepId, [.. renew.Silos.Select(silo => silo.ToString())], time.GetUtcNow() + options.LeaseDuration, CancellationToken.None);
                    _desk.Renewed(Now);
                    break;
                case DeskOrder.Compare:
                    var stored = await store.ReadLeasesAsync(sweepId, CancellationToken.None);
                    await EndedAsync([.. _desk.Leases.Except(stored.Select(lease => lease.Id))]);
                    break;
                case DeskOrder.GiveUp given:
                    await GiveUpAsync(given.Trials);
                    break;
            }
        }
    }

    private async Task EndAsync(DeskOrder.End end)
    {
        Guid[] ids = [.. end.Leases.Select(lease => lease.Id)];
        if (end.Loss is null)
        {
            await store.EndLeasesAsync(ids, loss: null, CancellationToken.None);
        }
        else
        {
            logger.LeasesEnd(sweepId, ids.Length, end.Loss.Reason);
            await LoseAsync(
                end.Leases.SelectMany(lease => lease.All.Select(number => (lease, number))), end.Loss,
                traced => store.EndLeasesAsync(ids, traced, CancellationToken.None));
        }

        await EndedAsync(ids, isLost: end.Loss is not null);
    }

    /// <summary>Attempts that end without a result: told to the store, which keeps their spans, and to the desk.</summary>
    private async Task LoseAsync(IEnumerable<(LeaseRecord Lease, long Number)> unfinished, LeaseLoss loss, Func<LeaseLoss, Task<IReadOnlyList<LostTrial>>> tell)
    {
        using var traces = new LostTraces(sweepId, unfinished.Where(trial => !owned.Stock.IsFinished(trial.Number)), _traces);
        var lost = await tell(loss with { Traces = traces.Parents });
        if (lost.Count > 0)
            TrialMeter.NoteLost(loss.Cause, lost.Count);
        traces.Tell(lost, loss, owned.TraceParent);
        await LearnAsync();
    }

    private async Task LearnAsync()
    {
        _losses = await store.ReadLossesAsync(sweepId, CancellationToken.None);
        await DoAsync(_desk.Learn(_losses));
    }

    private async Task GiveUpAsync(IReadOnlyList<GivenUpTrial> givenUp)
    {
        var now = time.GetUtcNow();
        FinishedTrial[] rows = [.. givenUp.Select(given => FinishedTrial.GivenUp(
            sweepId, owned.Space.Spec.Trainer, owned.Space.TrialAt(given.Number), given.Attempt, now, given.Error))];
        await trials.CommitAsync(rows, [], CancellationToken.None);
        foreach (var given in givenUp)
        {
            logger.TrialGivenUp(sweepId, given.Number, given.Error);
            owned.Stock.Finish(given.Number);
        }

        TrialMeter.NoteQuarantined(rows);
        await CorrectAsync();
        await SearchOnAsync();
    }

    /// <summary>Results may let an adaptive sampler choose on.</summary>
    private async Task SearchOnAsync()
    {
        if (search is not null && await search.AdvanceAsync())
            news.Tell();
    }

    private async Task CorrectAsync() => owned.Correct(await sweeps.TotalTrialsAsync(sweepId, CancellationToken.None));

    private async Task FindCheckpointsAsync() => _checkpointed = [.. await store.ReadCheckpointedAsync(sweepId, CancellationToken.None)];
}
