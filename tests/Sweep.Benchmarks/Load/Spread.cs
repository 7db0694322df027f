using System.Globalization;

namespace Sweep.Benchmarks.Load;

/// <summary>A figure over several rounds.</summary>
/// <param name="Median">The mean of the two middle values where their number is even.</param>
/// <param name="Least">The smallest.</param>
/// <param name="Greatest">The greatest.</param>
internal sealed record Spread(double Median, double Least, double Greatest)
{
    /// <param name="values">One or more.</param>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Median and range.</summary>
    /// <param name="format">A numeric format for all three.</param>
    public string Text(string format)
    {
        string One(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{One(Median)} ({One(Least)}–{One(Greatest)})";
    }
}
