using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>The work of runs (<see cref="TrialModel"/>), each trained to its end, and sums of it over ranges of them, without visiting all.</summary>
public abstract class RunCost
{
    /// <summary>Cost of the whole sweep.</summary>
    public abstract double Total { get; }

    public static RunCost Of(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.IsGrid ? new GridCost(space.Spec) : space.Proposed is { } proposed ? new ProposedCost(space, proposed) : new SampledCost(space);
    }

    /// <summary>Cost of all runs below one.</summary>
    public abstract double Below(long run);

    /// <summary>Cost of one run.</summary>
    public virtual double Of(long run) => Below(run + 1) - Below(run);

    /// <summary>Cost of a range of runs.</summary>
    public double Of(NumberRange range) => Below(range.End) - Below(range.Start);
}
