using System.Globalization;
using Sweep.Core.Naming;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>A point's parameters, one at a time.</summary>
public static class ParameterValues
{
    /// <summary>The parameters in the order in which tables show them.</summary>
    public static IReadOnlyList<ParameterName> All { get; } =
        [ParameterName.Pattern, ParameterName.LearningRate, ParameterName.Iterations, ParameterName.Samples, ParameterName.Hidden];

    /// <summary>The value as a spec writes it: <c>circle</c>, <c>0.001</c>, <c>500</c>.</summary>
    public static string Text(in TrialPoint point, ParameterName name) => name switch
    {
        ParameterName.Pattern => point.Pattern.ToName(),
        ParameterName.LearningRate => NumberText.Of(point.LearningRate),
        ParameterName.Iterations => point.Iterations.ToString(CultureInfo.InvariantCulture),
        ParameterName.Samples => point.Samples.ToString(CultureInfo.InvariantCulture),
        ParameterName.Hidden => point.Hidden.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is no parameter"),
    };

    /// <summary>The value's own order: patterns as the exercise lists them (docs/exercise.md), numbers ascending.</summary>
    public static int Compare(in TrialPoint one, in TrialPoint other, ParameterName name) => name switch
    {
        ParameterName.Pattern => ((int)one.Pattern).CompareTo((int)other.Pattern),
        ParameterName.LearningRate => one.LearningRate.CompareTo(other.LearningRate),
        ParameterName.Iterations => one.Iterations.CompareTo(other.Iterations),
        ParameterName.Samples => one.Samples.CompareTo(other.Samples),
        ParameterName.Hidden => one.Hidden.CompareTo(other.Hidden),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is no parameter"),
    };
}
