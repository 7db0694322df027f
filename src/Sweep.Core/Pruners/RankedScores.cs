namespace Sweep.Core.Pruners;

/// <summary>
/// Scores in order, the least first, equal ones by point; what is no number is last. Adding and finding take a time that grows with the
/// square root of their number.
/// </summary>
internal sealed class RankedScores
{
    private const int MostInAChunk = 1_024;

    private readonly List<List<(double Score, long Point)>> _chunks = [];

    public long Count { get; private set; }

    public void Add(double score, long point)
    {
        var entry = (score, point);
        var chunk = ChunkOf(entry);
        if (chunk == _chunks.Count)
            _chunks.Add([]);
        var entries = _chunks[chunk];
        entries.Insert(~entries.BinarySearch(entry, ByScore), entry);
        Count++;
        if (entries.Count <= MostInAChunk)
            return;
        _chunks.Insert(chunk + 1, entries[(MostInAChunk / 2)..]);
        entries.RemoveRange(MostInAChunk / 2, entries.Count - MostInAChunk / 2);
    }

    /// <summary>The 0-based place of an entry that was added.</summary>
    public long PlaceOf(double score, long point)
    {
        var place = 0L;
        var chunk = ChunkOf((score, point));
        for (var k = 0; k < chunk; k++)
            place += _chunks[k].Count;
        return place + _chunks[chunk].BinarySearch((score, point), ByScore);
    }

    /// <summary>The score at a 0-based place.</summary>
    public double At(long place)
    {
        var chunk = 0;
        for (; place >= _chunks[chunk].Count; chunk++)
            place -= _chunks[chunk].Count;
        return _chunks[chunk][(int)place].Score;
    }

    /// <summary>The mean of the two in the middle where their number is even; NaN where one of them is no number, or there are none.</summary>
    public double Median() => Count switch
    {
        0 => double.NaN,
        _ when Count % 2 == 1 => At(Count / 2),
        _ => (At(Count / 2 - 1) + At(Count / 2)) / 2,
    };

    private static Comparer<(double Score, long Point)> ByScore { get; } = Comparer<(double Score, long Point)>.Create((one, other) =>
        double.IsNaN(one.Score) != double.IsNaN(other.Score) ? double.IsNaN(one.Score).CompareTo(double.IsNaN(other.Score))
        : one.Score.CompareTo(other.Score) is not 0 and var order ? order
        : one.Point.CompareTo(other.Point));

    /// <summary>The chunk that an entry is, or would be, in.</summary>
    private int ChunkOf((double, long) entry)
    {
        var (low, high) = (0, Math.Max(0, _chunks.Count - 1));
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ByScore.Compare(_chunks[middle][^1], entry) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
