using Microsoft.Extensions.Logging;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The leases of one sweep that its owner has granted or found: grants, ends and, where silos are lost, draws the consequences.</summary>
internal sealed class LeaseKeeper(
    Guid sweepId,
    OwnedSweep owned,
    OwedWrites owed,
    WorkNews news,
    ILeaseStore store,
    ISweepRegister sweeps,
    ITrialStore trials,
    ISiloStates silos,
    TimeProvider time,
    SweepGrainOptions options,
    ILogger logger)
{
    private readonly LeaseBook _book = new();
    private readonly OversizedTrials _oversized = new(sweepId, owned.Space, trials.CurveEncoding);
    private HashSet<long> _checkpointed = [];
    private readonly PriorityQueue<long, long> _resting = new();
    private long _places;
    private TimeSpan _renewedAt;
    private TimeSpan _comparedAt;
    private TimeSpan? _unfitSince;

    private TrialStock Stock => owned.Stock;

    // Somebody may set the wall clock; what lasts within this process is measured by another.
    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>Trials in training, as the silos that pull tell.</summary>
    public IEnumerable<TrialProgress> Running => _book.Running(Now, options.PullTimeout);

    /// <summary>Why the store does not take some silo's results; null where it takes all.</summary>
    public string? StoreTrouble => _book.StoreTrouble(Now, options.PullTimeout);

    /// <summary>Takes over the leases of the owner before: those of dead silos end, of the others the trials go on.</summary>
    public async Task LoadAsync()
    {
        _renewedAt = _comparedAt = Now;
        foreach (var lease in await store.ReadLeasesAsync(sweepId, CancellationToken.None))
        {
            _book.Add(lease, Now);
            foreach (var number in NumbersOf(lease))
                Stock.Claim(number);
        }

        await LearnAsync();
        await FindCheckpointsAsync();
        foreach (var silo in _book.Holders)
        {
            if (LossOf(silo) is { } loss)
                await EndAsync(_book.HeldBy(silo), loss);
            else if (silos.FateOf(silo) == SiloFate.Unknown && _book.HeldBy(silo) is var held && held.All(lease => lease.ExpiresAt <= time.GetUtcNow()))
                await EndAsync(held, Hung(silo));
        }
    }

    /// <summary>Places of a limited sweep that the silo is to have, if it has work for them; null where the sweep is not limited.</summary>
    public int? PlacesFor(PullRequest request) => owned.Space.Spec.MaxConcurrent is { } limit
        ? PlaceShare.Grant(limit, _book.HeldBy(request.Silo).Count > 0 ? request.Places : 0, request.Wanted, _book.PlacesBut(request.Silo))
        : null;

    /// <summary>What the silo is told of its places; without new work it keeps no more than it has work for.</summary>
    public int? GivePlaces(PullRequest request, int? places, bool hasNewWork)
    {
        if (places is not { } most)
            return null;
        var given = hasNewWork ? most : (int)Math.Min(most, request.Open);
        _book.GivePlaces(request.Silo, given);
        NotePlaces();
        return given;
    }

    /// <summary>Grants what the silo asks for; null where the store refuses, for the epoch is lost or the sweep does not run.</summary>
    /// <param name="request">What it asks for.</param>
    /// <param name="places">See <see cref="PlacesFor"/>.</param>
    public async Task<IReadOnlyList<LeaseOffer>?> GrantAsync(PullRequest request, int? places)
    {
        if (places == 0)
            return [];
        var now = time.GetUtcNow();
        var slots = places is { } some ? Math.Min(some, request.Slots) : request.Slots;
        var asked = request.Cost * slots / request.Slots;
        var allSlots = places is null
            ? Math.Max(slots, _book.Slots(Now, options.PullTimeout))
            : slots + Math.Min(owned.Space.Spec.MaxConcurrent!.Value, _book.PlacesBut(request.Silo));
        var cost = allSlots == slots ? asked : WorkPacing.GrantCost(asked, Stock.FreeCost, slots, (int)Math.Min(allSlots, int.MaxValue), request.SecondsPerCost);
        var batches = Stock.Take(cost, mayBeAlone: !_book.HeldBy(request.Silo).Any(lease => lease.Alone), _oversized.Fitting(request.MemoryRoom));
        if (batches.Count == 0)
            return [];
        using var span = SweepSpans.Lease(sweepId, request.Silo, batches.Sum(batch => batch.Numbers.Sum(run => run.Count)));
        LeaseRecord[] leases = [.. batches.Select(batch => new LeaseRecord(
            Guid.CreateVersion7(now), sweepId, request.Silo, batch.Numbers, owned.Epoch, now, now + options.LeaseDuration)
        {
            Alone = batch.Isolation == Isolation.Alone,
            TraceParent = span is { Recorded: true } ? span.Id : null,
        })];
        var granted = false;
        try
        {
            granted = await store.GrantLeasesAsync(leases, owned.Epoch, CancellationToken.None);
        }
        finally
        {
            if (!granted)
            {
                // Nobody is told: whoever asked again at once would be refused again.
                FreeAll(leases);
                // Their rows may be there all the same, the answer having been lost.
                foreach (var lease in leases)
                    owed.Leases.Enqueue(lease.Id);
            }
        }

        if (!granted)
            return null;
        foreach (var lease in leases)
            _book.Add(lease, Now);
        return [.. leases.Select(OfferOf)];
    }

    /// <summary>
    /// Notes a silo's heartbeat. What it does not hold, though it was granted, never arrived there or has ended unheard. False where it
    /// has come after a later one, and says what was.
    /// </summary>
    public async Task<bool> HearAsync(PullRequest request)
    {
        if (!_book.IsNext(request))
            return false;
        var gone = _book.Hear(request, Now);
        if (gone.Count > 0)
            await EndAsync(gone, loss: null);
        return true;
    }

    /// <summary>Leases whose rows a commit has deleted.</summary>
    public async Task EndedAsync(IReadOnlyCollection<Guid> ended)
    {
        LeaseRecord[] known = [.. ended.Select(_book.Find).OfType<LeaseRecord>()];
        var hasFreed = await FreeAsync(known);
        foreach (var lease in known)
            _book.Remove(lease.Id);
        if (hasFreed || known.Any(lease => lease.Alone))
            news.Tell();
        NotePlaces();
    }

    /// <summary>A lease whose rest will not be done where it was leased.</summary>
    public async Task GiveBackAsync(Guid leaseId)
    {
        await store.EndLeasesAsync([leaseId], loss: null, CancellationToken.None);
        await EndedAsync([leaseId]);
    }

    /// <summary>A trial that is not on its silo any more; its number is free once its lease ends.</summary>
    public async Task LoseAsync(Guid leaseId, long number, string reason)
    {
        LeaseRecord[] known = _book.Find(leaseId) is { } lease ? [lease] : [];
        await LoseAsync(
            known.Select(held => (held, number)), new LeaseLoss(LossCause.TrialLost, reason),
            traced => store.LoseTrialsAsync(leaseId, [number], traced, CancellationToken.None));
    }

    /// <summary>Ends the leases of silos that are dead or have not been heard of for too long; renews those of the others.</summary>
    public async Task CheckAsync()
    {
        WakeRested();
        var now = Now;
        foreach (var silo in _book.Holders)
        {
            var loss = LossOf(silo) ?? (now - _book.SeenAt(silo) > options.LeaseDuration ? Hung(silo) : null);
            if (loss is not null)
                await EndAsync(_book.HeldBy(silo), loss);
        }

        string[] heard = [.. _book.Holders.Where(silo => _book.IsPulling(silo, now, options.LeaseDuration))];
        if (heard.Length > 0 && now - _renewedAt > options.LeaseDuration / 3)
        {
            await store.RenewLeasesAsync(sweepId, heard, time.GetUtcNow() + options.LeaseDuration, CancellationToken.None);
            _renewedAt = now;
        }

        if (_book.Holders.Any(silo => !_book.IsPulling(silo, now, options.PullTimeout)) && now - _comparedAt > options.PullTimeout)
            await CompareAsync(now);
        await GiveUpOversizedAsync(now);
    }

    /// <summary>Trials that none of the silos can hold are failed, once all silos have had the time to say what they can.</summary>
    private async Task GiveUpOversizedAsync(TimeSpan now)
    {
        var rooms = _book.Rooms(now, options.PullTimeout);
        Func<long, bool>[] fitting = [.. rooms.Select(_oversized.Fitting).OfType<Func<long, bool>>()];
        if (owned.State != SweepState.Running || rooms.Count == 0 || fitting.Length < rooms.Count)
        {
            _unfitSince = null;
            return;
        }

        _unfitSince ??= now;
        if (now - _unfitSince < options.PullTimeout)
            return;
        var unfit = Stock.TakeUnfit(number => fitting.Any(fits => fits(number)), OversizedTrials.MostAtOnce);
        if (unfit.Count > 0)
            await FailAsync([.. unfit.Select(number => _oversized.Verdict(number, rooms, time.GetUtcNow()))], unfit);
    }

    private async Task FailAsync(FinishedTrial[] verdicts, IReadOnlyList<long> taken)
    {
        try
        {
            await trials.CommitAsync(verdicts, [], CancellationToken.None);
        }
        catch
        {
            foreach (var number in taken)
                Stock.Free(number);
            throw;
        }

        foreach (var trial in verdicts)
        {
            logger.TrialGivenUp(sweepId, trial.Trial.Number, trial.Error);
            Stock.Finish(trial.Trial.Number);
        }

        TrialMeter.NoteQuarantined(verdicts);
        owned.Correct(await sweeps.TotalTrialsAsync(sweepId, CancellationToken.None));
    }

    /// <summary>A silo that does not talk to us may still commit or give back.</summary>
    private async Task CompareAsync(TimeSpan now)
    {
        _comparedAt = now;
        var stored = (await store.ReadLeasesAsync(sweepId, CancellationToken.None)).Select(lease => lease.Id).ToHashSet();
        await EndedAsync([.. _book.Leases.Where(lease => !stored.Contains(lease.Id)).Select(lease => lease.Id)]);
    }

    private async Task EndAsync(IReadOnlyList<LeaseRecord> leases, LeaseLoss? loss)
    {
        Guid[] ids = [.. leases.Select(lease => lease.Id)];
        if (loss is null)
        {
            await store.EndLeasesAsync(ids, loss: null, CancellationToken.None);
            await EndedAsync(ids);
            return;
        }

        logger.LeasesEnd(sweepId, leases.Count, loss.Reason);
        await LoseAsync(
            leases.SelectMany(lease => NumbersOf(lease).Select(number => (lease, number))), loss,
            traced => store.EndLeasesAsync(ids, traced, CancellationToken.None));
        await EndedAsync(ids);
        if (leases.Count > 0)
            _book.Forget(leases[0].Silo);
    }

    /// <summary>Attempts that end without a result: told to the store, which keeps their spans, and to the stock.</summary>
    private async Task LoseAsync(IEnumerable<(LeaseRecord Lease, long Number)> lostTrials, LeaseLoss loss, Func<LeaseLoss, Task<IReadOnlyList<LostTrial>>> tell)
    {
        using var traces = new LostTraces(sweepId, lostTrials.Where(trial => !Stock.IsFinished(trial.Number)));
        var lost = await tell(loss with { Traces = traces.Parents });
        if (lost.Count > 0)
            TrialMeter.NoteLost(loss.Cause, lost.Count);
        traces.Tell(lost, loss, owned.TraceParent);
        await LearnAsync();
    }

    /// <summary>Frees what an ended lease leaves; before that, asks the store what of it is finished, for a notice may have been lost.</summary>
    private async Task<bool> FreeAsync(IReadOnlyList<LeaseRecord> ended)
    {
        long[] left = [.. ended.SelectMany(NumbersOf).Where(number => !Stock.IsFinished(number))];
        if (left.Length == 0)
            return false;
        var finished = await store.ReadFinishedAmongAsync(sweepId, left, CancellationToken.None);
        foreach (var number in finished)
            Stock.Finish(number);
        if (finished.Count > 0)
            owned.Correct(await sweeps.TotalTrialsAsync(sweepId, CancellationToken.None));
        await FindCheckpointsAsync();
        FreeAll(ended);
        return true;
    }

    /// <summary>Tells those that wait where a place has become free.</summary>
    private void NotePlaces()
    {
        if (owned.Space.Spec.MaxConcurrent is not { } limit)
            return;
        var places = Math.Min(limit, _book.PlacesBut(null));
        if (places < _places)
            news.Tell();
        _places = places;
    }

    private async Task FindCheckpointsAsync() => _checkpointed = [.. await store.ReadCheckpointedAsync(sweepId, CancellationToken.None)];

    private void FreeAll(IEnumerable<LeaseRecord> leases)
    {
        foreach (var number in leases.SelectMany(NumbersOf))
        {
            if (Stock.PauseOf(number) is var pause && pause > TimeSpan.Zero && !Stock.IsFinished(number))
                _resting.Enqueue(number, time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency));
            else
                Stock.Free(number);
        }
    }

    /// <summary>Frees the lost trials that have rested for long enough.</summary>
    private void WakeRested()
    {
        var isAny = false;
        while (_resting.TryPeek(out var number, out var due) && due <= time.GetTimestamp())
        {
            _resting.Dequeue();
            Stock.Free(number);
            isAny = true;
        }

        if (isAny)
            news.Tell();
    }

    /// <summary>Reads what is known of losses; what has killed silos too often alone is committed as failed.</summary>
    private async Task LearnAsync()
    {
        var losses = await store.ReadLossesAsync(sweepId, CancellationToken.None);
        Stock.Learn(losses);
        FinishedTrial[] quarantined = [.. losses
            .Where(loss => loss.Value.IsQuarantined && Stock.IsPlanned(loss.Key) && !Stock.IsFinished(loss.Key))
            .Select(loss => Quarantine.Verdict(sweepId, owned.Space.TrialAt(loss.Key), loss.Value, time.GetUtcNow()))];
        if (quarantined.Length == 0)
            return;
        await FailAsync(quarantined, []);
    }

    private LeaseOffer OfferOf(LeaseRecord lease) => new(
        lease.Id,
        [.. lease.Numbers.Select(run => run.Start)],
        [.. lease.Numbers.Select(run => run.End)],
        Stock.LostAttemptsOf(lease.Numbers),
        _checkpointed.Count == 0 ? [] : [.. NumbersOf(lease).Where(_checkpointed.Contains)],
        lease.Alone,
        lease.TraceParent,
        Stock.EarlierTracesOf(lease.Numbers));

    private LeaseLoss? LossOf(string silo) => silos.FateOf(silo) switch
    {
        SiloFate.Dead => new LeaseLoss(LossCause.SiloLost, $"{ProcessIdentity.Describe(silo)} died"),
        SiloFate.Expelled => Hung(silo),
        _ => null,
    };

    private static LeaseLoss Hung(string silo) => new(LossCause.SiloHung, $"{ProcessIdentity.Describe(silo)} stopped answering");

    private static IEnumerable<long> NumbersOf(LeaseRecord lease) => lease.Numbers.SelectMany(run => run.Numbers());
}
