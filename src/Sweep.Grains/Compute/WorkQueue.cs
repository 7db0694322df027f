namespace Sweep.Grains.Compute;

/// <summary>Work that waits for a slot, first come first served among what its gate lets through.</summary>
internal sealed class WorkQueue
{
    /// <summary>Looks at an empty queue before a slot sleeps, as many as those of <see cref="SemaphoreSlim"/>.</summary>
    private const int MostSpins = 140;

    private readonly LinkedList<Entry> _entries = new();
    private int _gated;
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

    /// <exception cref="InvalidOperationException">It is closed.</exception>
    public void Add(Action<int> run, GatePass? pass)
    {
        lock (_entries)
        {
            if (_isClosed)
                throw new InvalidOperationException("the slots have ended: nothing more can be run on them");
            _entries.AddLast(new Entry(run, pass));
            _gated += pass is null ? 0 : 1;
            Monitor.Pulse(_entries);
        }
    }

    /// <summary>Waits for work; false once the queue is closed and empty.</summary>
    public bool TryTake(out Action<int> run, out WorkGate? gate)
    {
        // To wake a slot takes longer than a trial of microseconds, and the next of those comes at once. Without the lock this is a guess, which will do.
        for (var spin = default(SpinWait); spin.Count < MostSpins && _entries.Count == 0;)
            spin.SpinOnce(sleep1Threshold: -1);

        lock (_entries)
        {
            while (true)
            {
                for (var node = _entries.First; node is not null; node = node.Next)
                {
                    if (!node.Value.MayRun)
                        continue;
                    _entries.Remove(node);
                    (run, gate) = (node.Value.Run, node.Value.Pass?.Gate);
                    if (gate is not null)
                    {
                        gate.Inside++;
                        _gated--;
                    }

                    return true;
                }

                if (_isClosed && _entries.Count == 0)
                {
                    (run, gate) = (_ => { }, null);
                    return false;
                }

                Monitor.Wait(_entries);
            }
        }
    }

    /// <summary>What <see cref="TryTake"/> gave has left its slot.</summary>
    public void Leave(WorkGate? gate)
    {
        if (gate is null)
            return;
        lock (_entries)
        {
            gate.Inside--;
            Monitor.Pulse(_entries);
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

    private readonly record struct Entry(Action<int> Run, GatePass? Pass)
    {
        public bool MayRun => Pass is null || Pass.Gate.IsOpen || Pass.Stop.IsCancellationRequested;
    }
}
