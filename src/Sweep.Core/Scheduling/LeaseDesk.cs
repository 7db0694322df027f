using Sweep.Core.Curves;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// What the owner of a sweep decides about its leases: who gets which, whose are over and whether what is left of them is lost, which
/// trials are given up. What has happened comes in, with the time of a clock that nobody sets; what is to be done comes out. It knows no
/// store and may be lost at any moment: all that matters can be read again.
/// </summary>
public sealed class LeaseDesk(SearchSpace space, TrialStock stock, CurveEncoding encoding, LeaseTerms terms)
{
    /// <summary>Trials too large for every silo that are given up at once.</summary>
    public const int MostUnfit = 1000;

    private readonly OversizedTrials _oversized = new(space, encoding);
    private readonly HeldLeases _leases = new();
    private readonly SiloPresences _silos = new(terms);
    private readonly PriorityQueue<Position, TimeSpan> _resting = new();
    private long _places;
    private TimeSpan _renewedAt;
    private TimeSpan _comparedAt;
    private TimeSpan? _unfitSince;

    /// <summary>The leases that stand.</summary>
    public IReadOnlyCollection<Guid> Leases => _leases.Ids;

    /// <summary>The last pulls of the silos that still pull.</summary>
    public IEnumerable<ISiloPull> Pulling(TimeSpan now) => _silos.Pulling(now);

    /// <summary>How many silos are heard of.</summary>
    public int Silos => _silos.Count;

    /// <summary>Takes over the leases of the owner before; <see cref="SeeFates"/> tells which of them go on.</summary>
    public void TakeUp(IEnumerable<LeaseRecord> standing, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(standing);
        _renewedAt = _comparedAt = now;
        foreach (var lease in standing)
            Add(lease, now);
    }

    /// <summary>Ends the leases of silos that are dead or have not been heard of for too long.</summary>
    /// <param name="fateOf">What is known of a silo.</param>
    /// <param name="now">Now.</param>
    /// <param name="clock">
    /// Of a sweep that is taken up, the time by which leases of silos that nobody knows have expired; null later. A client had nobody to talk to meanwhile:
    /// its time begins anew.
    /// </param>
    public IReadOnlyList<DeskOrder> SeeFates(Func<SiloKey, SiloFate> fateOf, TimeSpan now, DateTimeOffset? clock = null)
    {
        ArgumentNullException.ThrowIfNull(fateOf);
        LeaseLoss? LossOf(SiloKey silo) => fateOf(silo) switch
        {
            SiloFate.Dead => new LeaseLoss(LossCause.SiloLost, $"{silo.Describe()} died"),
            var fate when fate == SiloFate.Expelled
                || (fate == SiloFate.Unknown && !silo.IsClient && _leases.Of(silo).All(lease => lease.ExpiresAt <= clock))
                || now - _silos.SeenAt(silo) > terms.Duration => new LeaseLoss(LossCause.SiloHung, $"{silo.Describe()} stopped answering"),
            _ => null,
        };

        return [.. _leases.Holders
            .Select(silo => (Silo: silo, Loss: LossOf(silo)))
            .Where(seen => seen.Loss is not null)
            .Select(seen => new DeskOrder.End([.. _leases.Of(seen.Silo)], seen.Loss))];
    }

    /// <summary>What lost attempts come to; what has killed silos too often alone, or was lost too often, is given up.</summary>
    public IReadOnlyList<DeskOrder> Learn(IReadOnlyDictionary<long, TrialLosses> losses)
    {
        stock.Learn(losses);
        GivenUpTrial[] quarantined = [.. stock.Quarantined()
            .Select(lost => new GivenUpTrial(lost.Number, lost.Losses.Attempts, lost.Losses.Verdict))];
        return quarantined.Length == 0 ? [] : [new DeskOrder.GiveUp(quarantined)];
    }

    /// <summary>
    /// Notes a silo's heartbeat. What it does not hold, though it was granted, never arrived there or has ended unheard. Null where it
    /// has come after a later one, and says what was.
    /// </summary>
    public IReadOnlyList<DeskOrder>? Hear(ISiloPull pull, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(pull);
        if (!_silos.Hear(pull, now))
            return null;
        if (_oversized.Fitting(pull.Room) is null)
            _unfitSince = null;
        var held = pull.Held.ToHashSet();
        LeaseRecord[] gone = [.. _leases.Of(pull.Silo).Where(lease => !held.Contains(lease.Id))];
        return gone.Length == 0 ? [] : [new DeskOrder.End(gone, null)];
    }

