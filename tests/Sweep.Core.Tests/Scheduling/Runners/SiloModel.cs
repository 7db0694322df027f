using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;

namespace Sweep.Core.Tests.Scheduling.Runners;

/// <summary>
/// A silo with its sweeps, their owners and the store, in which everything happens by itself: whoever holds the model says what happens
/// next, and every rule that must hold whatever happens is checked after each step.
/// </summary>
internal sealed class SiloModel
{
    private const double SecondsPerCost = 0.004;

    private readonly FakeTimeProvider _time = new();
    private readonly SiloResources _silo;
    private readonly bool _isTight;
    private readonly int?[] _limits;
    private readonly SweepModel[] _sweeps;
    private readonly List<(SweepModel Sweep, LeasedTrial Trial)> _results = [];
    private bool _isDrained;

    /// <param name="slots">Of the silo.</param>
    /// <param name="fitting">How many trials fit into its memory; null for any number.</param>
    /// <param name="limits">Of its sweeps; null for none.</param>
    public SiloModel(int slots, int? fitting, int?[] limits)
    {
        _isTight = fitting is not null;
        _limits = limits;
        _sweeps = [.. limits.Select(NewSweep)];
        var most = MemoryNeed.MostOf(_sweeps[0].Space.Spec, CurveEncoding.WholeTexts);
        var room = fitting is { } number ? new MemoryRoom(most.Managed * number, most.Total * number) : MemoryRoom.Unlimited;
        _silo = new SiloResources(
            new SlotShare(slots), new MemoryBudget(room, _time), new StartTrouble(_time), new LeaseTracker(), CurveEncoding.WholeTexts, SecondsPerCost / 10,
            TimeSpan.FromSeconds(30), _time);
    }

    /// <summary>Something happens.</summary>
    /// <param name="choice">Not negative; says what.</param>
    public void Step(int choice)
    {
        var (arg, kind) = Math.DivRem(choice, 18);
        var sweep = _sweeps[arg % _sweeps.Length];
        arg /= _sweeps.Length;
        switch (kind)
        {
            case <= 2:
                Pass(arg % 700);
                break;
            case <= 6 or 16 or 17:
                EndTraining(sweep, arg);
                break;
            case 7:
                foreach (var trial in sweep.Stopped.Take(1 + arg % 3).ToList())
                    End(sweep, trial, new TrialEnd(null));
                break;
            case <= 10:
                sweep.MovePull(isLost: arg % 16 == 0);
                break;
            case 11:
                Commit();
                break;
            case 12:
                sweep.EndWatch(isLost: arg % 8 == 0);
                break;
            case 13:
                MoveOwner(sweep, arg);
                break;
            case 14:
                if (sweep.Training.Count > 0)
                    Save(sweep, sweep.Training[arg % sweep.Training.Count]);
                break;
            default:
                Look(_isDrained && arg % 2 == 0, isDrained: arg % 32 == 0);
                break;
        }

        Settle(arg);
    }

    /// <summary>From now on all goes well; fails unless every sweep is done before long, and nothing is left of it here.</summary>
    public void Complete()
    {
        foreach (var sweep in _sweeps)
        {
            (sweep.IsOwned, sweep.Others) = (true, 0);
            if (sweep.State == SweepState.Paused)
                sweep.ChangeState(SweepState.Running);
        }

        for (var round = 0; !_sweeps.All(sweep => sweep is { IsOver: true, Runner: null }) || _results.Count > 0; round++)
        {
            Assert.True(round < 5_000, "something leased was forgotten: the sweeps are not done");
            Look(isStarted: _isDrained, isDrained: false, isRenewing: false);
            GoOn(isSilent: false);
        }

        Assert.Equal(0, _silo.Leases.Open);
        Assert.All(_sweeps, sweep => Assert.Empty(_silo.Leases.HeldOf(sweep.Id)));
        Assert.True(_silo.Memory.TryTake(Guid.NewGuid(), new MemoryNeed(_silo.Memory.Room.Managed, 0)), "memory was not given back");
    }

    /// <summary>The silo is to be left while no owner answers; fails unless all runners end.</summary>
    public void DrainInSilence()
    {
        Look(isStarted: false, isDrained: true);
        for (var round = 0; _sweeps.Any(sweep => sweep.Runner is not null); round++)
        {
            Assert.True(round < 100, "the drain does not end");
            GoOn(isSilent: true);
        }
    }

    private static SweepModel NewSweep(int? limit, int place) => new(limit, weight: 1 + place, replicates: 15);

