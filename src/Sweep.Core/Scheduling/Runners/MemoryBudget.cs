namespace Sweep.Core.Scheduling.Runners;

/// <summary>
/// The silo's memory for trials: each takes what it needs before it starts and gives it back once its result is stored. Whoever
/// finds no room is the next to get some, so that small trials do not keep a large one out for ever.
/// </summary>
/// <param name="room">What there is.</param>
/// <param name="time">The clock.</param>
public sealed class MemoryBudget(MemoryRoom room, TimeProvider time)
{
    /// <summary>Trials below this are let in past one that waits.</summary>
    private const long Small = 4 << 20;

    private static readonly TimeSpan ShortageLasts = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Action> _wakes = [];
    private MemoryNeed _taken;
    private Guid? _next;
    private int _shortages;
    private long _shortAt;

    /// <summary>What there is where nothing is taken: what a trial can never exceed here.</summary>
    public MemoryRoom Room => room;

    /// <param name="wake">Is called when there may be room for a trial of this sweep that found none.</param>
    public void Join(Guid sweep, Action wake)
    {
        lock (_gate)
            _wakes[sweep] = wake;
    }

    public void Leave(Guid sweep)
    {
        lock (_gate)
        {
            _wakes.Remove(sweep);
            if (_next != sweep)
                return;
            _next = null;
            WakeAll();
        }
    }

    /// <summary>
    /// Takes what a trial needs; false where there is no room now. Where nothing is taken the largest that fits gets in, whatever was short before.
    /// </summary>
    public bool TryTake(Guid sweep, MemoryNeed need)
    {
        lock (_gate)
        {
            var sum = _taken + need;
            var fits = (_taken == default && room.Holds(need)) || room.After(Shortages()).Holds(sum);
            if (!fits || (_next is { } next && next != sweep && need.Total > Small))
            {
                _next ??= sweep;
                return false;
            }

            if (_next == sweep)
                _next = null;
            _taken = sum;
            return true;
        }
    }

    /// <summary>Takes what a trial needs, whether there is room or not.</summary>
    public void Take(MemoryNeed need)
    {
        lock (_gate)
            _taken += need;
    }

    /// <summary>The trial did not start after all: nobody is woken, for there is no more room than before.</summary>
    public void Undo(MemoryNeed need)
    {
        lock (_gate)
            _taken -= need;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(MemoryNeed need)
    {
        lock (_gate)
        {
            _taken -= need;
            if (_next is not null)
                WakeAll();
        }
    }

    /// <summary>Memory was short although there should have been room: for a while fewer trials share it.</summary>
    public void NoteShortage()
    {
        lock (_gate)
        {
            _shortages = Shortages() + 1;
            _shortAt = time.GetTimestamp();
        }
    }

    /// <summary>One is forgotten each minute.</summary>
    private int Shortages() => _shortages == 0 ? 0 : Math.Max(0, _shortages - (int)(time.GetElapsedTime(_shortAt) / ShortageLasts));

    private void WakeAll()
    {
        foreach (var wake in _wakes.Values)
            wake();
    }
}
