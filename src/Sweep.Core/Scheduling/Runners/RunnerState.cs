using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Core.Scheduling.Runners;

/// <summary>
/// Decides what a silo does for one sweep: when it asks the sweep's owner and for how much, which of its leased runs it starts, what
/// it gives back, what it stops, when it leaves. It is told what happens and says what is to be done (<see cref="Next"/>); of the owner it
/// knows the replies alone. Not safe for use by several threads at once; what it shares with other sweeps (<see cref="SiloResources"/>) is.
/// </summary>
public sealed class RunnerState : IDisposable
{
    /// <summary>
    /// <see cref="Next"/> is to be called so often at least. An owner hears of the silo as often, or less where there are many (<see cref="ClusterPace"/>).
    /// </summary>
    public static readonly TimeSpan Heartbeat = ClusterPace.Of(1).Heartbeat;

    private readonly Guid _sweep;
    private readonly SearchSpace _space;
    private readonly SiloResources _silo;
    private readonly LeasedWork _work;
    private readonly SiloPace _pace;
    private readonly PullTimes _pulls;
    private readonly SweepLoad _load;
    private readonly RungPlan? _rungs;

    // Of a run that is leased, the part that is trained before anything is decided about it: little more is trained of most.
    private readonly double _firstShare;
    private RunnerTurn _turn = new();
    private RunnerTurn _lastTurn = new();
    private SweepState _state = SweepState.Running;
    private LeasedRun? _alone;
    private int _wanted;
    private int _held;
    private bool _isDraining;

