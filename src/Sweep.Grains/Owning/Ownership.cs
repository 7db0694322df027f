using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Owning;

/// <summary>A sweep that was taken up here: what its owner says to the store until it has ended or is another's. Calls come one at a time.</summary>
internal sealed class Ownership(
    Guid sweepId, OwnedSweep sweep, LeaseKeeper leases, RungKeeper? rungs, Func<SweepRecord, Task<(OwnedSweep, LeaseKeeper, RungKeeper?)>> read,
    OwedWrites owed, WorkNews news, ISweepRegister sweeps, IOwnerStore store, TimeProvider time, SweepGrainOptions options, ILogger logger)
{
    private const int MostRecounts = 3;

    private readonly WorkNews _rungNews = new(time);
    private BudgetKeeper _budget = new(sweepId, sweep, store, time);
    private RungKeeper? _rungs = rungs;
    private int _recounts;

    public OwnedSweep Sweep { get; private set; } = sweep;

    public LeaseKeeper Leases { get; private set; } = leases;

    /// <summary>Whether the store is to hear of it any more.</summary>
    public bool IsKept => Sweep.IsActive || owed.Failure is not null;

    public SweepProgress Progress() =>
        Sweep.Progress(Sweep.IsActive ? Leases.Running : [], Sweep.IsActive ? Leases.StoreTrouble : null, time.GetElapsedTime(0));

    public Task<long> NewsAsync(long known) => Sweep.IsActive ? news.AfterAsync(known) : Task.FromResult(known);

    /// <summary>Answers silos that have asked at about the same time, one reply each.</summary>
    public async Task<IReadOnlyList<PullReply>> PullAsync(IReadOnlyList<PullRequest> requests)
    {
        List<int> heard = [];
        for (var k = 0; k < requests.Count; k++)
            if (Sweep.IsActive && await Leases.HearAsync(requests[k]))
                heard.Add(k);
        var grants = await Leases.GrantAsync([.. heard.Select(k => requests[k])]);
        var number = news.Number;
        if (grants.Any(grant => grant.HasMore))
            news.Tell();
        if (grants.Any(grant => grant.Offers is null))
            await RenewAsync(CancellationToken.None);
        await CompleteIfDoneAsync();
        PullReply[] replies = [.. requests.Select(_ => new PullReply(Sweep.State, []))];
        foreach (var (k, grant) in heard.Zip(grants))
            replies[k] = new PullReply(Sweep.IsLost ? null : Sweep.State, grant.Offers ?? [], number, grant.Places, Leases.Silos);
        return replies;
    }

    public async Task<ClaimReply> ClaimAsync(SiloKey client)
    {
        if (!Sweep.IsActive)
            return Answer(null);
        var (claim, hasMore) = await Leases.ClaimAsync(client);
        if (claim is null)
        {
            // The store may have refused, since the sweep does not run any more or is another's.
            await RenewAsync(CancellationToken.None);
            await CompleteIfDoneAsync();
        }

        return Answer(claim, hasMore);
    }

    public async Task<ClaimReply> KeepClaimAsync(ClaimReport report) => Answer(Sweep.IsActive ? await Leases.KeepAsync(report) : null);

    /// <summary>What is decided about trials at rungs. Calls interleave with all others where they wait for the store.</summary>
    public async Task<RungReply> RungsAsync(RungReport report)
    {
        if (!Sweep.IsActive || _rungs is not { } rungs)
            return RungReply.OfNobody;
        var isHeard = false;
        await TryAsync(async () =>
        {
            if (await rungs.HearAsync(report))
                _rungNews.Tell();
            if (Sweep.IsLost)
                await NoteLossAsync();
            isHeard = Sweep.IsActive;
        });
        return isHeard ? rungs.After(report) : RungReply.OfNobody;
    }

    /// <summary>Waits, for some seconds at most, until a silo with this reply has not heard of all that is decided; false where it has.</summary>
    public async Task<bool> RungNewsAsync(Guid keeper, long known)
    {
        if (!Sweep.IsActive || _rungs is null)
            return false;
        var number = _rungNews.Number;
        return _rungs.HasMore(keeper, known) || await _rungNews.AfterAsync(number) != number;
    }

    public async Task CommittedAsync(CommitNotice notice)
    {
        Sweep.Note(notice, time.GetElapsedTime(0));
        if (!Sweep.IsActive)
            return;

        // Where that fails, the next renewal completes it, and the next heartbeat shows which leases are over.
        Leases.NoteCommit(notice);
        await TryAsync(async () =>
        {
            await Leases.EndedAsync(notice.EndedLeases);
            await JudgeAfterAsync(notice.Completed.Concat(notice.Failed));
            await CompleteIfDoneAsync();
        });
    }

    /// <summary>Ends the sweep where its budget does, and completes it where all that is planned is finished.</summary>
    public async Task CompleteIfDoneAsync()
    {
        if (Sweep.IsActive
            && await _budget.DecideAsync() is { } cut
            && await store.CutPlanAsync(sweepId, Sweep.Epoch, cut.Planned, cut.By, CancellationToken.None)
            && cut.Planned < Sweep.Stock.Planned
            && await sweeps.FindSweepAsync(sweepId, CancellationToken.None) is { } stored)
            await ReadAgainAsync(stored);
        if (Sweep is { IsActive: true, Stock.IsComplete: true } && await store.CompleteAsync(sweepId, Sweep.Epoch, CancellationToken.None))
            End(SweepState.Completed, null);
    }

    public async Task FailAsync(string error)
    {
        if (!Sweep.IsActive)
            return;
        logger.SweepFails(sweepId, error);
        End(SweepState.Failed, error);

        // The store that refuses results often refuses this too (disk full): it is told as soon as it listens.
        owed.Failure = error;
        await TryAsync(() => owed.PayAsync(Sweep));
    }

    /// <summary>Leaves the sweep to others; false where it is another's already.</summary>
    public async Task<bool> ReleaseAsync()
    {
        if (Sweep.IsLost)
            return false;
        var wasActive = Sweep.IsActive;
        Sweep.IsLost = true;
        End(Sweep.State, Sweep.Error);
        await TryAsync(() => owed.PayAsync(Sweep));
        if (wasActive)
        {
            await RenewAtStoreAsync(CancellationToken.None);
            await store.ReleaseAsync(sweepId, Sweep.Epoch, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Stays the owner, and tells the store what it could not be told before.</summary>
    public async Task RenewAsync(CancellationToken cancellation)
    {
        if (!Sweep.IsActive && !owed.IsDue)
            return;
        await TryAsync(async () =>
        {
            await owed.PayAsync(Sweep);
            if (Sweep.IsActive)
                await ProlongAsync(cancellation);
            Sweep.StoreTrouble = null;
        });
    }

    private ClaimReply Answer(LeaseRecord? claim, bool hasMore = false)
    {
        SweepState? state = Sweep.IsLost ? null : Sweep.State;
        return claim is null
            ? new ClaimReply(state, HasMore: hasMore)
            : new ClaimReply(state, claim.Id, claim.All.First(), Leases.AttemptOf(claim.All.First()), claim.ExpiresAt, TraceParent: claim.TraceParent);
    }

    /// <summary>What waits at rungs for trials that have ended is decided.</summary>
    private async Task JudgeAfterAsync(IEnumerable<long> ended)
    {
        if (_rungs is null)
            return;
        if (await _rungs.EndedAsync(ended))
            _rungNews.Tell();
        if (Sweep.IsLost)
            await NoteLossAsync();
    }

    private Task<SweepState?> RenewAtStoreAsync(CancellationToken cancellation) =>
        store.RenewAsync(sweepId, Sweep.Epoch, Sweep.Stock.Frontier, options.OwnershipDuration, cancellation);

    private async Task ProlongAsync(CancellationToken cancellation)
    {
        if (await RenewAtStoreAsync(cancellation) is not { } state)
        {
            await NoteLossAsync();
        }
        else if (state.IsFinal())
        {
            End(state, null);
        }
        else
        {
            if (Sweep.State != state)
                news.Tell();
            Sweep.State = state;
            await Leases.CheckAsync();

            // Others may wait for trials of whose end nobody told: they were given up here, or found finished in the store.
            await JudgeAfterAsync([]);
            await CompleteIfDoneAsync();
            if (Sweep is { IsActive: true, State: SweepState.Running } && (Sweep.Stock.IsComplete || Leases.HasLostRows))
                await RecountAsync();
        }
    }

    /// <summary>The store does not have all rows that it had: somebody deleted some. They run again, if that does not go on for ever.</summary>
    private async Task RecountAsync()
    {
        var stored = await sweeps.FindSweepAsync(sweepId, CancellationToken.None);
        var rows = (await sweeps.TotalTrialsAsync(sweepId, CancellationToken.None)).Rows;
        if (stored is null || rows == stored.PlannedTrials)
            return;
        logger.RowsGone(sweepId, rows, stored.PlannedTrials);
        if (++_recounts > MostRecounts)
        {
            await FailAsync(
                $"every trial was stored, but only {rows} of {stored.PlannedTrials} have rows, and that for the {_recounts}th time: something deletes them, or planned_trials was changed; end that, then resume");
            return;
        }

        await ReadAgainAsync(stored);
        await CompleteIfDoneAsync();
    }

    /// <summary>Begins anew with what the store has.</summary>
    private async Task ReadAgainAsync(SweepRecord stored)
    {
        var before = Sweep;
        (Sweep, Leases, _rungs) = await read(stored);
        _budget = new BudgetKeeper(sweepId, Sweep, store, time);
        before.Leave();
        news.Tell();
        _rungNews.Tell();
    }

    private async Task NoteLossAsync()
    {
        // A final state drops the owner, so a lost epoch may only mean that somebody cancelled the sweep.
        var stored = await sweeps.FindSweepAsync(sweepId, CancellationToken.None);
        Sweep.IsLost = stored?.State.IsOpen() == true;
        var (state, error) = stored switch
        {
            null => (SweepState.Failed, $"its row is not in {sweeps.Description} any more: somebody deleted it, and with it its trials"),
            _ when Sweep.IsLost => (Sweep.State, $"sweep {sweepId:d} was taken over by {SiloKey.Parse(stored.Owner ?? "nobody").Describe()}"),
            _ => (stored.State, stored.Error),
        };
        End(state, error);
        if (Sweep.IsLost)
            logger.SweepTakenOver(error!);
    }

    private void End(SweepState state, string? error)
    {
        (Sweep.State, Sweep.Error) = (state, error);
        Sweep.Leave();
        news.Tell();
        _rungNews.Tell();
    }

    /// <summary>What may pass is tried again with the next tick, as the store refuses what an owner whose time is over writes; the rest ends it.</summary>
    private async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (StoreException failure) when (failure.IsTransient || !Sweep.IsActive)
        {
            if (Sweep.StoreTrouble is null)
                logger.StoreTroubled(failure, sweepId, options.RenewPeriod);
            Sweep.StoreTrouble = failure.Message;
        }
        catch (StoreException failure)
        {
            await FailAsync(failure.Message);
        }
    }
}
