using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Watches an owner's desk and asserts what holds whatever happens.</summary>
internal sealed class DeskJudge(SearchSpace space, RunMap runs, DeskStore store)
{
    private readonly Dictionary<SiloKey, (TimeSpan At, SiloPull Pull)> _heard = [];
    private readonly Dictionary<long[], TimeSpan> _resting = [];
    private TimeSpan _takenUpAt;
    private bool _isTold;
    private bool _hadIdle;

    public int Deaths { get; private set; }

    public int GivenUp { get; private set; }

    /// <summary>A new owner: whoever waited is woken, and nothing is known but what the store holds.</summary>
    public void TakingUp(TimeSpan now)
    {
        (_takenUpAt, _isTold) = (now, true);
        _heard.Clear();
        _resting.Clear();
    }

    /// <summary>
    /// Losses are known anew, and what must not be tried again is given up, so that it is not leased any more. Where the longest trial of a run
    /// is given up as too large later, the losses of the next one, which tell nothing of its checkpoints, count from the next time on.
    /// </summary>
    public void Learned(DeskOwner owner) =>
        Assert.All(runs.All, run => Assert.Equal(LeftOf(owner, run).Length, HopefulOf(owner, run)));

    public void Told() => _isTold = true;

    public void Heard(SiloPull pull, TimeSpan now) => _heard[pull.Silo] = (now, pull);

    public void Granting(DeskOwner owner, SiloPull pull, int? places, IReadOnlyList<LeaseRecord> leases, TimeSpan now)
    {
        Assert.True(leases.Count == 0 || (owner.IsRunning && pull.Cost > 0 && places != 0), "nothing is granted to whoever may not have it");
        var standing = store.Leases.Values
            .Where(lease => owner.Desk.Leases.Contains(lease.Id) || !store.Unanswered.Contains(lease.Id))
            .SelectMany(lease => lease.All);
        long[] granted = [.. leases.SelectMany(lease => lease.All)];
        Assert.Empty(granted.Intersect(standing));
        Assert.Equal(granted.Length, granted.Distinct().Count());
        Assert.Empty(runs.Of(granted).Intersect(Leased(owner)));
        var hasAlone = owner.Desk.Leases.Select(owner.Desk.Find).Any(lease => lease!.Silo == pull.Silo && lease.Alone);
        foreach (var lease in leases)
        {
            Assert.NotEmpty(lease.All);
            Assert.False(lease.Alone && (hasAlone || leases.Count > 1), "one run at most is alone on a silo");
            Assert.All(lease.All, number => Assert.InRange(number, 0, space.PlannedTrials - 1));
            var leased = runs.Of(lease.All);
            foreach (var run in leased)
            {
                // What is finished is not leased again, and nothing else of a run is left behind that fits; but alone it goes from trial to trial.
                var left = LeftOf(owner, run);
                var fitting = FittingOf(left, pull.Room);
                Assert.Equal(lease.Alone ? fitting[..1] : fitting, run.Where(lease.All.Contains));
                Assert.False(_resting.TryGetValue(run, out var until) && until > now, "what rests is leased");
                var isolation = IsolationOf(owner, run);
                Assert.True(isolation == Isolation.Shared || leased.Count == 1, "a suspect has a lease of its own");
                Assert.Equal(isolation == Isolation.Alone, lease.Alone);
            }
        }

        if (leases.Count == 0 && owner.IsRunning && pull.Cost > 0 && places != 0)
            Assert.DoesNotContain(Idle(owner), run => Fits(LeftOf(owner, run)[..1], pull.Room) && !(hasAlone && IsolationOf(owner, run) == Isolation.Alone));
    }

    /// <summary>A run is lost with all that is left of it in its lease: with its longest trial above all, by whose losses it is judged.</summary>
    public void Losing(DeskOwner owner, Guid lease, long longest, IReadOnlyList<long> numbers)
    {
        long[] held = owner.Desk.Find(lease) is { } known ? [.. LeftOf(owner, runs[longest]).Where(known.All.Contains)] : [];
        Assert.Equal(held.Length == 0 ? [longest] : held, numbers);
    }

    public void Ending(DeskOrder.End end, SiloFate fate, TimeSpan now, DateTimeOffset clock)
    {
        var silo = Assert.Single(end.Leases.Select(lease => lease.Silo).Distinct());
        var seen = _heard.TryGetValue(silo, out var heard) ? heard.At : _takenUpAt;
        if (end.Loss is null)
        {
            Assert.DoesNotContain(end.Leases, lease => heard.Pull.Held.Contains(lease.Id));
            return;
        }

        Deaths++;
        Assert.Equal(fate == SiloFate.Dead ? LossCause.SiloLost : LossCause.SiloHung, end.Loss.Cause);
        var hasExpired = fate == SiloFate.Unknown && now == _takenUpAt && end.Leases.All(lease => lease.ExpiresAt <= clock);
        Assert.True(fate is SiloFate.Dead or SiloFate.Expelled || hasExpired || now - seen > DeskOwner.Terms.Duration, "a silo that lives and talks is lost");
    }

