using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>One owner of the sweep: a desk and its hands, which do what the silo's do, at <see cref="DeskStore"/>.</summary>
internal sealed class DeskOwner
{
    public static readonly LeaseTerms Terms = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5));

    private readonly DeskStore _store;
    private readonly DeskJudge _judge;
    private readonly Func<SiloKey, SiloFate> _fateOf;
    private readonly Func<TimeSpan> _clock;
    private readonly List<Guid> _owed = [];

    public DeskOwner(SearchSpace space, DeskStore store, DeskJudge judge, Func<SiloKey, SiloFate> fateOf, Func<TimeSpan> clock)
    {
        (_store, _judge, _fateOf, _clock) = (store, judge, fateOf, clock);
        var (frontier, above) = store.ReadFinished();
        Stock = new TrialStock(space, frontier, above);
        Desk = new LeaseDesk(space, Stock, CurveEncoding.WholeTexts, Terms);
        judge.TakingUp(Now);
        Desk.TakeUp(store.ReadLeases(), Now);
        Learn();
        Do(Desk.SeeFates(fateOf, Now, WallClock));
    }

    public TrialStock Stock { get; }

    public LeaseDesk Desk { get; }

    /// <summary>The losses that the desk was told of last.</summary>
    public IReadOnlyDictionary<long, TrialLosses> Losses { get; private set; } = new Dictionary<long, TrialLosses>();

    public bool IsRunning { get; set; } = true;

    private TimeSpan Now => _clock();

    private DateTimeOffset WallClock => DateTimeOffset.UnixEpoch + Now;

    /// <summary>Null where nothing came of it.</summary>
    public (IReadOnlyList<LeaseRecord> Leases, int? Places)? Pull(SiloPull pull)
    {
        if (Desk.Hear(pull, Now) is not { } orders)
            return null;
        _judge.Heard(pull, Now);
        Do(orders);
        var grant = Desk.Decide(pull, IsRunning, Now);
        LeaseRecord[] leases = [.. grant.Batches.Select(batch =>
            new LeaseRecord(Guid.NewGuid(), Guid.Empty, pull.Silo, batch.Numbers, 1, WallClock, WallClock + Terms.Duration)
            {
                Alone = batch.Isolation == Isolation.Alone,
            })];
        _judge.Granting(this, pull, grant.Places, leases, Now);
        if (leases.Length > 0)
        {
            _owed.AddRange(leases.Select(lease => lease.Id));
            _store.Grant(leases);
            _owed.RemoveAll(owed => leases.Any(lease => lease.Id == owed));
        }

        var places = leases.Length > 0 ? grant.Places : grant.IdlePlaces;
        Do(Desk.Granted(pull.Silo, leases, places, Now));
        return (leases, places);
    }

    public void Committed(IEnumerable<long> numbers, IReadOnlyCollection<Guid> ended)
    {
        foreach (var number in numbers)
            Stock.Finish(number);
        Ended(ended, isLost: false);
    }

    public void GiveBack(Guid lease)
    {
        _store.End([lease], null);
        Ended([lease], isLost: false);
    }

    /// <summary>A run that is not on its silo any more, told by its longest trial there.</summary>
    public void Lose(Guid lease, long number)
    {
        var numbers = Desk.LeftWith(lease, number);
        _judge.Losing(this, lease, number, numbers);
        _store.Lose(lease, numbers);
        Learn();
    }

    public void Check()
    {
        _store.End(_owed, null);
        _owed.Clear();
        Do(Desk.SeeFates(_fateOf, Now));
        var orders = Desk.Tick(IsRunning, Now);
        _judge.Rested(Now);
        Do(orders);
    }

    private void Do(IEnumerable<DeskOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case DeskOrder.Tell:
                    _judge.Told();
                    break;
                case DeskOrder.End end:
                    _judge.Ending(end, _fateOf(end.Leases[0].Silo), Now, WallClock);
                    Guid[] ids = [.. end.Leases.Select(lease => lease.Id)];
                    _store.End(ids, end.Loss?.Cause);
                    if (end.Loss is not null)
                        Learn();
                    Ended(ids, end.Loss is not null);
                    break;
                case DeskOrder.Renew:
                    Desk.Renewed(Now);
                    break;
                case DeskOrder.Compare:
                    Ended([.. Desk.Leases.Except(_store.ReadLeases().Select(lease => lease.Id))], isLost: false);
                    break;
                case DeskOrder.GiveUp given:
                    _judge.GivingUp(this, given, Now);
                    long[] numbers = [.. given.Trials.Select(trial => trial.Number)];
                    _store.Commit(numbers, numbers, []);
                    foreach (var number in numbers)
                        Stock.Finish(number);
                    break;
            }
        }
    }

    private void Learn()
    {
        Losses = _store.ReadLosses();
        Do(Desk.Learn(Losses));
        _judge.Learned(this);
    }

    private void Ended(IReadOnlyCollection<Guid> ended, bool isLost)
    {
        var left = Desk.LeftOf(ended);
        var finished = left.Count > 0 ? _store.ReadFinishedAmong(left) : [];
        _judge.Freeing(this, ended, finished, Now);
        Do(Desk.Ended(ended, finished, isLost, Now));
    }
}
