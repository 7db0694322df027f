using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Sums of <see cref="TrialCost"/> over ranges of trial numbers without visiting them: the cost is a product of one factor a
/// parameter, so the sum below a number is taken digit by digit of its mixed-radix form.
/// </summary>
public sealed class GridCost
{
    private readonly double[][] _factors;
    private readonly double[][] _before;
    private readonly double[] _tailSums;
    private readonly long[] _tailCounts;
    private readonly long _replicates;

    public GridCost(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _replicates = spec.Replicates;
        _factors = [.. spec.Parameters.Select(FactorsOf)];
        _before = [.. _factors.Select(BeforeEach)];
        _tailSums = new double[_factors.Length + 1];
        _tailCounts = new long[_factors.Length + 1];
        _tailSums[^1] = _replicates;
        _tailCounts[^1] = _replicates;
        for (var d = _factors.Length - 1; d >= 0; d--)
        {
            _tailSums[d] = _factors[d].Sum() * _tailSums[d + 1];
            _tailCounts[d] = _factors[d].Length * _tailCounts[d + 1];
        }
    }

    /// <summary>Cost of the whole sweep.</summary>
    public double Total => _tailSums[0];

    /// <summary>Cost of all trials whose number is below <paramref name="number"/>.</summary>
    public double Below(long number)
    {
        if (number >= _tailCounts[0])
            return Total;
        var sum = 0.0;
        var prefix = 1.0;
        for (var d = 0; d < _factors.Length; d++)
        {
            var digit = (int)(number / _tailCounts[d + 1]);
            number %= _tailCounts[d + 1];
            sum += prefix * _before[d][digit] * _tailSums[d + 1];
            prefix *= _factors[d][digit];
        }

        return sum + prefix * number;
    }

    /// <summary>Cost of a range of numbers.</summary>
    public double Of(NumberRange range) => Below(range.End) - Below(range.Start);

    private static double[] BeforeEach(double[] factors)
    {
        var sum = 0.0;
        return [.. factors.Select(factor => (sum += factor) - factor)];
    }

    private static double[] FactorsOf(Parameter parameter) => parameter switch
    {
        Parameter.Counts { Name: ParameterName.Hidden } hidden => [.. hidden.Values.Select(TrialCost.HiddenFactor)],
        Parameter.Counts counts => [.. counts.Values.Select(v => (double)v)],
        _ => [.. Enumerable.Repeat(1.0, parameter.Count)],
    };
}