    public void GivingUp(DeskOwner owner, DeskOrder.GiveUp given, TimeSpan now)
    {
        var pulling = _heard.Values.Where(silo => now - silo.At <= DeskOwner.Terms.PullTimeout).ToList();
        bool FitsNone(long number) =>
            pulling.Count > 0 && !pulling.Any(silo => now - silo.At < DeskOwner.Terms.PullTimeout && Fits([number], silo.Pull.Room));
        GivenUp += given.Trials.Count;
        long[] numbers = [.. given.Trials.Select(trial => trial.Number)];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        foreach (var run in runs.Of(numbers))
        {
            // From the longest on: all of what must not be tried again, or does not fit even by itself.
            var left = LeftOf(owner, run);
            var kept = left.Count(number => !numbers.Contains(number));
            Assert.Equal(left.Skip(kept), run.Where(numbers.Contains));
            if (kept == HopefulOf(owner, run))
                continue;
            Assert.True(FitsNone(left[kept]), "a trial is given up that could run");
            Assert.True(kept == 0 || pulling.Any(silo => Fits([left[kept - 1]], silo.Pull.Room)), "what fits nowhere is not given up");
        }
    }

    public void Freeing(DeskOwner owner, IReadOnlyCollection<Guid> ended, IReadOnlyCollection<long> finished, TimeSpan now)
    {
        var others = Leased(owner, ended);
        foreach (var run in Leased(owner, [.. owner.Desk.Leases.Except(ended)]).Except(others))
            if (PauseOf(owner, run, finished) is var pause && pause > TimeSpan.Zero)
                _resting[run] = now + pause;
    }

    public void Rested(TimeSpan now)
    {
        foreach (var (run, _) in _resting.Where(rest => rest.Value <= now).ToList())
            _resting.Remove(run);
    }

    /// <summary>What holds after every step.</summary>
    public void Check(DeskOwner owner)
    {
        Assert.InRange(owner.Stock.Finished, 0, store.Rows.Count);
        Assert.InRange(store.Rows.Count, 0, space.PlannedTrials);
        for (var number = 0L; number < space.PlannedTrials; number++)
            Assert.False(owner.Stock.IsFinished(number) && !store.Rows.Contains(number), "what has no row is taken for finished");
        Assert.Equal(owner.Stock.IsComplete, owner.Stock.Finished == space.PlannedTrials);
        long[][] idle = [.. Idle(owner)];
        Assert.True(_isTold || _hadIdle || idle.Length == 0, "work became free, and those who wait were not told");
        (_isTold, _hadIdle) = (false, idle.Length > 0);

        // Costs are small whole numbers, whose sums are exact.
        var shared = idle.Where(run => IsolationOf(owner, run) == Isolation.Shared);
        Assert.Equal(shared.Sum(run => TrialModel.Perceptron.CostOf(space.TrialAt(run[^1]).Point)), owner.Stock.FreeCost);
    }

    /// <summary>Runs that should be had for the asking: all that is left of them.</summary>
    private IEnumerable<long[]> Idle(DeskOwner owner) =>
        runs.All.Except(Leased(owner)).Where(run => LeftOf(owner, run).Length > 0 && !_resting.ContainsKey(run));

    /// <summary>Runs of which a lease that stands has a trial.</summary>
    private IReadOnlyCollection<long[]> Leased(DeskOwner owner, IReadOnlyCollection<Guid>? but = null) =>
        runs.Of(owner.Desk.Leases.Except(but ?? []).SelectMany(lease => owner.Desk.Find(lease)!.All));

    private static long[] LeftOf(DeskOwner owner, long[] run) => [.. run.Where(number => !owner.Stock.IsFinished(number))];

    private static TrialLosses? LossesOf(DeskOwner owner, IEnumerable<long> left) => owner.Losses.GetValueOrDefault(left.LastOrDefault(-1));

    /// <summary>Of what is left of a run, how many trials may be tried again: the first ones.</summary>
    private static int HopefulOf(DeskOwner owner, long[] run)
    {
        var left = LeftOf(owner, run);
        if (LossesOf(owner, left)?.IsQuarantined == true)
            return 0;
        return left.TakeWhile(number => owner.Losses.GetValueOrDefault(number)?.IsHopelessAlone != true).Count();
    }

    /// <summary>By the losses of what was tried: its longest trial, alone its shortest.</summary>
    private static TimeSpan PauseOf(DeskOwner owner, long[] run, IReadOnlyCollection<long> finished)
    {
        long[] left = [.. LeftOf(owner, run).Except(finished)];
        var losses = LossesOf(owner, left);
        var tried = losses?.Isolation == Isolation.Alone ? LossesOf(owner, left[..1]) : losses;
        return tried?.Pause ?? TimeSpan.Zero;
    }

    private static Isolation IsolationOf(DeskOwner owner, long[] run) => LossesOf(owner, LeftOf(owner, run))?.Isolation ?? Isolation.Shared;

    private long[] FittingOf(long[] left, MemoryRoom room) =>
        left[..Enumerable.Range(0, left.Length + 1).Last(count => count == 0 || Fits(left[..count], room))];

    private bool Fits(IReadOnlyList<long> left, MemoryRoom room)
    {
        var points = left.Select(number => space.TrialAt(number).Point).ToArray();
        var need = TrialModel.Perceptron.NeedOf(points[^1], space.Spec.RecordEvery, CurveEncoding.WholeTexts, resumes: false);
        foreach (var point in points.SkipLast(1))
            need += TrialModel.Perceptron.PrefixNeedOf(point, space.Spec.RecordEvery, CurveEncoding.WholeTexts);
        return room.Holds(need);
    }
}
