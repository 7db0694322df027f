using System.Globalization;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers;

/// <summary>
/// The values of a range that has steps, or of whole numbers: each is the number nearest to what its decimals say, so that 0.1 and twice a step of 0.1
/// are 0.3. Whoever chooses from such a range has its values from here.
/// </summary>
internal sealed class RangeSteps
{
    private readonly ParameterRange _range;
    private readonly (decimal Low, decimal Step)? _exact;

    private RangeSteps(ParameterRange range)
    {
        _range = range;
        Count = range.Step is { } step ? StepsOf(range, step) + 1 : (ulong)(range.High - range.Low) + 1;
        if (range.Step is { } each && Exact(range.Low) is { } low && Exact(each) is { } exact)
            _exact = (low, exact);
    }

    /// <summary>How many values there are; at least 1.</summary>
    public ulong Count { get; }

    /// <summary>Between two neighbours.</summary>
    public double Step => _range.Step ?? 1;

    /// <summary>The greatest value, which may be below the end of the range.</summary>
    public double Last => At((long)(Count - 1));

    /// <summary>Null where every number between the ends is a value.</summary>
    public static RangeSteps? Of(ParameterRange range) => range.Step is not null || range.Kind == ParameterKind.Whole ? new RangeSteps(range) : null;

    /// <summary>The value with this 0-based place.</summary>
    public double At(long place) =>
        _exact is var (low, step) ? (double)(low + place * step) : Math.Min(_range.High, Math.FusedMultiplyAdd(place, Step, _range.Low));

    /// <summary>The value nearest to a number.</summary>
    public double Nearest(double number) => At((long)Math.Clamp(Math.Round((number - _range.Low) / Step), 0, Count - 1));

    /// <summary>Steps from one end of a range to the other, of those that fit in it.</summary>
    private static ulong StepsOf(ParameterRange range, double step) =>
        Exact(range.Low) is { } low && Exact(range.High) is { } high && Exact(step) is { } each
            ? (ulong)decimal.Floor((high - low) / each)
            : (ulong)Math.Floor((range.High - range.Low) / step);

    /// <summary>What a number's shortest decimals say; null where these are too long or too large for the type.</summary>
    private static decimal? Exact(double value) =>
        Math.Abs(value) < 1e15
        && decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        && ((double)exact).Equals(value)
            ? exact
            : null;
}
