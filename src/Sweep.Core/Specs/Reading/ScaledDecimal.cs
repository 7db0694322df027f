using System.Globalization;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// A number greater than 0 as m · 10ᵉ with m in [1, 10) and 28 digits. <see cref="decimal"/> is integer arithmetic, so ranges
/// come out the same on every machine, and their decades come out exact, which powers in binary do not give.
/// </summary>
internal readonly record struct ScaledDecimal(decimal Mantissa, int Exponent)
{
    private const decimal Ln10 = 2.302585092994045684017991455m;

    /// <summary>The value's shortest round-trip decimals, which are what was written, not the binary number behind them.</summary>
    public static ScaledDecimal Of(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return Normal(decimal.Parse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture), exponent);
    }

    /// <summary>The nearest double; decimals are parsed with one correct rounding.</summary>
    public double ToDouble() =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{Mantissa}E{Exponent}"), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The mantissa that this number has with another exponent, not below its own.</summary>
    public decimal At(int exponent)
    {
        var mantissa = Mantissa;
        for (var power = Exponent; power < exponent && mantissa != 0; power++)
            mantissa /= 10;
        return mantissa;
    }

    public static ScaledDecimal operator *(ScaledDecimal left, ScaledDecimal right) =>
        Normal(left.Mantissa * right.Mantissa, left.Exponent + right.Exponent);

    /// <summary>(to / from)^(1 / steps).</summary>
    public static ScaledDecimal Ratio(ScaledDecimal from, ScaledDecimal to, int steps)
    {
        var logarithm = (Ln(to.Mantissa / from.Mantissa) + (to.Exponent - from.Exponent) * Ln10) / steps;
        var power = (int)Math.Floor(logarithm / Ln10);
        return Normal(Exp(logarithm - power * Ln10), power);
    }

    public static ScaledDecimal Normal(decimal mantissa, int exponent)
    {
        for (; mantissa >= 10; exponent++)
            mantissa /= 10;
        for (; mantissa < 1; exponent--)
            mantissa *= 10;
        return new ScaledDecimal(mantissa, exponent);
    }

    // Halley's iteration on exp(y) = x triples the right digits each time; x in [0.1, 10].
    private static decimal Ln(decimal x)
    {
        var y = 0m;
        for (var round = 0; round < 8; round++)
        {
            var exp = y < 0 ? 1 / Exp(-y) : Exp(y);
            y += 2 * (x - exp) / (x + exp);
        }

        return y;
    }

    // The series, until its terms vanish; x in [0, ln 10].
    private static decimal Exp(decimal x)
    {
        var (sum, term) = (1m, 1m);
        for (var n = 1; term != 0; n++)
        {
            term = term * x / n;
            sum += term;
        }

        return sum;
    }
}