    /// <summary>What a silo that was heard is to get.</summary>
    public DeskGrant Decide(ISiloPull pull, bool isRunning, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(pull);
        var limit = space.Spec.MaxConcurrent;
        var others = limit is null ? 0 : PlacesBut(pull.Silo);
        int? places = limit is { } all ? PlaceShare.Grant(all, _leases.Of(pull.Silo).Count > 0 ? pull.Places : 0, pull.Wanted, others) : null;
        int? idle = places is { } most ? (int)Math.Min(most, pull.Open) : null;
        if (pull.Cost <= 0 || !isRunning || places == 0)
            return new DeskGrant([], places, idle);
        var slots = Math.Min(places ?? pull.Slots, pull.Slots);
        var asked = pull.Cost * slots / pull.Slots;
        var allSlots = limit is null
            ? Math.Max(slots, _silos.SlotsPulling(now))
            : (int)Math.Min(int.MaxValue, slots + Math.Min(limit.Value, others));
        var isOnly = allSlots == slots;
        var share = isOnly ? 0 : stock.FreeCost * slots / allSlots;
        var cost = isOnly ? asked : WorkPacing.GrantCost(asked, share, slots, pull.SecondsPerCost);
        var least = isOnly ? 0 : Math.Min(pull.Idle, places ?? int.MaxValue);

        // One that waits at a rung may do so until others are there that must be alone, too.
        var mayBeAlone = !_leases.Of(pull.Silo).Any(lease => lease.Alone && (pull.IsAlone != false || !pull.Held.Contains(lease.Id)));
        return new DeskGrant(stock.Next(cost, mayBeAlone, _oversized.Fitting(pull.Room), least, share), places, idle);
    }

    /// <summary>The one trial that a client gets which has none, of an external trainer; none where the sweep has no place for another.</summary>
    /// <param name="cost">0 for one trial; more to see what would come after it.</param>
    public DeskGrant DecideClaim(double cost, bool isRunning)
    {
        var isFull = _leases.Count >= (space.Spec.MaxConcurrent ?? int.MaxValue);
        return new DeskGrant(isRunning && !isFull ? stock.Next(cost, mayBeAlone: true) : [], null, null);
    }

    /// <summary>What a client holds; null where it has nothing.</summary>
    public LeaseRecord? ClaimOf(SiloKey client) => _leases.Of(client) is [var first, ..] ? first : null;

    /// <summary>A client has said that it is at its trial still, and its lease lasts as long as this says; one that has ended stays so.</summary>
    public void Keep(LeaseRecord lease, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (_leases.Replace(lease))
            _silos.Keep(lease.Silo, now);
    }

    /// <summary>The silo is told of these leases, which are in the store, and of its places; it may still use what it had until it is heard of again.</summary>
    public IReadOnlyList<DeskOrder> Granted(SiloKey silo, IEnumerable<LeaseRecord> leases, int? places, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(leases);
        foreach (var lease in leases)
            Add(lease, now);
        if (places is { } given)
            _silos.GivePlaces(silo, given);
        return HasFreePlaces() ? [new DeskOrder.Tell()] : [];
    }

    /// <summary>The lease, while it stands.</summary>
    public LeaseRecord? Find(Guid lease) => _leases.Find(lease);

    /// <summary>
    /// Numbers of these leases without a known result: whether the store has one is to be asked before <see cref="Ended"/>, for a notice may
    /// have been lost.
    /// </summary>
    public IReadOnlyList<long> LeftOf(IEnumerable<Guid> leases) =>
        [.. leases.Select(Find).OfType<LeaseRecord>().SelectMany(lease => lease.All).Where(number => !stock.IsFinished(number))];

    /// <summary>These leases have no row any more: what is left of them is free, after a rest where it was lost repeatedly.</summary>
    /// <param name="ended">Leases, those known as ended among them.</param>
    /// <param name="finished">Of what was left, the numbers that have a result.</param>
    /// <param name="isLost">True where the silo is lost, too.</param>
    /// <param name="now">Now.</param>
    public IReadOnlyList<DeskOrder> Ended(IReadOnlyCollection<Guid> ended, IEnumerable<long> finished, bool isLost, TimeSpan now)
    {
        ArgumentNullException.ThrowIfNull(finished);
        foreach (var number in finished)
            stock.Finish(number);
        LeaseRecord[] known = [.. ended.Select(Find).OfType<LeaseRecord>()];

        // Of a run that was leased in part the rest, too: what a lease had no place for, and what failed before and is tried again.
        var loose = LooseOf(known);
        foreach (var lease in known)
            _leases.Remove(lease.Id);

        // Clients come and go: of those that hold nothing, nothing is kept.
        foreach (var silo in known.Select(lease => lease.Silo).Where(silo => (isLost || silo.IsClient) && _leases.Of(silo).Count == 0))
            _silos.Forget(silo);

        // A lease whose row was written although no answer came may hold them too, once another owner has read it.
        var others = loose.Count == 0 ? [] : RunsOf(_leases.All.SelectMany(lease => lease.All)).ToHashSet();
        foreach (var run in loose.Where(run => !others.Contains(run)))
        {
            if (stock.PauseOf(run) is var pause && pause > TimeSpan.Zero)
                _resting.Enqueue(run, now + pause);
            else
                stock.Free(run);
        }

        return HasFreePlaces() || loose.Count > 0 || known.Any(lease => lease.Alone) ? [new DeskOrder.Tell()] : [];
    }

