using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Scheduling.Runners;

/// <summary>
/// One sweep of a <see cref="SiloModel"/>, of runs of one or several trials: what the store and the owner know of it, and what of it is on
/// the silo.
/// </summary>
internal sealed class SweepModel
{
    private readonly RunMap _runs;
    private readonly HashSet<long[]> _free;
    private readonly HashSet<long> _finished = [];
    private readonly HashSet<long> _saved = [];
    private readonly Dictionary<long, int> _losses = [];
    private readonly Dictionary<Guid, (long[][] Runs, bool Alone)> _leases = [];
    private readonly List<(Guid Lease, Queue<long[]> Runs)> _waiting = [];
    private IReadOnlyList<Guid> _heldAtPull = [];
    private PullFigures? _sent;
    private Reply? _reply;
    private long _news;

    public SweepModel(int? limit, double weight, int replicates, int[] iterations)
    {
        Space = new SearchSpace(new SweepSpec(
            "model",
            [
                PerceptronParameters.Patterns([Pattern.Circle]),
                PerceptronParameters.LearningRates([0.001]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [5, 10]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ],
            replicates)
        { MaxConcurrent = limit, Weight = weight });
        _runs = new RunMap(Space);
        _free = [.. _runs.All];
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

    public List<LeasedRun> InLine { get; } = [];

    public List<LeasedRun> Training { get; } = [];

    public HashSet<LeasedRun> Stopped { get; } = new(ReferenceEqualityComparer.Instance);

    public int? Places => Runner?.Places;

    public long? Watched { get; private set; }

    public bool IsPulling => _sent is not null;

    public int InFlight => InLine.Count + Training.Count;

    /// <summary>Trials that are leased to the silo and have no result on its way to the store.</summary>
    public int OpenTrials => _waiting.Sum(lease => lease.Runs.Sum(run => run.Length)) + InLine.Concat(Training).Sum(run => run.Trials.Count - run.Handed);

    /// <summary>Leased runs that are not started.</summary>
    public int WaitingRuns => _waiting.Sum(lease => lease.Runs.Count);

    /// <summary>True while a run that must be alone is started and has no checkpoint.</summary>
    public bool HasUnsavedAlone { get; set; }

    /// <summary>Leases that are here, whose one run must be alone and is not started.</summary>
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
        if (!reply.IsOwner)
            return;
        foreach (var grant in reply.Grants)
            _waiting.Add((grant.Lease, new(InOrder(grant))));
        ForgetWaiting();
        AloneWaiting.UnionWith(reply.Grants.Where(grant => grant.Alone).Select(grant => grant.Lease));
    }

    /// <summary>A run is started: the next one of the first lease that has any, with all that is left of it, the longest trial last.</summary>
    public void Start(LeasedRun run)
    {
        var (lease, runs) = _waiting[0];
        Assert.Equal(lease, run.Lease);
        Assert.Equal(runs.Dequeue(), run.Trials.Select(trial => trial.Number));
        Assert.All(run.Trials, trial => Assert.Equal(Space.TrialAt(trial.Number), trial));
        Assert.Equal((_losses.GetValueOrDefault(run.Longest.Number) + 1, _leases[lease].Alone), (run.Attempt, run.Alone));
        Assert.True(!run.HasCheckpoint || _saved.Contains(run.Longest.Number), "it goes on from a checkpoint that there is not");
        if (runs.Count == 0)
            _waiting.RemoveAt(0);
    }

    /// <summary>What waits is given back all at once; then nothing is open but what is in flight.</summary>
    public void ForgetWaiting()
    {
        if (Runner is null || Runner.Open == InFlight)
            _waiting.Clear();
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
        _free.UnionWith(left.Runs.Where(run => LeftOf(run).Length > 0));
        _news++;
    }

    /// <summary>An attempt at all that is left of a run has no result.</summary>
    public void Lose(LeasedRun run)
    {
        foreach (var trial in run.Trials.Skip(run.Handed))
            _losses[trial.Number] = _losses.GetValueOrDefault(trial.Number) + 1;
    }

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
        long[][] free = [.. _runs.All.Where(_free.Contains)];
        long[][] suspects = mayBeAlone ? [.. free.Where(run => _losses.ContainsKey(LeftOf(run)[^1])).Take(1)] : [];
        List<long[]> taken = [.. suspects];
        for (var sum = 0.0; suspects.Length == 0 && sum < cost && taken.Count < 12 && taken.Count < free.Length; sum += CostOf(taken[^1]))
            taken.Add(free[taken.Count]);
        _free.ExceptWith(taken);
        var lease = Guid.NewGuid();
        _leases.Add(lease, ([.. taken], suspects.Length > 0));

        // Alone a run goes from trial to trial.
        long[] numbers = [.. taken.SelectMany(run => suspects.Length > 0 ? LeftOf(run)[..1] : LeftOf(run)).Order()];
        return new LeaseGrant(lease, [.. NumberRange.Join(numbers)], suspects.Length > 0)
        {
            LostAttempts = new Dictionary<long, int>(_losses),
            Checkpointed = [.. numbers.Where(_saved.Contains)],
        };
    }

    private long[] LeftOf(long[] run) => [.. run.Where(number => !_finished.Contains(number))];

    private double CostOf(long[] run) => TrialModel.Perceptron.CostOf(Space.TrialAt(run[^1]).Point);

    /// <summary>What is granted of each run, in order of dispatch: those of greatest cost first, equal ones as they are in the grid.</summary>
    private IEnumerable<long[]> InOrder(LeaseGrant grant)
    {
        var numbers = grant.Numbers.SelectMany(range => range.Numbers()).ToHashSet();
        return _runs.All.OrderByDescending(CostOf).Select(run => run.Where(numbers.Contains).ToArray()).Where(run => run.Length > 0);
    }

    private sealed record Reply(bool IsOwner, IReadOnlyList<LeaseGrant> Grants, long? News, int? Places);
}
