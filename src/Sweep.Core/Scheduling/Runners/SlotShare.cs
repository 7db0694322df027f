namespace Sweep.Core.Scheduling.Runners;

/// <summary>
/// Decides which of the sweeps that this silo works on may start its next trial: each gets its part by weight, a few trials wait
/// in line behind each slot, and a trial that must be alone (<see cref="Isolation.Alone"/>) gets the silo to itself.
/// </summary>
public sealed class SlotShare(int slots)
{
    private readonly Lock _gate = new();
    private readonly FairShare _shares = new();
    private readonly Dictionary<Guid, SweepLoad> _loads = [];
    private Guid? _alone;
    private bool _isAloneStarted;

    /// <summary>Slots of the silo.</summary>
    public int Count => slots;

    /// <summary>The sweep takes part; returns what it has in flight, which it alone changes here.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="weight">Its weight among sweeps.</param>
    /// <param name="wake">Is called when it may be this sweep's turn.</param>
    /// <param name="width">Slots that each of its trials takes; all where there are fewer.</param>
    internal SweepLoad Join(Guid sweep, double weight, Action wake, int width = 1)
    {
        lock (_gate)
        {
            _shares.Join(sweep, weight);
            return _loads[sweep] = new SweepLoad(wake, Math.Min(width, slots));
        }
    }

    /// <summary>The sweep starts nothing more; what is in flight has ended.</summary>
    public void Leave(Guid sweep)
    {
        lock (_gate)
        {
            _shares.Leave(sweep);
            _loads.Remove(sweep);
            if (_alone == sweep)
                _alone = null;
            WakeOthers(sweep);
        }
    }

    /// <summary>The sweep's part of the silo, 0 to 1.</summary>
    public double PortionOf(Guid sweep)
    {
        lock (_gate)
            return _shares.PortionOf(sweep);
    }

    /// <summary>How many of the sweep's trials may be in training here at once.</summary>
    public void Bound(Guid sweep, int places)
    {
        lock (_gate)
            _loads[sweep].Places = places;
    }

    /// <summary>How many places the sweep could use, as things are.</summary>
    public int PlacesWanted(Guid sweep)
    {
        lock (_gate)
        {
            var wanted = PlaceShare.Wanted(slots, _shares.PortionOf(sweep), _loads.Where(load => load.Key != sweep).Sum(load => load.Value.CountedSlots));
            return Math.Max(1, wanted / _loads[sweep].Width);
        }
    }

    /// <summary>
    /// True where each slot, or each place of the sweep, has a long trial: what is leased now would wait here while another silo may be
    /// idle. Several sweeps lease ahead all the same, because the one whose turn it is next must have a trial to start.
    /// </summary>
    public bool IsFullOfLongTrials(Guid sweep)
    {
        lock (_gate)
        {
            var load = _loads[sweep];
            return (load.Places > 0 && load.Long >= load.Places) || (_shares.Count == 1 && load.Long * load.Width > slots - load.Width);
        }
    }

    /// <summary>The sweep has nothing that it could start now.</summary>
    public void Pass(Guid sweep)
    {
        lock (_gate)
        {
            var isNew = _shares.SetReady(sweep, ready: false);
            if (_alone == sweep && !_isAloneStarted)
                (_alone, isNew) = (null, true);

            // Only where that is new: two sweeps that both have nothing would wake each other for ever.
            if (isNew)
                WakeOthers(sweep);
        }
    }

    /// <summary>True where the sweep may start a trial of about so many seconds now; it counts as started then.</summary>
    /// <param name="alone">True where it must be alone: the silo then starts nothing else until it can be.</param>
    public bool TryStart(Guid sweep, double seconds, bool alone)
    {
        lock (_gate)
        {
            _shares.SetReady(sweep, ready: true);
            if (_alone is { } other && other != sweep)
                return false;
            if (alone && _alone is null)
                (_alone, _isAloneStarted) = (sweep, false);
            else if (!alone && _alone is not null)
                return false;
            var hasRoom = alone ? _loads.Values.All(load => load.InFlight == 0) : HasRoom();
            if (!hasRoom || (_shares.Count > 1 && !alone && _shares.Next != sweep))
                return false;
            _isAloneStarted = alone;
            _loads[sweep].Add(seconds);
            _shares.Charge(sweep, seconds * _loads[sweep].Width);
            if (_shares.Count > 1)
                WakeOthers(sweep);
            return true;
        }
    }

    /// <summary>A trial that has left its slot goes back to one, before any that was not started: it has what it needs.</summary>
    public void Return(Guid sweep, double seconds)
    {
        lock (_gate)
        {
            _loads[sweep].Add(seconds);
            _shares.Charge(sweep, seconds * _loads[sweep].Width);
        }
    }

    /// <summary>A trial has left its slot.</summary>
    /// <param name="seconds">What was said when it started.</param>
    /// <param name="took">What it took.</param>
    public void End(Guid sweep, double seconds, double took, bool alone)
    {
        lock (_gate)
        {
            _loads[sweep].Remove(seconds);
            _shares.Charge(sweep, (took - seconds) * _loads[sweep].Width);
            if (alone && _alone == sweep)
                _alone = null;
            if (_shares.Count > 1)
                WakeOthers(sweep);
        }
    }

    /// <summary>The trial that is alone, or waits to be, need not be any more.</summary>
    public void Reassure(Guid sweep)
    {
        lock (_gate)
        {
            if (_alone != sweep)
                return;
            _alone = null;
            foreach (var load in _loads.Values)
                load.Wake();
        }
    }

    private bool HasRoom()
    {
        var (counted, seconds) = (0, 0.0);
        foreach (var load in _loads.Values)
            (counted, seconds) = (counted + load.CountedSlots, seconds + load.CountedSeconds * load.Width);
        return WorkPacing.ShouldStart(slots, counted, seconds);
    }

    private void WakeOthers(Guid sweep)
    {
        foreach (var (id, load) in _loads)
        {
            if (id != sweep)
                load.Wake();
        }
    }
}
