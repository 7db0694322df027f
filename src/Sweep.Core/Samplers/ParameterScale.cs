using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The values of a parameter along [0, 1): listed ones and whole numbers have equal parts of it, reals lie where their range's scale has them. Never
/// decreasing for ranges, so that equal parts of [0, 1) are equal parts of the range.
/// </summary>
internal sealed class ParameterScale
{
    private const double Unit = 1.0 / 9_007_199_254_740_992;

    private readonly ImmutableArray<ParameterValue> _values;
    private readonly ParameterRange? _range;
    private readonly ulong _count;
    private readonly double _low;
    private readonly double _width;
    private readonly RangeSteps? _steps;

    public ParameterScale(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        (_values, _range) = (parameter.Values, parameter.Range);
        if (_range is not { } range)
        {
            _count = (ulong)_values.Length;
            return;
        }

        _steps = RangeSteps.Of(range);
        _count = _steps?.Count ?? 0;

        // On a logarithmic scale each whole number has what rounds to it.
        var half = range.Kind == ParameterKind.Whole ? 0.5 : 0;
        var (from, to) = range.IsLog ? (DeterministicMath.Log(range.Low - half), DeterministicMath.Log(range.High + half)) : (range.Low, range.High);
        (_low, _width) = (from, to - from);
    }

    /// <summary>False where there is one value only.</summary>
    public bool IsVaried => _count != 1;

    /// <summary>How many values there are; 0 where there are as many as reals.</summary>
    public ulong Count => _count;

    /// <param name="fraction">Place along [0, 1), as a fraction of 2⁶⁴.</param>
    public ParameterValue At(ulong fraction)
    {
        if (_range is not { } range)
            return _values[(int)Math.BigMul(fraction, _count, out _)];
        var along = (fraction >> 11) * Unit;
        if (range.IsLog)
        {
            var power = DeterministicMath.Exp(Math.FusedMultiplyAdd(along, _width, _low));
            return Of(range, Math.Clamp(range.Kind == ParameterKind.Whole ? Math.Round(power) : power, range.Low, range.High));
        }

        if (_steps is not null)
            return Of(range, _steps.At((long)Math.BigMul(fraction, _count, out _)));
        return Of(range, Math.Clamp(
            double.IsFinite(_width) ? Math.FusedMultiplyAdd(along, _width, _low) : range.Low * (1 - along) + range.High * along, range.Low, range.High));
    }

    private static ParameterValue Of(ParameterRange range, double value) => range.ValueOf(value);
}
