using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Samplers.Adaptive;

/// <summary>One finished or running point of a search.</summary>
/// <param name="Point">Its number.</param>
/// <param name="Values">One a parameter of the space, in its order; null where a condition leaves the parameter out of the point.</param>
/// <param name="Objectives">
/// All to be minimised; empty while the point runs. One that is not finite says that the point failed.
/// </param>
/// <param name="PrunedAt">The step where a pruner stopped it; <paramref name="Objectives"/> are then those of this step.</param>
public sealed record SearchResult(long Point, ImmutableArray<ParameterValue?> Values, ImmutableArray<double> Objectives, int? PrunedAt = null)
{
    /// <param name="point">Its number.</param>
    /// <param name="values">One a parameter of the space, in its order.</param>
    /// <param name="objective">To be minimised; null while the point runs, NaN where it failed or has no finite value.</param>
    /// <param name="prunedAt">The step where a pruner stopped it.</param>
    public SearchResult(long point, ImmutableArray<ParameterValue?> values, double? objective, int? prunedAt = null)
        : this(point, values, objective is { } value ? [value] : [], prunedAt)
    {
    }

    /// <summary>A point all of whose parameters have values.</summary>
    /// <inheritdoc cref="SearchResult(long, ImmutableArray{ParameterValue?}, double?, int?)"/>
    public SearchResult(long point, ImmutableArray<ParameterValue> values, double? objective, int? prunedAt = null)
        : this(point, [.. values.Select(value => (ParameterValue?)value)], objective, prunedAt)
    {
    }

    /// <summary>The first, or only, objective; null while the point runs.</summary>
    public double? Objective => IsRunning ? null : Objectives[0];

    public bool IsRunning => Objectives.IsDefaultOrEmpty;

    /// <summary>Finished without a finite value of every objective.</summary>
    public bool IsFailed => !IsRunning && !Objectives.All(double.IsFinite);
}
