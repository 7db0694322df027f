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

    /// <summary>Slots of the silo.</summary>
    public int Count => slots;

    /// <param name="wake">Is called when it may be this sweep's turn.</param>
    public void Join(Guid sweep, double weight, Action wake)
    {
        lock (_gate)
        {
            _shares.Join(sweep, weight);
            _loads[sweep] = new SweepLoad(wake);
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
            return PlaceShare.Wanted(slots, _shares.PortionOf(sweep), _loads.Where(load => load.Key != sweep).Sum(load => load.Value.Counted));
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
            return (load.Places > 0 && load.Long >= load.Places) || (_shares.Count == 1 && load.Long >= slots);
        }
    }

    /// <summary>The sweep has nothing that it could start now.</summary>
    public void Pass(Guid sweep)
    {
        lock (_gate)
        {
            // Only where that is new: two sweeps that both have nothing would wake each other for ever.
            if (_shares.SetReady(sweep, ready: false))
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
            if (alone)
                _alone = sweep;
            else if (_alone is not null)
                return false;
            var hasRoom = alone
                ? _loads.Values.All(load => load.InFlight == 0)
                : WorkPacing.ShouldStart(slots, _loads.Values.Sum(load => load.Counted), _loads.Values.Sum(load => load.CountedSeconds));
            if (!hasRoom || (_shares.Count > 1 && !alone && _shares.Next != sweep))
                return false;
            _loads[sweep].Add(seconds);
            _shares.Charge(sweep, seconds);
            if (_shares.Count > 1)
                WakeOthers(sweep);
            return true;
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
            _shares.Charge(sweep, took - seconds);
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

    private void WakeOthers(Guid sweep)
    {
        foreach (var (id, load) in _loads)
        {
            if (id != sweep)
                load.Wake();
        }
    }
}
