using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>What the store holds of one sweep, with a store's promises; now and then it fails, before it has written or after.</summary>
internal sealed class DeskStore(int planned)
{
    private readonly Dictionary<long, List<LostAttempt>> _attempts = [];
    private readonly HashSet<(Guid Lease, long Number)> _checkpoints = [];
    private readonly HashSet<long> _failed = [];
    private int _goodCalls = int.MaxValue;
    private bool _writesFirst;

    /// <summary>Numbers with a row.</summary>
    public HashSet<long> Rows { get; } = [];

    public Dictionary<Guid, LeaseRecord> Leases { get; } = [];

    /// <summary>Written, but whoever wrote it got no answer: nobody was told of it.</summary>
    public HashSet<Guid> Unanswered { get; } = [];

    /// <summary>Lets one of the calls that come fail.</summary>
    public void Fail(int goodCalls, bool writesFirst) => (_goodCalls, _writesFirst) = (goodCalls, writesFirst);

    public void Mend() => _goodCalls = int.MaxValue;

    public void Grant(IReadOnlyList<LeaseRecord> leases) => Call(
        () =>
        {
            foreach (var lease in leases)
                Leases.Add(lease.Id, lease);
        },
        () => Unanswered.UnionWith(leases.Select(lease => lease.Id)));

    public void End(IEnumerable<Guid> leases, LossCause? cause) => Call(() =>
    {
        foreach (var lease in leases.Where(id => Leases.ContainsKey(id)).Select(id => Leases[id]).ToList())
        {
            Leases.Remove(lease.Id);
            if (cause is { } why)
                Lose(lease, lease.All, why);
        }
    });

    public void Lose(Guid lease, IEnumerable<long> numbers) => Call(() =>
    {
        if (Leases.TryGetValue(lease, out var held))
            Lose(held, numbers, LossCause.TrialLost);
    });

    /// <summary>Writes rows, for what has none.</summary>
    public void Commit(IReadOnlyCollection<long> numbers, IEnumerable<long> failed, IEnumerable<Guid> ended) => Call(() =>
    {
        _failed.UnionWith(failed.Except(Rows));
        Rows.UnionWith(numbers);
        foreach (var lease in ended)
            Leases.Remove(lease);
        _checkpoints.RemoveWhere(checkpoint => Rows.Contains(checkpoint.Number));
    });

    /// <summary>Attempts from before: of all trials of a run, of which the longest has checkpoints; alone, of its shortest.</summary>
    public void Remember(IReadOnlyList<long> run, LossCause cause, int times, bool isAlone = false, bool hasProgressed = false)
    {
        foreach (var number in run.Take(isAlone ? 1 : run.Count))
            for (var time = 0; time < times; time++)
                Add(number, cause, isAlone, hasProgressed && number == run[^1]);
    }

    /// <summary>What failed is to be tried again, as if it never had been.</summary>
    public void ForgetFailed() => Call(() =>
    {
        Rows.ExceptWith(_failed);
        foreach (var number in _failed)
            _attempts.Remove(number);
        _failed.Clear();
    });

    public void SaveCheckpoint(Guid lease, long number)
    {
        if (!Rows.Contains(number))
            _checkpoints.Add((lease, number));
    }

    public IReadOnlyList<LeaseRecord> ReadLeases() => Read(() => Leases.Values.ToList());

    public IReadOnlyList<long> ReadFinishedAmong(IEnumerable<long> numbers) => Read(() => numbers.Where(Rows.Contains).ToList());

    public IReadOnlyDictionary<long, TrialLosses> ReadLosses() => Read(() => Losses);

    public (long Frontier, IReadOnlyList<NumberRange> Above) ReadFinished() => Read(() =>
    {
        var frontier = Enumerable.Range(0, planned + 1).First(number => !Rows.Contains(number));
        return (frontier, NumberRange.Join(Rows.Where(number => number > frontier).Order()));
    });

    public IReadOnlyDictionary<long, TrialLosses> Losses =>
        _attempts.Where(lost => !Rows.Contains(lost.Key)).ToDictionary(lost => lost.Key, lost => TrialLosses.Of(lost.Value));

    private void Lose(LeaseRecord lease, IEnumerable<long> numbers, LossCause cause)
    {
        foreach (var number in numbers.Where(number => !Rows.Contains(number)))
            Add(number, cause, lease.Alone, _checkpoints.Contains((lease.Id, number)));
    }

    private void Add(long number, LossCause cause, bool isAlone, bool hasProgressed)
    {
        if (!_attempts.TryGetValue(number, out var lost))
            _attempts[number] = lost = [];
        lost.Add(new LostAttempt(lost.Count + 1, cause, isAlone, hasProgressed));
    }

    private T Read<T>(Func<T> read)
    {
        T result = default!;
        Call(() => result = read());
        return result;
    }

    private void Call(Action work, Action? unanswered = null)
    {
        var fails = _goodCalls-- == 0;
        if (fails && !_writesFirst)
            throw new StoreAwayException();
        work();
        if (!fails)
            return;
        unanswered?.Invoke();
        throw new StoreAwayException();
    }
}
