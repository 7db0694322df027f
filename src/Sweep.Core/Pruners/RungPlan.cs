using Sweep.Core.Specs;

namespace Sweep.Core.Pruners;

/// <summary>At which steps which trials of a sweep are judged: what owners and silos both know from the spec alone.</summary>
public sealed class RungPlan
{
    private readonly long _replicates;

    private RungPlan(PrunerSpec pruner, int steps, long replicates)
    {
        (Pruner, Ladder, _replicates) = (pruner, new RungLadder(pruner, steps), replicates);
        Brackets = new BracketPlan(pruner, Ladder);
    }

    public PrunerSpec Pruner { get; }

    public RungLadder Ladder { get; }

    /// <summary>True where trials are judged by the mean of what they have shown, too.</summary>
    public bool TakesMeans => Pruner.Kind == PrunerKind.Median;

    internal BracketPlan Brackets { get; }

    /// <summary>Null where the sweep prunes nothing.</summary>
    public static RungPlan? Of(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Pruner is { } pruner && spec.Trainer.Resource is { } resource
            ? new RungPlan(pruner, (int)spec.Find(resource)!.Values[0].Whole, spec.Replicates)
            : null;
    }

    /// <summary>The first rung at which this trial is judged; the number of rungs where it is at none.</summary>
    public int FirstRungOf(long number) => Brackets.Brackets[Brackets.Find(PointOf(number)).Bracket].FirstRung;

    internal long PointOf(long number) => number / _replicates;
}
