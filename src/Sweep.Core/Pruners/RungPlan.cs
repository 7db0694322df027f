using System.Collections.Immutable;

namespace Sweep.Core.Pruners;

/// <summary>At which steps which trials of a sweep are judged: what owners and silos both know from the spec alone.</summary>
public sealed class RungPlan
{
    /// <param name="pruner">What the spec asks for.</param>
    /// <param name="steps">Of a whole trial.</param>
    /// <param name="replicates">Of each point.</param>
    public RungPlan(PrunerSpec pruner, int steps, long replicates)
    {
        ArgumentNullException.ThrowIfNull(pruner);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 1);
        (Pruner, Ladder, Replicates) = (pruner, new RungLadder(pruner, steps), replicates);
        Brackets = new BracketPlan(pruner, Ladder);
    }

    public PrunerSpec Pruner { get; }

    public RungLadder Ladder { get; }

    /// <summary>True where trials are judged by the mean of what they have shown, too.</summary>
    public bool TakesMeans => Pruner.Kind == PrunerKind.Median;

    public long Replicates { get; }

    internal BracketPlan Brackets { get; }

    /// <summary>The first rung at which this trial is judged; the number of rungs where it is at none.</summary>
    public int FirstRungOf(long number) => Brackets.Brackets[Brackets.Find(PointOf(number)).Bracket].FirstRung;

    /// <summary>Of each bracket the first rung at which it is judged, and how many of a sweep's trials are in it; in the order of brackets.</summary>
    /// <param name="trials">Of the sweep.</param>
    public ImmutableArray<(int FirstRung, long Trials)> TrialsOf(long trials) =>
        [.. Brackets.Brackets.Select((bracket, place) => (bracket.FirstRung, Brackets.CountOf(place, trials / Replicates) * Replicates))];

    internal long PointOf(long number) => number / Replicates;
}
