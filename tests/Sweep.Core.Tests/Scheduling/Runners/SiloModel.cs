using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Sweeps;

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
    private readonly int[] _iterations;
    private readonly SweepModel[] _sweeps;
    private readonly List<(SweepModel Sweep, LeasedRun Run, int Place)> _results = [];
    private bool _isDrained;

    /// <param name="slots">Of the silo.</param>
    /// <param name="fitting">How many runs fit into its memory; null for any number.</param>
    /// <param name="limits">Of its sweeps; null for none.</param>
    /// <param name="iterations">Of the trials of each run, in whatever order.</param>
    public SiloModel(int slots, int? fitting, int?[] limits, int[] iterations)
    {
        _isTight = fitting is not null;
        (_limits, _iterations) = (limits, iterations);
        _sweeps = [.. limits.Select(NewSweep)];
        var most = TrialModel.Perceptron.MostOf(_sweeps[0].Space.Spec, CurveEncoding.WholeTexts);
        var room = fitting is { } number ? new MemoryRoom(most.Managed * number, most.Total * number) : new MemoryRoom(1L << 50, 1L << 51);
        _silo = new SiloResources(
            new SlotShare(slots), new MemoryBudget(room, _time), new StartTrouble(_time), new LeaseTracker(), new ClusterSize(), CurveEncoding.WholeTexts,
            SecondsPerCost / 10, TimeSpan.FromSeconds(30), _time);
    }

    /// <summary>Something happens.</summary>
    /// <param name="choice">Not negative; says what.</param>
    public void Step(int choice)
    {
        var (arg, kind) = Math.DivRem(choice, 20);
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
                foreach (var run in sweep.Stopped.Take(1 + arg % 3).ToList())
                    End(sweep, run, new TrialEnd(null));
                break;
            case <= 10:
                sweep.MovePull(isLost: arg % 16 == 0);
                break;
            case 11:
                Commit(arg % 2 == 0 ? int.MaxValue : 1 + arg % 5);
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
            case 18 or 19:
                if (sweep.Training.Count > 0)
                    HandAllBut(sweep, sweep.Training[arg % sweep.Training.Count], 1 + arg % 3);
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
        var room = _silo.Memory.Room;
        var all = new MemoryNeed(room.Managed, room.Total - room.Managed);
        Assert.True(_silo.Memory.TryTake(Guid.NewGuid(), all), "memory was not given back");
        _silo.Memory.Undo(all);
        Assert.False(_silo.Memory.TryTake(Guid.NewGuid(), all + new MemoryNeed(1, 0)), "more memory was given back than was taken");
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

    private SweepModel NewSweep(int? limit, int place) => new(limit, weight: 1 + place, replicates: 10, _iterations);

    private void GoOn(bool isSilent)
    {
        var arg = isSilent ? 0 : 1;
        Pass(600);
        Settle(arg);
        foreach (var sweep in _sweeps)
        {
            foreach (var run in sweep.Stopped.ToList())
                End(sweep, run, new TrialEnd(null));
            foreach (var run in sweep.Training.Where(_ => !isSilent).ToList())
                Finish(sweep, run, 1);
            sweep.MovePull(isSilent);
            sweep.MovePull(isSilent);
            sweep.EndWatch(isSilent);
        }

        Commit(int.MaxValue);
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
        var run = sweep.Training[arg % sweep.Training.Count];
        switch (arg % 11)
        {
            case 0:
                sweep.Lose(run);
                End(sweep, run, new TrialEnd(null, "lost"));
                break;
            case 1:
                sweep.Lose(run);
                End(sweep, run, new TrialEnd(null, IsShort: true));
                break;
            case 2:
                End(sweep, run, new TrialEnd(null, "the store is away"));
                break;
            default:
                Finish(sweep, run, (1 + arg % 5) / 3.0);
                break;
        }
    }

    private void Finish(SweepModel sweep, LeasedRun run, double factor)
    {
        HandAllBut(sweep, run, 0);
        End(sweep, run, new TrialEnd(run.Cost * SecondsPerCost * factor));
    }

    /// <summary>Results of a run's trials, the shorter ones first, are on their way to the store; the run goes on.</summary>
    private void HandAllBut(SweepModel sweep, LeasedRun run, int few)
    {
        for (; run.Handed < run.Trials.Count - few; run.Hand())
            _results.Add((sweep, run, run.Handed));
    }

    private static void End(SweepModel sweep, LeasedRun run, TrialEnd end)
    {
        sweep.Stopped.Remove(run);
        Assert.True(sweep.Training.Remove(run) || sweep.InLine.Remove(run));
        if (run.Alone)
            sweep.HasUnsavedAlone = false;
        sweep.Runner!.Ended(run, end);
        sweep.ForgetWaiting();
        sweep.IsWoken = true;
    }

    private static void Save(SweepModel sweep, LeasedRun run)
    {
        sweep.Save(run.Longest.Number);
        if (!run.Alone)
            return;
        Assert.Equal(run.Longest.Number, sweep.Runner!.Alone);
        sweep.HasUnsavedAlone = false;
        sweep.Runner.Saved();
        sweep.IsWoken = true;
    }

    private void Commit(int most)
    {
        foreach (var results in _results.Take(most).GroupBy(result => result.Sweep).ToList())
        {
            var ended = _silo.Leases.Settle(results.Select(result => result.Run.Lease));
            results.Key.Commit([.. results.Select(result => result.Run.Trials[result.Place].Number)], ended);
            _silo.Leases.Forget(ended);
            foreach (var (_, run, place) in results)
                _silo.Memory.Give(run.NeedOf(place));
        }

        _results.RemoveRange(0, Math.Min(most, _results.Count));
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
        foreach (var run in turn.Start)
        {
            CheckStart(sweep, run);
            sweep.Start(run);
            sweep.InLine.Add(run);
            sweep.HasUnsavedAlone |= run.Alone;
            sweep.AloneWaiting.Remove(run.Lease);
        }

        sweep.ForgetWaiting();

        foreach (var lease in turn.GiveBack)
        {
            // Where the owner does not hear it, its next heartbeat shows that the lease is held no more.
            if (arg % 8 != 0)
                sweep.EndLease(lease);
            _silo.Leases.Forget([lease]);
            sweep.AloneWaiting.Remove(lease);
        }

        // What is on its way to its grain is missed.
        IEnumerable<LeasedRun> asked = turn.Stop switch
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
            foreach (var run in sweep.InLine.Where(run => !sweep.Stopped.Contains(run)).ToList())
            {
                if (_sweeps.Sum(other => other.Training.Count) >= _silo.Slots.Count || sweep.Training.Count >= sweep.Places)
                    break;
                sweep.InLine.Remove(run);
                sweep.Training.Add(run);
            }
        }
    }

    private void CheckStart(SweepModel sweep, LeasedRun run)
    {
        Assert.False(_isDrained, "a run is started while the silo drains");
        Assert.Equal(SweepState.Running, sweep.Known);
        Assert.Empty(sweep.InLine.Concat(sweep.Training).SelectMany(other => other.Trials).Intersect(run.Trials));
        Assert.DoesNotContain(_sweeps, other => other.HasUnsavedAlone);
        var counted = _sweeps.Sum(other => Math.Min(other.InFlight, other.Places ?? int.MaxValue));
        var seconds = _sweeps.Sum(other => other.InFlight == 0 ? 0 : other.InLine.Concat(other.Training).Sum(started => started.Seconds)
            * Math.Min(other.InFlight, other.Places ?? int.MaxValue) / other.InFlight);
        Assert.True(
            run.Alone ? _sweeps.Sum(other => other.InFlight) == 0 : WorkPacing.ShouldStart(_silo.Slots.Count, counted, seconds - 1e-9),
            $"slots are over-filled: {counted} runs of {seconds} s");
        if (sweep.Places is { } places)
            Assert.True(
                places > 0 && WorkPacing.ShouldStart(places, sweep.InFlight, sweep.InLine.Concat(sweep.Training).Sum(started => started.Seconds) - 1e-9));
    }

    private void Check()
    {
        var training = _sweeps.SelectMany(sweep => sweep.InLine.Concat(sweep.Training));
        var taken = _results.Select(result => result.Run.NeedOf(result.Place))
            .Concat(training.SelectMany(run => Enumerable.Range(run.Handed, run.Trials.Count - run.Handed).Select(run.NeedOf)))
            .Aggregate(default(MemoryNeed), (sum, need) => sum + need);
        Assert.True(_silo.Memory.Room.Holds(taken), "more memory is taken than there is");
        Assert.Equal(_sweeps.Sum(sweep => sweep.OpenTrials) + _results.Count, _silo.Leases.Open);
        Assert.All(_sweeps.Where(sweep => sweep.Runner is not null), sweep => Assert.Equal(sweep.InFlight + sweep.WaitingRuns, sweep.Runner!.Open));
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
