using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Training;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Watches an owner's desk and asserts what holds whatever happens.</summary>
internal sealed class DeskJudge(SearchSpace space, DeskStore store)
{
    private readonly Dictionary<SiloKey, (TimeSpan At, SiloPull Pull)> _heard = [];
    private readonly Dictionary<long, TimeSpan> _resting = [];
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
        var hasAlone = owner.Desk.Leases.Select(owner.Desk.Find).Any(lease => lease!.Silo == pull.Silo && lease.Alone);
        foreach (var lease in leases)
        {
            Assert.NotEmpty(lease.All);
            Assert.False(lease.Alone && (hasAlone || leases.Count > 1), "one trial at most runs alone on a silo");
            foreach (var number in lease.All)
            {
                Assert.InRange(number, 0, space.PlannedTrials - 1);
                Assert.False(owner.Stock.IsFinished(number), "what is finished is leased again");
                Assert.False(_resting.TryGetValue(number, out var until) && until > now, "what rests is leased");
                Assert.True(Fits(number, pull.Room), "what does not fit is leased");
                var isolation = IsolationOf(owner, number);
                Assert.True(isolation == Isolation.Shared || lease.Count == 1, "a suspect has a lease of its own");
                Assert.True(isolation != Isolation.Alone || lease.Alone, "what killed silos twice runs alone");
                Assert.False(owner.Losses.GetValueOrDefault(number)?.IsQuarantined == true, "what is quarantined is leased");
            }
        }

        if (leases.Count == 0 && owner.IsRunning && pull.Cost > 0 && places != 0)
            Assert.DoesNotContain(Idle(owner), number => Fits(number, pull.Room) && !(hasAlone && IsolationOf(owner, number) == Isolation.Alone));
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
        foreach (var trial in given.Trials)
        {
            GivenUp++;
            var isUnfit = pulling.Count > 0 && !pulling.Any(silo => now - silo.At < DeskOwner.Terms.PullTimeout && Fits(trial.Number, silo.Pull.Room));
            Assert.True(isUnfit || owner.Losses.GetValueOrDefault(trial.Number)?.IsQuarantined == true, "a trial is given up that could run");
            Assert.False(owner.Stock.IsFinished(trial.Number));
        }
    }

    public void Freeing(DeskOwner owner, IEnumerable<long> left, IReadOnlyCollection<Guid> ended, TimeSpan now)
    {
        long[] others = [.. owner.Desk.Leases.Except(ended).SelectMany(lease => owner.Desk.Find(lease)!.All)];
        foreach (var number in left.Except(others))
            if (owner.Losses.GetValueOrDefault(number) is { } losses && losses.Pause > TimeSpan.Zero)
                _resting[number] = now + losses.Pause;
    }

    public void Rested(TimeSpan now)
    {
        foreach (var (number, _) in _resting.Where(rest => rest.Value <= now).ToList())
            _resting.Remove(number);
    }

    /// <summary>What holds after every step.</summary>
    public void Check(DeskOwner owner)
    {
        Assert.InRange(owner.Stock.Finished, 0, store.Rows.Count);
        Assert.InRange(store.Rows.Count, 0, space.PlannedTrials);
        for (var number = 0L; number < space.PlannedTrials; number++)
            Assert.False(owner.Stock.IsFinished(number) && !store.Rows.Contains(number), "what has no row is taken for finished");
        Assert.Equal(owner.Stock.IsComplete, owner.Stock.Finished == space.PlannedTrials);
        var hasIdle = Idle(owner).Any();
        Assert.True(_isTold || _hadIdle || !hasIdle, "work became free, and those who wait were not told");
        (_isTold, _hadIdle) = (false, hasIdle);
    }

    /// <summary>Numbers that should be had for the asking.</summary>
    private IEnumerable<long> Idle(DeskOwner owner)
    {
        var leased = owner.Desk.Leases.SelectMany(lease => owner.Desk.Find(lease)!.All).ToHashSet();
        for (var number = 0L; number < space.PlannedTrials; number++)
            if (!owner.Stock.IsFinished(number) && !leased.Contains(number) && !_resting.ContainsKey(number))
                yield return number;
    }

    private static Isolation IsolationOf(DeskOwner owner, long number) => owner.Losses.GetValueOrDefault(number)?.Isolation ?? Isolation.Shared;

    private bool Fits(long number, MemoryRoom room) =>
        room.Holds(MemoryNeed.Of(space.TrialAt(number).Point, space.Spec.RecordEvery, CurveEncoding.WholeTexts, resumes: false));
}