    /// <param name="sweep">The sweep.</param>
    /// <param name="space">Its search space.</param>
    /// <param name="silo">What it shares with others.</param>
    /// <param name="wake">Called, from any thread, when another turn may be worth taking.</param>
    public RunnerState(Guid sweep, SearchSpace space, SiloResources silo, Action wake)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(silo);
        (_sweep, _space, _silo) = (sweep, space, silo);
        _work = new LeasedWork(space);
        _pace = new SiloPace(silo.FirstSecondsPerCost);
        _pulls = new PullTimes(silo.Time, silo.OwnerPatience);
        _rungs = space.Spec.Rungs();
        _firstShare = _rungs?.Ladder.ShareAfter(-1) ?? 1;
        _load = silo.Slots.Join(sweep, space.Spec.Weight, wake, space.Spec.Trainer.Slots);
        silo.Memory.Join(sweep, wake);
        if (IsLimited)
            Bound(0);
    }

    /// <summary>Of a limited sweep: how many of its runs may be on slots at once; null where it is not limited.</summary>
    public int? Places => IsLimited ? _load.Places : null;

    /// <summary>The longest trial of the run that nothing may be started beside; null where there is none.</summary>
    public long? Alone => _alone?.Longest.Number;

    /// <summary>Leased runs that are not trained yet, but for those on their way to the writer.</summary>
    internal long Open => _load.InFlight + _held + _work.Count;

    private bool IsLimited => _space.Spec.MaxConcurrent is not null;

    private bool IsOver => _pulls.IsDisowned || _state.IsFinal();

    private bool IsHungry => _state == SweepState.Running
        && _silo.Trouble.MayStart(_load.InFlight)
        && !_silo.Slots.IsFullOfLongTrials(_sweep)
        && WorkPacing.ShouldPull(
            _silo.Slots.Count, _work.WaitingCost * _firstShare * _load.Width / _silo.Slots.PortionOf(_sweep), _pace.SecondsPerCost, Pace.LeaseSeconds);

    private ClusterPace Pace => _silo.Cluster.PaceOf(_sweep);

    /// <summary>A few runs wait in line behind each place, as they do behind each slot.</summary>
    private bool HasPlace => Places is not { } places || (places > 0 && WorkPacing.ShouldStart(places, _load.InFlight, _load.Seconds));

    /// <summary>The silo is to be left: nothing more is asked for.</summary>
    public void Drain() => _isDraining = true;

    /// <summary>The run that is <see cref="Alone"/> has made a checkpoint.</summary>
    public void Saved() => _silo.Slots.Reassure(_sweep);

    /// <summary>The owner was waited for (<see cref="RunnerTurn.Watch"/>).</summary>
    /// <param name="hasNews">True where it may have more than its last reply had.</param>
    public void Watched(bool hasNews) => _pulls.Watched(hasNews);

    /// <summary>The pull had no answer of its owner, or none that could be given: all stays as it is, and the next heartbeat asks again.</summary>
    public void Unanswered() => Answered(_state, [], null, null);

    /// <summary>The owner's reply to the pull.</summary>
    /// <param name="state">The sweep's state; null where whoever replied does not own it, at least not now.</param>
    /// <param name="grants">New leases.</param>
    /// <param name="news">Which news are known with this; null where they cannot be waited for.</param>
    /// <param name="places">Of a limited sweep: the places that the silo has now; null where nothing is decided.</param>
    /// <param name="silos">How many work on the sweep; null where the owner does not say.</param>
    public void Answered(SweepState? state, IReadOnlyList<LeaseGrant> grants, long? news, int? places, int? silos = null)
    {
        ArgumentNullException.ThrowIfNull(grants);
        if (silos is { } counted)
            _silo.Cluster.Note(_sweep, counted);
        _pulls.Answered(isOwner: state is not null, isEmpty: grants.Count == 0);
        if (state is not { } known)
            return;
        var isPausedNow = _state == SweepState.Running && known == SweepState.Paused;
        _state = known;
        foreach (var grant in grants)
        {
            _silo.Leases.Begin(grant.Lease, _sweep, grant.Count);
            _work.Add(grant);
        }

        if (isPausedNow)
            StopWaiting();

        // An owner of an earlier version does not tell of places: it leases no more than may run.
        if (IsLimited && (places ?? (grants.Count > 0 ? _space.Spec.MaxConcurrent : null)) is { } given)
        {
            Bound(given);
            if (given == 0 && Open > 0)
                StopWaiting();
        }

        var couldUseMore = known == SweepState.Paused || _pulls.HasFoundNothing || Places < Math.Min(_wanted, Open);
        if (couldUseMore && news is not null && _pulls.TryWatch())
            _turn.Watch = news;
    }

    /// <summary>
    /// A started run has come to a rung and left its slot until something is decided about it. Others may come there now even where it was alone.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="seconds">What it has taken on slots so far.</param>
    public void Held(LeasedRun run, double seconds)
    {
        ArgumentNullException.ThrowIfNull(run);
        LeaveSlot(run, seconds - run.HeldSeconds);
        (run.HeldSeconds, run.IsHeld) = (seconds, true);
        _held++;
        _silo.Trouble.Succeeded();
    }

    /// <summary>A run is kept at a rung and goes back to a slot.</summary>
    public void GoesOn(LeasedRun run, int rung)
    {
        ArgumentNullException.ThrowIfNull(run);
        run.StageSeconds = run.Seconds * (_rungs?.Ladder.ShareAfter(rung) ?? 1);
        run.IsHeld = false;
        _held--;
        _silo.Slots.Return(_sweep, run.StageSeconds);
    }

    /// <summary>A started run is over.</summary>
    public void Ended(LeasedRun run, TrialEnd end)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.IsHeld)
            _held--;
        else
            LeaveSlot(run, Math.Max(0, (end.Seconds ?? 0) - run.HeldSeconds));
        if (end.Loss is { } loss)
            _silo.Trouble.Failed(loss);
        else if (end.IsShort)
            _silo.Memory.NoteShortage();
        else
            _silo.Trouble.Succeeded();
        if (end.Seconds is { } seconds)
        {
            // What went on from a checkpoint tells nothing of the whole. The memory of a result is given back by the writer.
            if (!run.HasCheckpoint)
                _pace.Note(run.Cost * end.Share, seconds);
            return;
        }

        _silo.Memory.Give(run.LeftNeed);
        Drop(run.Lease, run.Trials.Count - run.Handed);
        if (end.Loss is not null)
            GiveBackWaiting();
    }

    /// <summary>What is to be done now; good until the next call.</summary>
    public RunnerTurn Next()
    {
        if (_isDraining || IsOver)
            Leave();
        else
            Work();
        (_turn, _lastTurn) = (_lastTurn, _turn);
        _turn.Clear();
        return _lastTurn;
    }

    public void Dispose()
    {
        _silo.Slots.Leave(_sweep);
        _silo.Memory.Leave(_sweep);
        _silo.Cluster.Forget(_sweep);
    }

    private void Work()
    {
        StartTrials();
        var isHungry = IsHungry;
        if (_pulls.TryPull(isHungry, hasPlacesToSpare: Places > Open, Pace.Heartbeat))
            Pull(isHungry);
    }

    private void Leave()
    {
        _silo.Slots.Pass(_sweep);
        GiveBackWaiting();

        // Asked again at every turn: a run may have been on its way to its grain when it was asked last.
        if (_load.InFlight + _held > 0)
            _turn.Stop = IsOver ? StopReach.All : StopReach.Lengthy;
        _turn.IsLast = _load.InFlight + _held == 0 && !_pulls.IsPulling;
    }

    private void Pull(bool isHungry)
    {
        var portion = _silo.Slots.PortionOf(_sweep);
        var cost = isHungry ? WorkPacing.LeaseCost(_silo.Slots.Count, _pace.SecondsPerCost, Pace.LeaseSeconds) / _firstShare / _load.Width * portion : 0;
        var mine = (int)Math.Ceiling(_silo.Slots.Count * portion) / _load.Width;
        var figures = new PullFigures(
            cost, _pace.Usual is null ? 0 : _pace.SecondsPerCost, Idle: (int)Math.Max(0, mine - _load.InFlight - _work.Count),
            IsAlone: _alone is not null || _work.HasAlone);
        if (Places is { } places)
        {
            // Places without work are given up by asking: the silo's word is what their owner goes by.
            Bound((int)Math.Min(places, Open));
            _wanted = _silo.Slots.PlacesWanted(_sweep);
            figures = figures with { Places = _load.Places, Wanted = _wanted, Open = Open };
        }

        _turn.Pull = figures;
    }

    private void StartTrials()
    {
        while (_state == SweepState.Running && HasPlace && _silo.Trouble.MayStart(_load.InFlight) && _work.Next is { } next)
        {
            next.Seconds = next.Cost * _pace.SecondsPerCost;
            next.UsualSeconds = next.Cost * _pace.Usual;
            next.Measure(_silo.Memory.Room, _space.Spec.RecordEvery, _silo.Curves);
            next.StageSeconds = next.Seconds * _firstShare;
            if (!TryTake(next.Need))
                break;
            if (!_silo.Slots.TryStart(_sweep, next.StageSeconds, next.Alone))
            {
                _silo.Memory.Undo(next.Need);
                return;
            }

            _work.Take();
            if (next.Alone)
                _alone = next;
            _turn.ToStart.Add(next);
        }

        _silo.Slots.Pass(_sweep);
    }

    /// <summary>Where all wait at rungs, for others to come there, one more gets in whatever it needs: without it nothing would ever be decided.</summary>
    private bool TryTake(MemoryNeed need)
    {
        if (_silo.Memory.TryTake(_sweep, need))
            return true;
        if (_held == 0 || _load.InFlight > 0)
            return false;
        _silo.Memory.Take(need);
        return true;
    }

    private void LeaveSlot(LeasedRun run, double took)
    {
        var isAlone = run.Alone && ReferenceEquals(_alone, run);
        _silo.Slots.End(_sweep, run.StageSeconds, took, isAlone);
        if (isAlone)
            _alone = null;
    }

    private void Bound(int places) => _silo.Slots.Bound(_sweep, places);

    private void StopWaiting()
    {
        GiveBackWaiting();
        _turn.Stop = StopReach.Waiting;
    }

    private void GiveBackWaiting()
    {
        foreach (var (lease, trials) in _work.Clear())
            Drop(lease, trials);
    }

    private void Drop(Guid lease, long trials)
    {
        if (_silo.Leases.Drop(lease, trials))
            _turn.ToGiveBack.Add(lease);
    }
}
