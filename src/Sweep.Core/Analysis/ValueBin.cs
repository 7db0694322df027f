using Sweep.Core.Naming;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>A part of a parameter's range.</summary>
/// <param name="From">The first value of it.</param>
/// <param name="To">Of whole numbers the last value of it; of reals where the next part begins, or the range ends.</param>
public readonly record struct ValueBin(ParameterValue From, ParameterValue To)
{
    private const int Digits = 3;

    /// <summary>As tables show it: <c>16 – 31</c>, <c>0.00158 – 0.00251</c>.</summary>
    public override string ToString() => From == To ? Text(From) : $"{Text(From)} – {Text(To)}";

    private static string Text(ParameterValue value) => value.Kind == ParameterKind.Real ? NumberText.Rounded(value.Real, Digits) : value.ToString();
}
