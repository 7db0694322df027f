using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Core.Tests.Scheduling.Runners;

/// <summary>One sweep of a <see cref="SiloModel"/>: what the store and the owner know of it, and what of it is on the silo.</summary>
internal sealed class SweepModel
{
    private readonly SortedSet<long> _free = [];
    private readonly HashSet<long> _finished = [];
    private readonly HashSet<long> _saved = [];
    private readonly Dictionary<long, int> _losses = [];
    private readonly Dictionary<Guid, (long[] Numbers, bool Alone)> _leases = [];
    private IReadOnlyList<Guid> _heldAtPull = [];
    private PullFigures? _sent;
    private Reply? _reply;
    private long _news;

    public SweepModel(int? limit, double weight, int replicates)
    {
        Space = new SearchSpace(new SweepSpec(
            "model",
            [
                new Parameter.Patterns([Pattern.Circle]),
                new Parameter.LearningRates([0.001]),
                new Parameter.Counts(ParameterName.Iterations, [1, 30]),
                new Parameter.Counts(ParameterName.Samples, [10]),
                new Parameter.Counts(ParameterName.Hidden, [4]),
            ],
            replicates)
        { MaxConcurrent = limit, Weight = weight });
        for (var number = 0L; number < Space.PlannedTrials; number++)
            _free.Add(number);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public SearchSpace Space { get; }

    public SweepState State { get; set; } = SweepState.Running;

    public bool IsOver => State is not (SweepState.Running or SweepState.Paused);

    /// <summary>False while the owner is on its way from one silo to another.</summary>
    public bool IsOwned { get; set; } = true;

    /// <summary>Places that other silos have, where the sweep is limited.</summary>
    public int Others { get; set; }

    public RunnerState? Runner { get; set; }

    public bool IsWoken { get; set; }

    /// <summary>What the runner was told last of the sweep's state.</summary>
    public SweepState Known { get; set; } = SweepState.Running;

    public List<LeasedTrial> InLine { get; } = [];

    public List<LeasedTrial> Training { get; } = [];

    public HashSet<LeasedTrial> Stopped { get; } = [];

    public int? Places => Runner?.Places;

    public long? Watched { get; private set; }

    public bool IsPulling => _sent is not null;

    public int InFlight => InLine.Count + Training.Count;

    /// <summary>True while a trial that must be alone is started and has no checkpoint.</summary>
    public bool HasUnsavedAlone { get; set; }

    /// <summary>Leases that are here, whose one trial must be alone and is not started.</summary>
    public HashSet<Guid> AloneWaiting { get; } = [];

    public void Send(PullFigures figures, IReadOnlyList<Guid> held)
    {
        Assert.False(IsPulling, "a second pull while one is in flight");
        (_sent, _heldAtPull) = (figures, held);
    }

    public void Watch(long news)
    {
        Assert.Null(Watched);
        Watched = news;
    }

    public void EndWatch(bool isLost)
    {
        if (Watched is not { } known)
            return;
        Watched = null;
        Runner?.Watched(!isLost && known != _news);
        IsWoken = true;
    }

    /// <summary>The pull goes on by a step: to the owner, then back; it may be lost on either way.</summary>
    public void MovePull(bool isLost)
    {
        if (_sent is not { } figures)
            return;
        if (_reply is null && !isLost)
        {
            _reply = Answer(figures);
            return;
        }

        var reply = _reply;
        (_sent, _reply, IsWoken) = (null, null, true);
        if (isLost)
        {
            Runner!.Unanswered();
            return;
        }


        // It may have been paused, or ended, while its leases were written.
        SweepState? state = reply!.IsOwner ? State : null;
        Runner!.Answered(state, reply.Grants, reply.News, reply.Places);
        Known = state ?? Known;
        if (reply.IsOwner)
            AloneWaiting.UnionWith(reply.Grants.Where(grant => grant.Alone).Select(grant => grant.Lease));
    }

    public void Commit(IReadOnlyCollection<long> numbers, IEnumerable<Guid> ended)
    {
        foreach (var number in numbers)
            Assert.True(_finished.Add(number), $"trial {number} has two results");
        foreach (var lease in ended)
            EndLease(lease);
        if (_finished.Count == Space.PlannedTrials)
            State = SweepState.Completed;
    }

    public void EndLease(Guid lease)
    {
        if (!_leases.Remove(lease, out var left))
            return;
        _free.UnionWith(left.Numbers.Except(_finished));
        _news++;
    }

    public void Lose(long number) => _losses[number] = _losses.GetValueOrDefault(number) + 1;

    public void Save(long number) => _saved.Add(number);

    public void ChangeState(SweepState state)
    {
        State = state;
        _news++;
    }

    private Reply Answer(PullFigures figures)
    {
        if (!IsOwned)
            return new Reply(false, [], null, null);
        foreach (var lease in _leases.Keys.Except(_heldAtPull).ToList())
            EndLease(lease);
        var places = Space.Spec.MaxConcurrent is { } limit
            ? PlaceShare.Grant(limit, _leases.Count > 0 ? figures.Places : 0, figures.Wanted, Math.Min(Others, limit))
            : (int?)null;
        List<LeaseGrant> grants = State == SweepState.Running && figures.Cost > 0 && places != 0 && _free.Count > 0 ? [Grant(figures.Cost)] : [];
        if (places is { } most && grants.Count == 0)
            places = (int)Math.Min(most, figures.Open);
        return new Reply(true, grants, _news, places);
    }

    private LeaseGrant Grant(double cost)
    {
        var mayBeAlone = !_leases.Values.Any(lease => lease.Alone);
        var alone = mayBeAlone && _free.Where(number => _losses.ContainsKey(number)).Take(1).ToArray() is [var suspect] ? suspect : -1;
        List<long> taken = [];
        for (var sum = 0.0; alone < 0 && sum < cost && taken.Count < 12 && _free.Count > taken.Count; sum += TrialCost.Of(Space.TrialAt(taken[^1]).Point))
            taken.Add(_free.ElementAt(taken.Count));
        if (alone >= 0)
            taken.Add(alone);
        _free.ExceptWith(taken);
        var lease = Guid.NewGuid();
        _leases.Add(lease, ([.. taken], alone >= 0));
        List<NumberRange> ranges = [];
        taken.ForEach(ranges.AddNumber);
        return new LeaseGrant(lease, ranges, alone >= 0)
        {
            LostAttempts = _losses,
            Checkpointed = [.. taken.Where(_saved.Contains)],
        };
    }

    private sealed record Reply(bool IsOwner, IReadOnlyList<LeaseGrant> Grants, long? News, int? Places);
}
