using System.Collections.Immutable;

namespace Sweep.Core.Pruners;

/// <summary>
/// Which points are judged together: by their numbers alone, so that nothing depends on when, where or under which name they run. A block of
/// numbers has one cohort of each bracket; all pruners but Hyperband have one bracket.
/// </summary>
internal sealed class BracketPlan
{
    private readonly long[] _startOf;
    private readonly long _block;

    public BracketPlan(PrunerSpec pruner, RungLadder ladder)
    {
        Brackets = pruner.Kind == PrunerKind.Hyperband ? Hyperband(pruner.Factor, ladder.Rungs.Length) : [new Bracket(0, pruner.Cohort)];
        _startOf = new long[Brackets.Length];
        for (var k = 0; k < Brackets.Length; k++)
            (_startOf[k], _block) = (_block, _block + Brackets[k].Cohort);
    }

    public ImmutableArray<Bracket> Brackets { get; }

    /// <summary>The bracket and the cohort, within the bracket, of a point.</summary>
    public (int Bracket, long Cohort) Find(long point)
    {
        var (block, place) = Math.DivRem(point, _block);
        var bracket = Brackets.Length - 1;
        while (_startOf[bracket] > place)
            bracket--;
        return (bracket, block);
    }

    /// <summary>The points of a cohort below <paramref name="points"/>: the first, and how many.</summary>
    public (long First, long Count) PointsOf(int bracket, long cohort, long points)
    {
        var first = cohort * _block + _startOf[bracket];
        return (first, Math.Clamp(points - first, 0, Brackets[bracket].Cohort));
    }

    /// <summary>How many of the points below <paramref name="points"/> are in a bracket.</summary>
    public long CountOf(int bracket, long points)
    {
        var (blocks, rest) = Math.DivRem(points, _block);
        return blocks * Brackets[bracket].Cohort + Math.Clamp(rest - _startOf[bracket], 0, Brackets[bracket].Cohort);
    }

    /// <summary>
    /// Algorithm 1 of arXiv 1603.06560 with as many brackets as there are rungs and one more: bracket s of 0…s_max has
    /// n = ⌈(s_max + 1)·η^s / (s + 1)⌉ points that begin with R·η^−s steps.
    /// </summary>
    private static ImmutableArray<Bracket> Hyperband(int factor, int rungs)
    {
        var brackets = ImmutableArray.CreateBuilder<Bracket>(rungs + 1);
        for (var s = rungs; s >= 0; s--)
        {
            var power = 1L;
            for (var k = 0; k < s; k++)
                power = checked(power * factor);
            brackets.Add(new Bracket(rungs - s, (checked((rungs + 1) * power) + s) / (s + 1)));
        }

        return brackets.MoveToImmutable();
    }
}
