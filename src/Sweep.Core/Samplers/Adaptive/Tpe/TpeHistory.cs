using System.Runtime.InteropServices;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive.Tpe;

/// <summary>
/// The finished points as a TPE sampler wants them: ranked by result, sorted along each axis, and with the axes grouped. Slot k is the k-th finished
/// point by number. It follows a history as that grows, and starts anew where it cannot; either way the same comes out.
/// </summary>
internal sealed class TpeHistory(SearchAxis[] axes)
{
    private readonly List<int>[] _sorted = [.. axes.Select(_ => new List<int>())];
    private readonly List<double>[] _mus = [.. axes.Select(_ => new List<double>())];
    private readonly List<int> _ranked = [];
    private readonly List<ResultRank> _ranks = [];
    private readonly AxisGroups _groups = new(axes.Length);
    private SearchHistory? _source;
    private int _revision;

    /// <summary>Finished points.</summary>
    public int Count => _ranks.Count;

    /// <summary>Of those, the ones that did not fail.</summary>
    public int Usable { get; private set; }

    /// <summary>Slots, the best first.</summary>
    public ReadOnlySpan<int> Ranked => CollectionsMarshal.AsSpan(_ranked);

    /// <summary>Sets of axes that points have together or not at all.</summary>
    public IReadOnlyList<int[]> Groups => _groups.All;

    public KernelCache[] Kept { get; private set; } = [];

    /// <summary>Slots of the points that have the axis, by mu, then number.</summary>
    public ReadOnlySpan<int> Sorted(int axis) => CollectionsMarshal.AsSpan(_sorted[axis]);

    /// <summary>By slot, the coordinate on the scale that counts; NaN where the point is without the axis.</summary>
    public ReadOnlySpan<double> Mus(int axis) => CollectionsMarshal.AsSpan(_mus[axis]);

    /// <summary>The number of the point.</summary>
    public long Number(int slot) => _ranks[slot].Point;

    /// <summary>Takes in what the history has more than the last time.</summary>
    public void Follow(SearchHistory history)
    {
        if (!ReferenceEquals(history, _source) || history.Revision != _revision || history.Finished.Count < Count)
            Forget();
        (_source, _revision) = (history, history.Revision);
        while (Count < history.Finished.Count)
            Take(history.Finished[Count]);
    }

    /// <summary>A value's place on an axis; NaN for none.</summary>
    public static double MuOf(SearchAxis axis, ParameterValue? value) =>
        value is not { } there ? double.NaN : axis.IsCategorical ? axis.Coordinate(there) : axis.OnScale(axis.Coordinate(there));

    private void Forget()
    {
        foreach (var axis in _sorted)
            axis.Clear();
        foreach (var axis in _mus)
            axis.Clear();
        _ranked.Clear();
        _ranks.Clear();
        _groups.Clear();
        Usable = 0;
        Kept = [.. axes.Select(_ => new KernelCache())];
    }

    private void Take(SearchResult result)
    {
        var slot = Count;
        var rank = new ResultRank(result);
        _ranks.Add(rank);
        Insert(_ranked, slot, (one, other) => ResultRank.Compare(_ranks[one], _ranks[other]));
        if (!rank.IsFailed)
        {
            Usable++;
            _groups.Split(result.Values);
        }

        for (var axis = 0; axis < axes.Length; axis++)
        {
            var mus = _mus[axis];
            mus.Add(MuOf(axes[axis], result.Values[axis]));
            // A new slot is the last among equals.
            if (!double.IsNaN(mus[slot]))
                Insert(_sorted[axis], slot, (one, other) => mus[one] != mus[other] ? mus[one].CompareTo(mus[other]) : one.CompareTo(other));
        }
    }

    private static void Insert(List<int> slots, int slot, Comparison<int> compare)
    {
        var (low, high) = (0, slots.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (compare(slots[middle], slot) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        slots.Insert(low, slot);
    }
}