    public void Renewed(TimeSpan now) => _renewedAt = now;

    /// <summary>Time has passed: lost trials have rested, leases are to be renewed, silent silos looked after, oversized trials given up.</summary>
    public IReadOnlyList<DeskOrder> Tick(bool isRunning, TimeSpan now)
    {
        var orders = new List<DeskOrder>();
        if (_resting.TryPeek(out _, out var first) && first <= now)
            orders.Add(new DeskOrder.Tell());
        while (_resting.TryPeek(out _, out var due) && due <= now)
            stock.Free(_resting.Dequeue());

        SiloKey[] heard = [.. _leases.Holders.Where(silo => _silos.IsPulling(silo, now, terms.Duration))];
        if (heard.Length > 0 && now - _renewedAt > terms.Duration / 3)
            orders.Add(new DeskOrder.Renew(heard));
        if (now - _comparedAt > _silos.PullTimeout && _leases.Holders.Any(silo => !_silos.IsPulling(silo, now, _silos.PullTimeout)))
        {
            _comparedAt = now;
            orders.Add(new DeskOrder.Compare());
        }

        if (GiveUpUnfit(isRunning, now) is { Count: > 0 } unfit)
            orders.Add(new DeskOrder.GiveUp(unfit));
        return orders;
    }

    /// <summary>Trials that none of the silos can hold, once all silos have had the time to say what they can.</summary>
    private IReadOnlyList<GivenUpTrial> GiveUpUnfit(bool isRunning, TimeSpan now)
    {
        MemoryRoom[] rooms = [.. Pulling(now).Select(pull => pull.Room).Distinct()];
        Func<IReadOnlyList<long>, bool>[] fitting = [.. rooms.Select(_oversized.Fitting).OfType<Func<IReadOnlyList<long>, bool>>()];
        if (!isRunning || rooms.Length == 0 || fitting.Length < rooms.Length)
            _unfitSince = null;
        else
            _unfitSince ??= now;
        return now - _unfitSince >= _silos.PullTimeout
            ? [.. stock.Unfit(numbers => fitting.Any(fits => fits(numbers)), MostUnfit)
                .Select(number => new GivenUpTrial(number, 1, _oversized.Refusal(number, rooms)))]
            : [];
    }

    /// <summary>
    /// The trials of a lease that end with one of them, all those of its run that have no result; that one alone where the lease is not known.
    /// </summary>
    public IReadOnlyList<long> LeftWith(Guid lease, long number) =>
        Find(lease) is { } known && stock.IsPlanned(number) && stock.LeftOf(stock.RunOf(number)).Intersect(known.All).ToList() is { Count: > 0 } left
            ? left
            : [number];

    /// <summary>The runs of these leases that have not all results: few, though every trial of the leases is looked at.</summary>
    private List<Position> LooseOf(IEnumerable<LeaseRecord> leases)
    {
        var loose = new List<Position>();
        foreach (var lease in leases)
        {
            foreach (var number in lease.All)
            {
                if (stock.IsPlanned(number) && stock.RunOf(number) is var run && !stock.IsWhole(run))
                    loose.Add(run);
            }
        }

        return loose.Count < 2 ? loose : [.. loose.Distinct()];
    }

    private IEnumerable<Position> RunsOf(IEnumerable<long> numbers) => numbers.Where(stock.IsPlanned).Select(stock.RunOf).Distinct();

    private void Add(LeaseRecord lease, TimeSpan now)
    {
        _leases.Add(lease);
        _silos.Expect(lease.Silo, now);
        foreach (var number in lease.All)
            stock.Claim(number);
    }

    /// <summary>
    /// Places that silos have or may still be using, but for one of them: of a silo that holds leases and was not heard of since they were
    /// read, any number; of a client one.
    /// </summary>
    private long PlacesBut(SiloKey? silo) => _leases.Holders
        .Where(holder => holder != silo)
        .Sum(holder => holder.IsClient ? 1 : _silos.PlacesOf(holder) ?? (long)int.MaxValue);

    /// <summary>True where a place of a limited sweep has become free since the last time.</summary>
    private bool HasFreePlaces()
    {
        if (space.Spec.MaxConcurrent is not { } limit)
            return false;
        var before = _places;
        _places = Math.Min(limit, PlacesBut(null));
        return _places < before;
    }
}
