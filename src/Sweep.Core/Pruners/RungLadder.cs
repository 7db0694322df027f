using System.Collections.Immutable;

namespace Sweep.Core.Pruners;

/// <summary>The steps at which trials of a sweep are judged: <c>min</c>, then <c>factor</c> times as many each, below a whole trial's.</summary>
/// <remarks>By multiplication of whole numbers: ⌊log₃ 243⌋ is 4 in floating point.</remarks>
public sealed class RungLadder
{
    /// <param name="pruner">From where and by what factor.</param>
    /// <param name="steps">Of a whole trial, which is no rung: nothing is left to stop there.</param>
    public RungLadder(PrunerSpec pruner, int steps)
    {
        ArgumentNullException.ThrowIfNull(pruner);
        if (pruner.Min < 1 || pruner.Factor < 2)
        {
            throw new ArgumentException(
                $"A ladder begins at 1 step at least and rises by a factor of 2 at least, not at {pruner.Min} by {pruner.Factor}.", nameof(pruner));
        }

        var rungs = ImmutableArray.CreateBuilder<int>();
        for (var rung = (long)pruner.Min; rung < steps; rung *= pruner.Factor)
            rungs.Add((int)rung);
        (Rungs, Steps) = (rungs.ToImmutable(), steps);
    }

    /// <summary>Ascending.</summary>
    public ImmutableArray<int> Rungs { get; }

    /// <summary>Of a whole trial.</summary>
    public int Steps { get; }

    /// <summary>The first rung at or after a step; the number of rungs where there is none.</summary>
    public int From(int step)
    {
        var rung = 0;
        while (rung < Rungs.Length && Rungs[rung] < step)
            rung++;
        return rung;
    }

    /// <summary>What part of a whole trial is trained from one rung (−1 for the beginning) to the next, or to the end.</summary>
    public double ShareAfter(int rung) =>
        (double)((rung + 1 < Rungs.Length ? Rungs[rung + 1] : Steps) - (rung < 0 ? 0 : Rungs[rung])) / Steps;
}