    private void GoOn(bool isSilent)
    {
        var arg = isSilent ? 0 : 1;
        Pass(600);
        Settle(arg);
        foreach (var sweep in _sweeps)
        {
            foreach (var trial in sweep.Stopped.ToList())
                End(sweep, trial, new TrialEnd(null));
            foreach (var trial in sweep.Training.Where(_ => !isSilent).ToList())
                Finish(sweep, trial, 1);
            sweep.MovePull(isSilent);
            sweep.MovePull(isSilent);
            sweep.EndWatch(isSilent);
        }

        Commit();
        Settle(arg);
    }

    private void Pass(int milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        foreach (var sweep in _sweeps)
            sweep.IsWoken = true;
    }

    private void EndTraining(SweepModel sweep, int arg)
    {
        if (sweep.Training.Count == 0)
            return;
        var trial = sweep.Training[arg % sweep.Training.Count];
        switch (arg % 11)
        {
            case 0:
                sweep.Lose(trial.Definition.Number);
                End(sweep, trial, new TrialEnd(null, "lost"));
                break;
            case 1:
                sweep.Lose(trial.Definition.Number);
                End(sweep, trial, new TrialEnd(null, IsShort: true));
                break;
            case 2:
                End(sweep, trial, new TrialEnd(null, "the store is away"));
                break;
            default:
                Finish(sweep, trial, (1 + arg % 5) / 3.0);
                break;
        }
    }

    private void Finish(SweepModel sweep, LeasedTrial trial, double factor)
    {
        _results.Add((sweep, trial));
        End(sweep, trial, new TrialEnd(trial.Cost * SecondsPerCost * factor));
    }

    private static void End(SweepModel sweep, LeasedTrial trial, TrialEnd end)
    {
        sweep.Stopped.Remove(trial);
        Assert.True(sweep.Training.Remove(trial) || sweep.InLine.Remove(trial));
        if (trial.Alone)
            sweep.HasUnsavedAlone = false;
        sweep.Runner!.Ended(trial, end);
        sweep.IsWoken = true;
    }

    private static void Save(SweepModel sweep, LeasedTrial trial)
    {
        sweep.Save(trial.Definition.Number);
        if (sweep.Runner!.Alone != trial.Definition.Number)
            return;
        sweep.HasUnsavedAlone = false;
        sweep.Runner.Saved();
        sweep.IsWoken = true;
    }

    private void Commit()
    {
        foreach (var results in _results.GroupBy(result => result.Sweep).ToList())
        {
            var ended = _silo.Leases.Settle(results.Select(result => result.Trial.Lease));
            results.Key.Commit([.. results.Select(result => result.Trial.Definition.Number)], ended);
            _silo.Leases.Forget(ended);
            foreach (var (_, trial) in results)
                _silo.Memory.Give(trial.Need);
        }

        _results.Clear();
    }

    private static void MoveOwner(SweepModel sweep, int arg)
    {
        switch (arg % 8)
        {
            case 0 or 1 when !sweep.IsOver:
                sweep.ChangeState(sweep.State == SweepState.Running ? SweepState.Paused : SweepState.Running);
                break;
            case 2 or 3:
                sweep.IsOwned = !sweep.IsOwned;
                break;
            case 4 when arg % 5 == 0 && !sweep.IsOver:
                sweep.ChangeState(SweepState.Cancelled);
                break;
            default:
                sweep.Others = arg / 8 % 4;
                break;
        }
    }

    /// <summary>The silo looks for sweeps to work on, is told to drain, or is started again.</summary>
    private void Look(bool isStarted, bool isDrained, bool isRenewing = true)
    {
        _isDrained = (_isDrained && !isStarted) || isDrained;
        for (var place = 0; place < _sweeps.Length; place++)
        {
            var sweep = _sweeps[place];
            if (_isDrained)
                sweep.Runner?.Drain();
            else if (sweep is { Runner: null, IsOver: true } && isRenewing && _results.All(result => result.Sweep != sweep))
                _sweeps[place] = NewSweep(_limits[place], place);
            else if (sweep is { Runner: null, State: SweepState.Running, IsOwned: true })
                (sweep.Runner, sweep.Known) = (new RunnerState(sweep.Id, sweep.Space, _silo, () => sweep.IsWoken = true), SweepState.Running);
            sweep.IsWoken = true;
        }
    }

    /// <summary>All that wake take their turns, until nobody wakes any more.</summary>
    private void Settle(int arg)
    {
        for (var turns = 0; _sweeps.FirstOrDefault(sweep => sweep.IsWoken) is { } sweep; turns++)
        {
            Assert.True(turns < 10_000, "the sweeps wake each other for ever");
            sweep.IsWoken = false;
            if (sweep.Runner is not null)
                Do(sweep, sweep.Runner.Next(), arg);
        }

        FillSlots();
        Check();
    }

