namespace Sweep.Grains.Compute;

/// <summary>Work that waits for a slot, first come first served among what its gate lets through.</summary>
internal sealed class WorkQueue
{
    /// <summary>Looks at an empty queue before a slot sleeps, as many as those of <see cref="SemaphoreSlim"/>.</summary>
    private const int MostSpins = 140;

    private readonly LinkedList<Entry> _entries = new();
    private int _gated;

    // Slots that look for work, and those of them that must not take any: wide work that runs on another slot counts with them.
    private int _idle;
    private int _lent;
    private bool _isClosed;

    /// <summary>What waits and could run now; what is behind a shut gate could not.</summary>
    public int Count
    {
        get
        {
            lock (_entries)
                return _gated == 0 ? _entries.Count : _entries.Count(entry => entry.MayRun);
        }
    }

    /// <param name="run">The work.</param>
    /// <param name="pass">Through which gate it goes; null for none.</param>
    /// <param name="width">How many slots it takes, no more than there are. Nothing that comes later is run before there are so many.</param>
    /// <exception cref="InvalidOperationException">It is closed.</exception>
    public void Add(Action<int> run, GatePass? pass, int width = 1)
    {
        lock (_entries)
        {
            if (_isClosed)
                throw new InvalidOperationException("the slots have ended: nothing more can be run on them");
            _entries.AddLast(new Entry(run, pass, width));
            _gated += pass is null ? 0 : 1;
            Monitor.Pulse(_entries);
        }
    }

    /// <summary>Waits for work; false once the queue is closed and empty.</summary>
    public bool TryTake(out Action<int> run, out WorkGate? gate, out int width)
    {
        // To wake a slot takes longer than a trial of microseconds, and the next of those comes at once. Without the lock this is a guess, which will do.
        for (var spin = default(SpinWait); spin.Count < MostSpins && _entries.Count == 0;)
            spin.SpinOnce(sleep1Threshold: -1);

        lock (_entries)
        {
            _idle++;
            while (true)
            {
                for (var node = _entries.First; node is not null; node = node.Next)
                {
                    if (!node.Value.MayRun)
                        continue;
                    if (node.Value.Width > _idle - _lent)
                        break;
                    _entries.Remove(node);
                    (run, gate, width) = (node.Value.Run, node.Value.Pass?.Gate, node.Value.Width);
                    _idle--;
                    _lent += width - 1;
                    if (gate is not null)
                    {
                        gate.Inside++;
                        _gated--;
                    }

                    return true;
                }

                if (_isClosed && _entries.Count == 0)
                {
                    (run, gate, width) = (_ => { }, null, 0);
                    return false;
                }

                Monitor.Wait(_entries);
            }
        }
    }

    /// <summary>What <see cref="TryTake"/> gave has left its slot.</summary>
    public void Leave(WorkGate? gate, int width)
    {
        if (gate is null && width == 1)
            return;
        lock (_entries)
        {
            if (gate is not null)
                gate.Inside--;
            _lent -= width - 1;
            if (width == 1)
                Monitor.Pulse(_entries);
            else
                Monitor.PulseAll(_entries);
        }
    }

    public void Resize(WorkGate gate, int places)
    {
        lock (_entries)
        {
            gate.Places = places;
            Monitor.PulseAll(_entries);
        }
    }

    /// <summary>What waits may have been asked to stop: that passes any gate, to end.</summary>
    public void LookAgain()
    {
        lock (_entries)
            Monitor.PulseAll(_entries);
    }

    /// <summary>Takes nothing more; what waits is still run, past any gate.</summary>
    /// <returns>False where it was closed.</returns>
    public bool Close()
    {
        lock (_entries)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            foreach (var gate in _entries.Select(entry => entry.Pass?.Gate).OfType<WorkGate>().Distinct())
                gate.Places = -1;
            Monitor.PulseAll(_entries);
            return true;
        }
    }

    private readonly record struct Entry(Action<int> Run, GatePass? Pass, int Width)
    {
        public bool MayRun => Pass is null || Pass.Gate.IsOpen || Pass.Stop.IsCancellationRequested;
    }
}
