namespace Sweep.Core.Specs.Reading;

/// <summary>
/// The values of a range, ends included and exact. Each is the exact value rounded once to the nearest double (or, for counts, to
/// the nearest whole number, halves up), so values never decrease, and the decades of a logarithmic range are exact.
/// </summary>
internal static class RangeValues
{
    /// <param name="from">First value, greater than 0.</param>
    /// <param name="to">Last value, greater than <paramref name="from"/>.</param>
    /// <param name="count">How many values, at least 2.</param>
    public static IEnumerable<double> Linear(double from, double to, int count) =>
        Between(from, to, Steps(ScaledDecimal.Of(from), ScaledDecimal.Of(to), count).Select(value => value.ToDouble()));

    /// <inheritdoc cref="Linear(double, double, int)"/>
    public static IEnumerable<double> Log(double from, double to, int count) =>
        Between(from, to, Powers(ScaledDecimal.Of(from), ScaledDecimal.Of(to), count).Select(value => value.ToDouble()));

    /// <inheritdoc cref="Linear(double, double, int)"/>
    public static IEnumerable<int> Linear(int from, int to, int count) =>
        Between(from, to, Steps(ScaledDecimal.Of(from), ScaledDecimal.Of(to), count).Select(Round));

    /// <inheritdoc cref="Linear(double, double, int)"/>
    public static IEnumerable<int> Log(int from, int to, int count) =>
        Between(from, to, Powers(ScaledDecimal.Of(from), ScaledDecimal.Of(to), count).Select(Round));

    /// <summary>As <see cref="Linear(double, double, int)"/>, of which any end may be 0 or below.</summary>
    public static IEnumerable<double> LinearOfAny(double from, double to, int count)
    {
        if (from > 0)
            return Linear(from, to, count);
        var isExact = Math.Abs(from) < 1e27 && Math.Abs(to) < 1e27;
        return Between(from, to, Enumerable.Range(1, count - 2).Select(step => isExact
            ? (double)((decimal)from + ((decimal)to - (decimal)from) * step / (count - 1))
            : from + (to - from) / (count - 1) * step));
    }

    /// <inheritdoc cref="LinearOfAny(double, double, int)"/>
    public static IEnumerable<int> LinearOfAny(int from, int to, int count) => from > 0
        ? Linear(from, to, count)
        : Between(from, to, Enumerable.Range(1, count - 2).Select(step =>
            (int)Math.Floor(from + ((decimal)to - from) * step / (count - 1) + 0.5m)));

    private static IEnumerable<T> Between<T>(T from, T to, IEnumerable<T> inner) => inner.Prepend(from).Append(to);

    private static IEnumerable<ScaledDecimal> Steps(ScaledDecimal from, ScaledDecimal to, int count)
    {
        var first = from.At(to.Exponent);
        for (var step = 1; step < count - 1; step++)
            yield return ScaledDecimal.Normal(first + (to.Mantissa - first) * step / (count - 1), to.Exponent);
    }

    private static IEnumerable<ScaledDecimal> Powers(ScaledDecimal from, ScaledDecimal to, int count)
    {
        var ratio = ScaledDecimal.Ratio(from, to, count - 1);
        var value = from;
        for (var step = 1; step < count - 1; step++)
        {
            value *= ratio;
            yield return value;
        }
    }

    private static int Round(ScaledDecimal value)
    {
        var whole = value.Mantissa;
        for (var power = 0; power < value.Exponent; power++)
            whole *= 10;
        return (int)Math.Round(whole, MidpointRounding.AwayFromZero);
    }
}
