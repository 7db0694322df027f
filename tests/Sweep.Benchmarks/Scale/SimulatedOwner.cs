using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Compute;

namespace Sweep.Benchmarks.Scale;

/// <summary>
/// The owner of a sweep, whose calls come one at a time, as a grain's do: the real <see cref="LeaseDesk"/> decides, its store is a wait. What deciding takes is
/// measured and goes into virtual time.
/// </summary>
internal sealed class SimulatedOwner
{
    private static readonly LeaseTerms Terms = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));

    private readonly VirtualTime _time;
    private readonly ScaleSettings _settings;
    private readonly ScaleCounts _counts;
    private readonly Func<SiloKey, TimeSpan?> _diedAt;
    private readonly TrialStock _stock;
    private readonly LeaseDesk _desk;
    private readonly Queue<(Func<Action?> Call, TimeSpan At)> _calls = new();
    private readonly Dictionary<long, TrialLosses> _losses = [];
    private readonly List<Action> _watching = [];
    private readonly List<(ISiloPull Pull, Action<SweepState, IReadOnlyList<LeaseGrant>, long, int?> Answered)> _pulls = [];
    private bool _isBusy;
    private int _transactions;
    private int _grants;

    public SimulatedOwner(Guid sweep, SearchSpace space, VirtualTime time, ScaleSettings settings, ScaleCounts counts, Func<SiloKey, TimeSpan?> diedAt)
    {
        (Sweep, _time, _settings, _counts, _diedAt) = (sweep, time, settings, counts, diedAt);
        _stock = new TrialStock(space, 0, []);
        _desk = new LeaseDesk(space, _stock, CurveEncoding.Pieces, Terms);
        _counts.OwnerCpu[sweep] = 0;
        Tick();
    }

    public Guid Sweep { get; }

    /// <summary>All trials are finished, and known to be.</summary>
    public bool IsOver => _stock.IsComplete;

    /// <summary>Nothing is left that a silo could be granted: what there is to do is leased.</summary>
    public bool IsAllLeased => _stock.FreeCost <= 0;

    public SweepState State => IsOver ? SweepState.Completed : SweepState.Running;

    public long News { get; private set; }

    /// <summary>Numbers that were lost with a silo, with when it died.</summary>
    public Dictionary<long, TimeSpan> Lost { get; } = [];

    /// <summary>
    /// A silo asks; the answer comes to it by <paramref name="answered"/>. What has been asked until the owner has time is decided and written at once.
    /// </summary>
    public void Pull(ISiloPull pull, Action<SweepState, IReadOnlyList<LeaseGrant>, long, int?> answered)
    {
        Count(_settings.Costs.CallCpu);
        _pulls.Add((pull, answered));
        if (_pulls.Count == 1)
            Call(ServePulls);
    }

    private Action ServePulls()
    {
        var taken = _settings.IsPaced ? _pulls.ToList() : _pulls.Take(1).ToList();
        _pulls.RemoveRange(0, taken.Count);
        if (_pulls.Count > 0)
            Call(ServePulls);
        Action[] answers = [.. taken.Select(asked => Answer(asked.Pull, asked.Answered))];
        return () => Array.ForEach(answers, answer => answer());
    }

    private Action Answer(ISiloPull pull, Action<SweepState, IReadOnlyList<LeaseGrant>, long, int?> answered)
    {
        if (IsOver || _desk.Hear(pull, _time.Now) is not { } orders)
            return () => answered(State, [], News, null);
        Do(orders);
        var grant = _desk.Decide(pull, isRunning: true, _time.Now);
        var now = _time.GetUtcNow();
        LeaseRecord[] leases = [.. grant.Batches.Select(batch => new LeaseRecord(
            Guid.NewGuid(), Sweep, pull.Silo, batch.Numbers, 1, now, now + Terms.Duration) { Alone = batch.Isolation == Isolation.Alone })];
        if (leases.Length > 0)
            _grants = 1;
        Do(_desk.Granted(pull.Silo, leases, leases.Length > 0 ? grant.Places : grant.IdlePlaces, _time.Now));
        var (news, silos) = (News, _settings.IsPaced ? _desk.Silos : default(int?));
        return () => answered(State, [.. leases.Select(lease => new LeaseGrant(lease.Id, lease.Numbers, lease.Alone))], news, silos);
    }

    /// <summary>A silo's results are stored; <paramref name="heard"/> once the owner knows.</summary>
    public void Committed(IReadOnlyList<long> numbers, IReadOnlyList<Guid> ended, Action heard) => Call(() =>
    {
        foreach (var number in numbers)
            _stock.Finish(number);
        if (ended.Count > 0)
            Do(_desk.Ended(ended, [], isLost: false, _time.Now));
        if (IsOver)
            Tell();
        return heard;
    });

    /// <summary>Work that will not be done where it was leased.</summary>
    public void GiveBack(Guid lease) => Call(() =>
    {
        _transactions++;
        Do(_desk.Ended([lease], [], isLost: false, _time.Now));
        return null;
    });

    /// <summary>Waits for news, some seconds at most. Such calls wait for no other, and cost as much.</summary>
    public void Watch(long known, Action<bool> watched)
    {
        Count(_settings.Costs.CallCpu);
        if (News != known)
        {
            watched(true);
            return;
        }

        var isTold = false;
        void Told(bool hasNews)
        {
            if (isTold)
                return;
            isTold = true;
            watched(hasNews);
        }

        _watching.Add(() => Told(true));
        _time.After(10.0, () => Told(false));
    }

    private void Call(Func<Action?> call)
    {
        _calls.Enqueue((call, _time.Now));
        if (!_isBusy)
            Serve();
    }

    private void Serve()
    {
        if (!_calls.TryDequeue(out var next))
        {
            _isBusy = false;
            return;
        }

        _isBusy = true;
        _counts.LongestWait = Math.Max(_counts.LongestWait, (_time.Now - next.At).TotalSeconds);
        (_transactions, _grants) = (0, 0);
        var begun = ThreadClock.Seconds();
        var answer = next.Call();
        var decided = ThreadClock.Seconds() - begun;
        _counts.DecidedSeconds += decided;
        _transactions += _grants;
        _counts.LeaseTransactions += _transactions;
        var cpu = _settings.Costs.CallCpu + decided + _transactions * _settings.Costs.TransactionCpu;
        Count(cpu);
        _time.After(cpu + _transactions * _settings.Costs.LeaseTransaction, () =>
        {
            answer?.Invoke();
            Serve();
        });
    }

    private void Count(double cpu)
    {
        _counts.Calls++;
        _counts.OwnerCpu[Sweep] += cpu;
    }

    private SiloFate FateOf(SiloKey silo) =>
        _diedAt(silo) is { } died && (_time.Now - died).TotalSeconds >= _settings.Costs.DeathNoticed ? SiloFate.Dead : SiloFate.Alive;

    private void Tick() => _time.After(1.0, () =>
    {
        if (IsOver)
            return;
        Call(() =>
        {
            _transactions++;
            Do(_desk.SeeFates(FateOf, _time.Now));
            Do(_desk.Tick(isRunning: true, _time.Now));
            return null;
        });
        Tick();
    });

    private void Tell()
    {
        News++;
        foreach (var told in _watching.ToList())
            _time.After(_settings.Costs.Hop, told);
        _watching.Clear();
    }

    private void Do(IEnumerable<DeskOrder> orders)
    {
        foreach (var order in orders)
        {
            switch (order)
            {
                case DeskOrder.Tell:
                    Tell();
                    break;
                case DeskOrder.Renew:
                    _transactions++;
                    _desk.Renewed(_time.Now);
                    break;
                case DeskOrder.End end:
                    End(end);
                    break;
            }
        }
    }

    private void End(DeskOrder.End end)
    {
        _transactions++;
        if (end.Loss is not null)
        {
            foreach (var (lease, number) in end.Leases.SelectMany(lease => lease.All.Select(number => (lease, number))))
            {
                if (_stock.IsFinished(number))
                    continue;
                var before = _losses.GetValueOrDefault(number) ?? new TrialLosses(0, 0, 0, 0);
                _losses[number] = before with
                {
                    Attempts = before.Attempts + 1,
                    SiloDeaths = before.SiloDeaths + 1,
                    DeathsWithoutProgress = before.DeathsWithoutProgress + 1,
                };
                Lost[number] = _diedAt(lease.Silo) ?? _time.Now;
            }

            Do(_desk.Learn(_losses));
        }

        Do(_desk.Ended([.. end.Leases.Select(lease => lease.Id)], [], isLost: end.Loss is not null, _time.Now));
    }
}
