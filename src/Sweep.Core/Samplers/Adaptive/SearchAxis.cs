using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>
/// One parameter as numbers that a sampler computes with. A coordinate is the index of the choice for texts, true and false; else a number between
/// <see cref="Low"/> and <see cref="High"/>, of which the logarithm counts where the scale is logarithmic. Listed numbers are ordered: their coordinate is the
/// rank of the value among them, a whole number from zero (a list of a geometric series is thus as good as a logarithmic range). Optuna knows
/// lists only as unordered choices.
/// </summary>
internal sealed class SearchAxis
{
    private readonly Parameter _parameter;
    private readonly ParameterValue[] _choices;
    private readonly Dictionary<ParameterValue, int> _ranks;
    private readonly RangeSteps? _steps;

    public SearchAxis(Parameter parameter)
    {
        _parameter = parameter;
        _choices = [.. parameter.Values];
        if (parameter.Range is { } range)
        {
            (Low, IsLog) = (range.Low, range.IsLog);
            _steps = RangeSteps.Of(range);
            (Step, High) = (_steps?.Step ?? 0, _steps?.Last ?? range.High);
        }
        else
        {
            IsCategorical = parameter.Kind is ParameterKind.Text or ParameterKind.Truth;
            if (!IsCategorical)
                Array.Sort(_choices, ParameterValue.Compare);
            (Low, High, Step) = (0, _choices.Length - 1, 1);
        }

        _ranks = new Dictionary<ParameterValue, int>(_choices.Length);
        for (var k = 0; k < _choices.Length; k++)
            _ranks[_choices[k]] = k;
        (ScaleLow, ScaleHigh) = (OnScale(Low - Step / 2), OnScale(High + Step / 2));
    }

    /// <summary>Its choices have no order.</summary>
    public bool IsCategorical { get; }

    /// <summary>The number of choices of a categorical axis.</summary>
    public int Choices => _choices.Length;

    public bool IsLog { get; }

    public double Low { get; }

    public double High { get; }

    /// <summary>Between neighbouring coordinates; zero where every number between the ends is one.</summary>
    public double Step { get; }

    /// <summary>There is but one value.</summary>
    public bool IsFixed => High <= Low;

    /// <summary>The lower end on the scale that counts, half a step below <see cref="Low"/>.</summary>
    public double ScaleLow { get; }

    /// <summary>The upper end on the scale that counts, half a step above <see cref="High"/>.</summary>
    public double ScaleHigh { get; }

    /// <summary>A coordinate, or a number between two, on the scale that counts: its logarithm or itself.</summary>
    public double OnScale(double coordinate) => IsLog ? DeterministicMath.Log(coordinate) : coordinate;

    /// <summary>Half a step below a coordinate and half a step above it, on the scale that counts.</summary>
    public (double Left, double Right) StepAround(double coordinate) => (OnScale(coordinate - Step / 2), OnScale(coordinate + Step / 2));

    /// <summary>The coordinate nearest to a number on the scale that counts.</summary>
    public double FromScale(double scaled)
    {
        var coordinate = IsLog ? DeterministicMath.Exp(scaled) : scaled;
        if (_steps is not null)
            return _steps.Nearest(coordinate);
        return Math.Clamp(Step > 0 ? Math.Round(coordinate) : coordinate, Low, High);
    }

    /// <summary>The coordinate with a 0-based place; of axes that have steps alone.</summary>
    public double At(long place) => _steps?.At(place) ?? place;

    /// <summary>A coordinate chosen evenly on the scale that counts.</summary>
    /// <param name="u">In [0, 1).</param>
    public double Uniform(double u) =>
        IsCategorical ? Math.Floor(u * Choices) : FromScale(Math.FusedMultiplyAdd(u, ScaleHigh - ScaleLow, ScaleLow));

    /// <summary>The coordinate of a value of the parameter.</summary>
    /// <exception cref="ArgumentException">The value is none of the parameter's.</exception>
    public double Coordinate(ParameterValue value)
    {
        if (_parameter.Range is not null && value.Kind is ParameterKind.Whole or ParameterKind.Real)
            return value.Kind == ParameterKind.Whole ? value.Whole : value.Real;
        return _ranks.TryGetValue(value, out var rank)
            ? rank
            : throw new ArgumentException($"{value} is no value of {_parameter.Name}.", nameof(value));
    }

    /// <summary>The coordinate as a share of the range, from 0 to 1, on the scale that counts; steps stand in the middle of their share.</summary>
    public double ToUnit(double coordinate) => (OnScale(coordinate) - ScaleLow) / (ScaleHigh - ScaleLow);

    /// <summary>The coordinate nearest to a share of the range.</summary>
    public double FromUnit(double share) => FromScale(Math.FusedMultiplyAdd(share, ScaleHigh - ScaleLow, ScaleLow));

    public ParameterValue Value(double coordinate) => _parameter.Range is { } range ? range.ValueOf(coordinate) : _choices[(int)coordinate];
}
