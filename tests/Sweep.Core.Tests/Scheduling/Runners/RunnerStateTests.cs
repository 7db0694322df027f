using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Curves;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class RunnerStateTests
{
    /// <summary>Of the trials of these tests, which cost 1.</summary>
    private const double Seconds = 0.5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly Guid _sweep = Guid.NewGuid();
    private readonly SiloResources _silo;

    public RunnerStateTests() => _silo = new SiloResources(
        new SlotShare(2), new MemoryBudget(MemoryRoom.Unlimited, _time), new StartTrouble(_time), new LeaseTracker(), new ClusterSize(),
        CurveEncoding.WholeTexts, Seconds, Patience, _time);

    [Fact]
    public void Next_NothingLeased_PullsASecondOfWorkForEachSlotAndOnlyOnce()
    {
        using var runner = Runner();
        var figures = runner.Next().Pull!.Value;
        Assert.Equal(WorkPacing.LeaseCost(2, Seconds), figures.Cost);
        Assert.Equal(0, figures.SecondsPerCost);
        _time.Advance(10 * RunnerState.Heartbeat);
        Assert.Null(runner.Next().Pull);
        runner.Unanswered();
        Assert.NotNull(runner.Next().Pull);
        runner.Unanswered();
        Assert.Null(runner.Next().Pull);
        _time.Advance(RunnerState.Heartbeat);
        Assert.NotNull(runner.Next().Pull);
    }

    [Fact]
    public void Next_OneOfManySilos_AsksLessOftenForMore()
    {
        using var runner = Runner();
        runner.Next();
        runner.Answered(SweepState.Running, [], null, null, silos: 500);
        var pace = ClusterPace.Of(500);
        _time.Advance(pace.Heartbeat - TimeSpan.FromMilliseconds(1));
        Assert.Null(runner.Next().Pull);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(WorkPacing.LeaseCost(2, Seconds, pace.LeaseSeconds), runner.Next().Pull!.Value.Cost);
    }

    [Fact]
    public void Next_RunsOfTwoSlots_PullsHalfAsMuchAndStartsOneForTwoSlots()
    {
        var spec = DeskSpecs.Space(100, [10]).Spec;
        using var runner = new RunnerState(_sweep, new SearchSpace(spec with { Trainer = spec.Trainer with { Slots = 2 } }), _silo, () => { });
        Assert.Equal(WorkPacing.LeaseCost(2, Seconds) / 2, runner.Next().Pull!.Value.Cost);
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 9)])], null, null);
        Assert.Single(runner.Next().Start);
    }

    [Fact]
    public void Next_AfterAnEmptyReply_PullsAgainAtNews()
    {
        using var runner = Runner();
        runner.Next();
        runner.Answered(SweepState.Running, [], news: 7, places: null);
        var turn = runner.Next();
        Assert.Equal(7, turn.Watch);
        Assert.Null(turn.Pull);
        runner.Watched(hasNews: false);
        Assert.Null(runner.Next().Pull);
        runner.Watched(hasNews: true);
        Assert.True(runner.Next().Pull!.Value.Cost > 0);
    }

    [Fact]
    public void Answered_Work_StartsWhatTheSlotsTakeWithItsDefinition()
    {
        using var runner = Runner();
        var turn = Grant(runner, new(3, 9));
        Assert.Equal([3, 4, 5], turn.Start.Select(run => run.Longest.Number));
        Assert.All(turn.Start, run => Assert.Equal(Space(null).TrialAt(run.Longest.Number), Assert.Single(run.Trials)));
        Assert.Null(turn.Pull);
        var first = turn.Start[0];
        Assert.Equal(Seconds, first.Seconds);
        Assert.Null(first.UsualSeconds);
        runner.Ended(first, new TrialEnd(Seconds));
        var next = Assert.Single(runner.Next().Start);
        Assert.Equal((6, Seconds), (next.Longest.Number, next.UsualSeconds));
    }

    [Fact]
    public void Answered_Paused_GivesBackWhatWaitsAndStopsWhatIsInLine()
    {
        using var runner = Runner();
        var lease = Guid.NewGuid();
        var started = Grant(runner, new(0, 2)).Start.ToList();
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(2, 3)]), new LeaseGrant(lease, [new(3, 5)])], null, null);
        Assert.Single(runner.Next().Start);
        _time.Advance(RunnerState.Heartbeat);
        Assert.NotNull(runner.Next().Pull);
        runner.Answered(SweepState.Paused, [], news: 1, places: null);
        var turn = runner.Next();
        Assert.Equal([lease], turn.GiveBack);
        Assert.Equal((StopReach.Waiting, 1L), (turn.Stop, turn.Watch));
        runner.Ended(started[0], new TrialEnd(null));
        Assert.Empty(runner.Next().GiveBack);
        runner.Ended(started[1], new TrialEnd(null));
        Assert.Single(runner.Next().GiveBack);
        Assert.Equal(1, _silo.Leases.Open);
    }

    [Theory]
    [InlineData(SweepState.Running, StopReach.Lengthy)]
    [InlineData(SweepState.Cancelled, StopReach.All)]
    public void Drain_TrialsInTraining_StopsThemAndEndsWithTheLast(SweepState state, StopReach reach)
    {
        using var runner = Runner();
        var started = Grant(runner, new(0, 5)).Start.ToList();
        _time.Advance(RunnerState.Heartbeat);
        Assert.NotNull(runner.Next().Pull);
        runner.Drain();
        Assert.Equal(StopReach.Lengthy, runner.Next().Stop);
        runner.Answered(state, [new LeaseGrant(Guid.NewGuid(), [new(5, 7)])], null, null);
        var turn = runner.Next();
        Assert.Equal(reach, turn.Stop);
        Assert.Single(turn.GiveBack);
        runner.Ended(started[0], new TrialEnd(Seconds));
        Assert.False(runner.Next().IsLast);
        runner.Ended(started[1], new TrialEnd(null));
        runner.Ended(started[2], new TrialEnd(null));
        Assert.True(runner.Next() is { IsLast: true, Pull: null, Start.Count: 0 });
    }

    [Fact]
    public void Answered_BySomebodyWhoDoesNotOwnIt_IsBorneForAWhile()
    {
        using var runner = Runner();
        Grant(runner, new(0, 2));
        for (var waited = TimeSpan.Zero; waited < Patience; waited += RunnerState.Heartbeat)
        {
            runner.Answered(null, [], null, null);
            Assert.Equal(StopReach.None, runner.Next().Stop);
            _time.Advance(RunnerState.Heartbeat);
            Assert.NotNull(runner.Next().Pull);
        }

        runner.Answered(null, [], null, null);
        Assert.Equal(StopReach.All, runner.Next().Stop);
    }

    [Fact]
    public void Ended_Lost_GivesBackWhatWaitsAndTriesOneAfterAWhile()
    {
        using var runner = Runner();
        var started = Grant(runner, new(0, 5)).Start.ToList();
        runner.Ended(started[0], new TrialEnd(null, "refused"));
        Assert.Empty(runner.Next().Start);
        Assert.Equal(2, _silo.Leases.Open);
        runner.Ended(started[1], new TrialEnd(null, "refused"));
        runner.Ended(started[2], new TrialEnd(null, "refused"));
        var turn = runner.Next();
        Assert.Single(turn.GiveBack);
        Assert.Null(turn.Pull);
        _time.Advance(WorkPacing.PauseAfter(3));
        Assert.True(runner.Next().Pull!.Value.Cost > 0);
    }

    [Fact]
    public void Places_OfALimitedSweep_BoundItAndAreGivenUpWithoutWork()
    {
        using var runner = Runner(limit: 1);
        Assert.Equal(0, runner.Places);
        var figures = runner.Next().Pull!.Value;
        Assert.Equal((0, 2, 0L), (figures.Places, figures.Wanted, figures.Open));
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 1)])], 1, places: 1);
        var trial = Assert.Single(runner.Next().Start);
        runner.Unanswered();
        runner.Ended(trial, new TrialEnd(Seconds));
        figures = runner.Next().Pull!.Value;
        Assert.Equal((0, 0L, 0), (figures.Places, figures.Open, runner.Places));
    }

    [Fact]
    public void Next_TrialThatMustBeAlone_StartsNothingBesideItUntilItIsSaved()
    {
        using var runner = Runner();
        runner.Next();
        runner.Answered(
            SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 1)], Alone: true), new LeaseGrant(Guid.NewGuid(), [new(1, 3)])], null, null);
        Assert.Single(runner.Next().Start);
        Assert.Equal(0, runner.Alone);
        Assert.Empty(runner.Next().Start);
        runner.Saved();
        Assert.Equal([1, 2], runner.Next().Start.Select(run => run.Longest.Number));
    }

    [Fact]
    public void Ended_RunThatStopsOnItsWay_DropsWhatIsNotHandedOver()
    {
        using var runner = new RunnerState(_sweep, DeskSpecs.Space(10, [3, 1, 2], limit: 5), _silo, () => { });
        runner.Next();
        var lease = Guid.NewGuid();
        runner.Answered(SweepState.Running, [new LeaseGrant(lease, [new(0, 2), new(10, 12), new(20, 22)])], null, places: 2);
        var started = runner.Next().Start.ToList();
        Assert.Equal([[10, 20, 0], [11, 21, 1]], started.Select(run => run.Trials.Select(trial => trial.Number)));
        Assert.Equal((2, 6), (runner.Open, _silo.Leases.Open));
        Assert.Equal(3 * Seconds, started[0].Seconds);
        started[0].Hand();
        runner.Ended(started[0], new TrialEnd(null));
        Assert.Equal((1, 4), (runner.Open, _silo.Leases.Open));
        for (var place = 0; place < 3; place++)
            started[1].Hand();
        runner.Ended(started[1], new TrialEnd(3 * Seconds));
        Assert.Empty(runner.Next().GiveBack);
        Assert.Equal((0, 4), (runner.Open, _silo.Leases.Open));
        Assert.Empty(_silo.Leases.Settle([lease, lease, lease]));
        Assert.Equal([lease], _silo.Leases.Settle([lease]));
    }

    [Fact]
    public void Ended_LastOfALeaseStopsAfterItsFirstResultIsStored_IsGivenBack()
    {
        using var runner = new RunnerState(_sweep, DeskSpecs.Space(10, [3, 1, 2]), _silo, () => { });
        runner.Next();
        var lease = Guid.NewGuid();
        runner.Answered(SweepState.Running, [new LeaseGrant(lease, [new(0, 1), new(10, 11), new(20, 21)])], null, null);
        var run = runner.Next().Start.Single();
        run.Hand();
        Assert.Empty(_silo.Leases.Settle([lease]));
        _silo.Memory.Give(run.NeedOf(0));
        runner.Ended(run, new TrialEnd(null));
        Assert.Equal([lease], runner.Next().GiveBack);
    }

    [Fact]
    public void Held_RunAtARung_LeavesItsSlotToOthersAndComesBack()
    {
        using var runner = new RunnerState(_sweep, Pruned(), _silo, () => { });
        runner.Next();
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 50)])], null, null);
        var started = runner.Next().Start.ToList();
        Assert.Equal((90 * Seconds, 10 * Seconds), (started[0].Seconds, started[0].StageSeconds));
        Assert.Empty(runner.Next().Start);
        runner.Held(started[0], 9);
        Assert.Equal(started.Count, Assert.Single(runner.Next().Start).Longest.Number);
        Assert.Equal(50, runner.Open);
        runner.GoesOn(started[0], rung: 0);
        Assert.Equal(20 * Seconds, started[0].StageSeconds);
        runner.Ended(started[0], new TrialEnd(45));
        Assert.Equal(49, runner.Open);
    }

    [Fact]
    public void Held_RunThatMustBeAlone_IsAloneNoLongerThanOnItsSlot()
    {
        using var runner = new RunnerState(_sweep, Pruned(), _silo, () => { });
        bool IsAlone(RunnerTurn turn)
        {
            if (turn.Pull is { } now)
                return now.IsAlone;
            _time.Advance(RunnerState.Heartbeat);
            return runner.Next().Pull!.Value.IsAlone;
        }

        Assert.False(IsAlone(runner.Next()));
        LeaseGrant[] grants = [.. Enumerable.Range(0, 2).Select(number => new LeaseGrant(Guid.NewGuid(), [new(number, number + 1)], Alone: true))];
        runner.Answered(SweepState.Running, grants, null, null);
        foreach (var number in Enumerable.Range(0, 2))
        {
            var turn = runner.Next();
            var run = turn.Start.Single();
            Assert.Equal(number, run.Longest.Number);
            Assert.True(IsAlone(turn));
            runner.Answered(SweepState.Running, [], null, null);
            runner.Held(run, 9);
        }

        Assert.False(IsAlone(runner.Next()));
    }

    [Fact]
    public void Drain_RunsAtRungs_AreStoppedAndWaitedFor()
    {
        using var runner = new RunnerState(_sweep, Pruned(), _silo, () => { });
        runner.Next();
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 1)])], null, null);
        var run = runner.Next().Start.Single();
        runner.Held(run, 9);
        runner.Drain();
        var turn = runner.Next();
        Assert.Equal((StopReach.Lengthy, false), (turn.Stop, turn.IsLast));
        runner.Ended(run, new TrialEnd(null));
        runner.Unanswered();
        Assert.True(runner.Next().IsLast);
    }

    [Fact]
    public void Next_MemoryFullOfRunsAtRungs_StartsOneMore()
    {
        var space = Pruned();
        var need = TrialModel.Of(space.Spec).RunNeedOf([space.TrialAt(0).Point], 1, CurveEncoding.WholeTexts, resumes: false);
        var silo = new SiloResources(
            new SlotShare(2), new MemoryBudget(new MemoryRoom(need.Total * 2, need.Total * 2), _time), new StartTrouble(_time), new LeaseTracker(),
            new ClusterSize(), CurveEncoding.WholeTexts, Seconds, Patience, _time);
        using var runner = new RunnerState(_sweep, space, silo, () => { });
        runner.Next();
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [new(0, 50)])], null, null);
        for (var number = 0L; number < 10; number++)
        {
            var started = runner.Next().Start.ToList();
            while (started.Count > 1)
            {
                runner.Held(started[0], 1);
                started.RemoveAt(0);
                number++;
            }

            Assert.Equal(number, Assert.Single(started).Longest.Number);
            runner.Held(started[0], 1);
        }
    }

    /// <summary>A hundred trials of a cost of 90, judged at 10 and 30.</summary>
    private static SearchSpace Pruned() => new(DeskSpecs.Space(100, [90]).Spec with { Pruner = new PrunerSpec(PrunerKind.Asha, 10) });

    private RunnerState Runner(int? limit = null) => new(_sweep, Space(limit), _silo, () => { });

    private static SearchSpace Space(int? limit) => DeskSpecs.Space(100, [1], limit);

    private static RunnerTurn Grant(RunnerState runner, NumberRange numbers)
    {
        runner.Next();
        runner.Answered(SweepState.Running, [new LeaseGrant(Guid.NewGuid(), [numbers])], null, null);
        return runner.Next();
    }
}
