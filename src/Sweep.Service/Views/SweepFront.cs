using Sweep.Core.Sweeps;

namespace Sweep.Service.Views;

/// <summary>The trials of a sweep that no other is better than in all that they are weighed by: its Pareto front.</summary>
/// <param name="Axes">What they are weighed by.</param>
/// <param name="Trials">Trials that were weighed.</param>
/// <param name="WithoutValue">Completed trials that were not, because they have not all of the values.</param>
/// <param name="PrunedLeftOut">Pruned trials that are not counted.</param>
/// <param name="Reference">The point before which the volume is taken, in the order of the axes; null for no volume.</param>
/// <param name="Hypervolume">The volume of what is at least as bad as some trial and better than the reference; null without one.</param>
/// <param name="Points">Best by the first axis first.</param>
public sealed record SweepFront(
    Guid SweepId,
    SweepState State,
    IReadOnlyList<FrontAxisView> Axes,
    long Trials,
    long WithoutValue,
    long PrunedLeftOut,
    IReadOnlyList<double>? Reference,
    double? Hypervolume,
    IReadOnlyList<FrontPoint> Points);
