using System.Collections.Immutable;
using Sweep.Core.Arithmetic;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// Ten equal parts of a range on its own scale, by which tables tell its values apart: of a range every trial has a value of its own. The parts are those
/// of the range, not of what is finished, so that a table keeps its rows while a sweep goes on, and two sweeps of one range have the same.
/// </summary>
public sealed class ValueBins
{
    private const int Most = 10;

    /// <summary>Whole numbers that are told apart one by one.</summary>
    private const int MostValues = 20;

    private readonly double[] _starts;

    private ValueBins(ImmutableArray<ValueBin> bins)
    {
        All = bins;
        _starts = [.. bins.Select(bin => Number(bin.From))];
    }

    /// <summary>Ascending.</summary>
    public ImmutableArray<ValueBin> All { get; }

    /// <summary>Null where the range has so few values that each is told apart.</summary>
    public static ValueBins? Of(ParameterRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var isWhole = range.Kind == ParameterKind.Whole;
        var step = range.Step ?? (isWhole ? 1 : 0);
        if (step > 0 && (range.High - range.Low) / step < MostValues)
            return null;
        double[] edges = [.. Enumerable.Range(0, Most).Select(part => EdgeOf(range, part))];
        if (isWhole)
            edges = [.. edges.Select(edge => range.Low + Math.Ceiling((edge - range.Low) / step) * step).Distinct()];
        return new ValueBins([.. edges.Select((edge, part) => new ValueBin(
            range.ValueOf(edge), range.ValueOf(part == edges.Length - 1 ? range.High : isWhole ? edges[part + 1] - step : edges[part + 1])))]);
    }

    /// <summary>The part that a value is in; of values beyond the range the nearest.</summary>
    public ValueBin Of(ParameterValue value)
    {
        var at = Array.BinarySearch(_starts, Number(value));
        return All[at >= 0 ? at : Math.Max(0, ~at - 1)];
    }

    private static double EdgeOf(ParameterRange range, int part)
    {
        if (part == 0)
            return range.Low;
        var share = (double)part / Most;
        return range.IsLog
            ? DeterministicMath.Exp(DeterministicMath.Log(range.Low) * (1 - share) + DeterministicMath.Log(range.High) * share)
            : range.Low * (1 - share) + range.High * share;
    }

    private static double Number(ParameterValue value) => value.Kind == ParameterKind.Whole ? value.Whole : value.Real;
}
