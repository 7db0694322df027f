namespace Sweep.Core.Trainers.Protocol;

/// <summary>What was reported of one metric so far.</summary>
internal sealed class MetricValues(string metric)
{
    private int[] _steps = new int[4];
    private double[] _values = new double[4];

    public string Metric { get; } = metric;

    public int Count { get; private set; }

    public double Last => _values[Count - 1];

    public void Add(int step, double value)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
        }

        (_steps[Count], _values[Count]) = (step, value);
        Count++;
    }

    /// <summary>Steps and values up to a step, that one included.</summary>
    public (ArraySegment<int> Steps, ArraySegment<double> Values) UpTo(int step)
    {
        var at = Array.BinarySearch(_steps, 0, Count, step);
        var count = at >= 0 ? at + 1 : ~at;
        return (new(_steps, 0, count), new(_values, 0, count));
    }
}
