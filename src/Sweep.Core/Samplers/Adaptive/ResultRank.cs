namespace Sweep.Core.Samplers.Adaptive;

/// <summary>How good a finished point is: completed ones by value, then pruned ones, those that went farther first, then failed ones; ties by number.</summary>
internal readonly record struct ResultRank
{
    private readonly int _class;
    private readonly long _step;
    private readonly double _value;

    public ResultRank(SearchResult result)
    {
        Point = result.Point;
        var value = result.Objective!.Value;
        if (result.PrunedAt is { } step)
            (_class, _step, _value) = (1, -(long)step, double.IsNaN(value) ? double.PositiveInfinity : value);
        else
            (_class, _step, _value) = result.IsFailed ? (2, 0, 0) : (0, 0, value);
    }

    public long Point { get; }

    public bool IsFailed => _class == 2;

    /// <summary>Below zero where the one is better.</summary>
    public static int Compare(ResultRank one, ResultRank other)
    {
        if (one._class != other._class)
            return one._class.CompareTo(other._class);
        if (one._step != other._step)
            return one._step.CompareTo(other._step);
        return one._value != other._value ? one._value.CompareTo(other._value) : one.Point.CompareTo(other.Point);
    }
}