    private void Do(SweepModel sweep, RunnerTurn turn, int arg)
    {
        foreach (var trial in turn.Start)
        {
            CheckStart(sweep, trial);
            sweep.InLine.Add(trial);
            sweep.HasUnsavedAlone |= trial.Alone;
            sweep.AloneWaiting.Remove(trial.Lease);
        }

        foreach (var lease in turn.GiveBack)
        {
            // Where the owner does not hear it, its next heartbeat shows that the lease is held no more.
            if (arg % 8 != 0)
                sweep.EndLease(lease);
            _silo.Leases.Forget([lease]);
            sweep.AloneWaiting.Remove(lease);
        }

        // What is on its way to its grain is missed.
        IEnumerable<LeasedTrial> asked = turn.Stop switch
        {
            StopReach.None => [],
            StopReach.Waiting => sweep.InLine.Skip(arg % 3),
            StopReach.Lengthy => sweep.InLine.Skip(arg % 2).Concat(sweep.Training.Skip(arg % 2)),
            _ => sweep.InLine.Concat(sweep.Training),
        };
        sweep.Stopped.UnionWith(asked);
        if (turn.Pull is { } figures)
            sweep.Send(figures, _silo.Leases.HeldOf(sweep.Id));
        if (turn.Watch is { } news)
            sweep.Watch(news);
        if (!turn.IsLast)
            return;
        Assert.False(sweep.InFlight > 0 || sweep.IsPulling, "it left while something was in flight");
        sweep.Runner!.Dispose();
        sweep.EndWatch(isLost: true);
        sweep.Runner = null;
    }

    private void FillSlots()
    {
        foreach (var sweep in _sweeps)
        {
            foreach (var trial in sweep.InLine.Where(trial => !sweep.Stopped.Contains(trial)).ToList())
            {
                if (_sweeps.Sum(other => other.Training.Count) >= _silo.Slots.Count || sweep.Training.Count >= sweep.Places)
                    break;
                sweep.InLine.Remove(trial);
                sweep.Training.Add(trial);
            }
        }
    }

    private void CheckStart(SweepModel sweep, LeasedTrial trial)
    {
        Assert.False(_isDrained, "a trial is started while the silo drains");
        Assert.Equal(SweepState.Running, sweep.Known);
        Assert.DoesNotContain(sweep.InLine.Concat(sweep.Training), other => other.Definition.Number == trial.Definition.Number);
        Assert.DoesNotContain(_sweeps, other => other.HasUnsavedAlone);
        var counted = _sweeps.Sum(other => Math.Min(other.InFlight, other.Places ?? int.MaxValue));
        var seconds = _sweeps.Sum(other => other.InFlight == 0 ? 0 : other.InLine.Concat(other.Training).Sum(started => started.Seconds)
            * Math.Min(other.InFlight, other.Places ?? int.MaxValue) / other.InFlight);
        Assert.True(
            trial.Alone ? _sweeps.Sum(other => other.InFlight) == 0 : WorkPacing.ShouldStart(_silo.Slots.Count, counted, seconds - 1e-9),
            $"slots are over-filled: {counted} trials of {seconds} s");
        if (sweep.Places is { } places)
            Assert.True(
                places > 0 && WorkPacing.ShouldStart(places, sweep.InFlight, sweep.InLine.Concat(sweep.Training).Sum(started => started.Seconds) - 1e-9));
    }

    private void Check()
    {
        var taken = _results.Select(result => result.Trial).Concat(_sweeps.SelectMany(sweep => sweep.InLine.Concat(sweep.Training)))
            .Select(trial => trial.Need).Aggregate(default(MemoryNeed), (sum, need) => sum + need);
        Assert.True(_silo.Memory.Room.Holds(taken), "more memory is taken than there is");
        Assert.Equal(_sweeps.Sum(sweep => sweep.Runner?.Open ?? 0) + _results.Count, _silo.Leases.Open);
        var counted = _sweeps.Sum(sweep => Math.Min(sweep.InFlight, sweep.Places ?? int.MaxValue));
        var isAloneWanted = _sweeps.Any(sweep => sweep.HasUnsavedAlone || sweep.AloneWaiting.Count > 0);
        Assert.All(
            _sweeps.Where(sweep => sweep.Known != SweepState.Running && sweep.Runner is not null), sweep => Assert.Equal(sweep.InFlight, sweep.Runner!.Open));
        foreach (var sweep in _sweeps.Where(sweep => sweep.Runner is not null && !_isDrained && sweep.Known == SweepState.Running))
        {
            var isIdle = isAloneWanted ? _sweeps.All(other => other.InFlight == 0) : counted < _silo.Slots.Count && !(sweep.InFlight >= sweep.Places);
            var mayStart = _silo.Trouble.MayStart(sweep.InFlight) && (!_isTight || taken == default);
            Assert.False(isIdle && mayStart && sweep.Runner!.Open > sweep.InFlight, "slots are idle while there is leased work");
        }
    }
}
