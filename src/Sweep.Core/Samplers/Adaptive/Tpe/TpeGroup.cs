using System.Runtime.InteropServices;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>The two densities of a group of axes, of the points that have them.</summary>
internal sealed class TpeGroup(SearchAxis[] axes, int[] group, TpeHistory history)
{
    private readonly List<int> _slots = [];
    private readonly List<int> _order = [];
    private readonly List<SearchResult> _running = [];
    // By slot: where the point stands among the observations; −1 where it is none.
    private int[] _place = [];
    private double[] _mus = [];

    /// <summary>l: of the best results.</summary>
    public ParzenEstimator Good { get; } = new([.. group.Select(axis => axes[axis])]);

    /// <summary>g: of the other results and the running points.</summary>
    public ParzenEstimator Rest { get; } = new([.. group.Select(axis => axes[axis])]);

    /// <param name="isBelow">Of each slot, whether it is among the best.</param>
    /// <param name="running">By number.</param>
    public void Estimate(bool[] isBelow, IReadOnlyList<SearchResult> running)
    {
        Fill(Good, isBelow, true, []);
        Fill(Rest, isBelow, false, running);
    }

    private void Fill(ParzenEstimator density, bool[] isBelow, bool wanted, IReadOnlyList<SearchResult> running)
    {
        _running.Clear();
        foreach (var point in running)
        {
            if (group.All(axis => point.Values[axis] is not null))
                _running.Add(point);
        }

        Number(isBelow, wanted);
        density.Begin(_slots.Count);
        for (var k = 0; k < group.Length; k++)
        {
            var axis = group[k];
            Locate(axis);
            if (!axes[axis].IsCategorical)
                Sort(axis);
            density.Place(k, _mus.AsSpan(0, _slots.Count), CollectionsMarshal.AsSpan(_order), CollectionsMarshal.AsSpan(_slots),
                wanted ? null : history.Kept[axis]);
        }
    }

    /// <summary>The observations by number: slots, and −1 − k for the k-th running point.</summary>
    private void Number(bool[] isBelow, bool wanted)
    {
        if (_place.Length < history.Count)
            _place = new int[history.Count * 2];
        for (var slot = 0; slot < history.Count; slot++)
            _place[slot] = isBelow[slot] == wanted ? 0 : -1;
        foreach (var axis in group)
        {
            var mus = history.Mus(axis);
            for (var slot = 0; slot < mus.Length; slot++)
            {
                if (double.IsNaN(mus[slot]))
                    _place[slot] = -1;
            }
        }

        _slots.Clear();
        var next = 0;
        for (var slot = 0; slot < history.Count; slot++)
        {
            if (_place[slot] < 0)
                continue;
            for (; next < _running.Count && _running[next].Point < history.Number(slot); next++)
                _slots.Add(-1 - next);
            _place[slot] = _slots.Count;
            _slots.Add(slot);
        }

        for (; next < _running.Count; next++)
            _slots.Add(-1 - next);
    }

    private void Locate(int axis)
    {
        if (_mus.Length < _slots.Count)
            _mus = new double[_slots.Count * 2];
        var finished = history.Mus(axis);
        for (var k = 0; k < _slots.Count; k++)
            _mus[k] = _slots[k] >= 0 ? finished[_slots[k]] : TpeHistory.MuOf(axes[axis], _running[-1 - _slots[k]].Values[axis]);
    }

    /// <summary>The observations by place on the axis, then by number: what is sorted already, with the few running points put in.</summary>
    private void Sort(int axis)
    {
        _order.Clear();
        foreach (var slot in history.Sorted(axis))
        {
            if (_place[slot] >= 0)
                _order.Add(_place[slot]);
        }

        for (var k = 0; k < _slots.Count; k++)
        {
            if (_slots[k] < 0)
                _order.Insert(PlaceOf(k), k);
        }
    }

    private int PlaceOf(int observation)
    {
        var (low, high, mu) = (0, _order.Count, _mus[observation]);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = _order[middle];
            if (_mus[other] < mu || (_mus[other] == mu && other < observation))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
