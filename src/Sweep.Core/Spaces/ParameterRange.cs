namespace Sweep.Core.Spaces;

/// <summary>Numbers between two ends, both included, from which a sampler chooses.</summary>
/// <param name="Kind"><see cref="ParameterKind.Whole"/> or <see cref="ParameterKind.Real"/>.</param>
/// <param name="Low">Finite; above zero where the scale is logarithmic.</param>
/// <param name="High">Finite and above <paramref name="Low"/>.</param>
/// <param name="IsLog">Equal ratios are equally likely, not equal differences.</param>
/// <param name="Step">
/// Values are <paramref name="Low"/> plus a multiple of it; null for all reals (or whole numbers) of the range. Never beside a logarithmic scale.
/// </param>
public sealed record ParameterRange(ParameterKind Kind, double Low, double High, bool IsLog = false, double? Step = null)
{
    /// <summary>A number of the range as a value of its kind.</summary>
    public ParameterValue ValueOf(double number) => Kind == ParameterKind.Whole ? ParameterValue.FromWhole((long)number) : ParameterValue.FromReal(number);
}
