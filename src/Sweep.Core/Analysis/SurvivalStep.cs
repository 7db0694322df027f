namespace Sweep.Core.Analysis;

/// <summary>An iteration at which runs reached the target.</summary>
/// <param name="Iteration">At which.</param>
/// <param name="AtRisk">Runs that had neither reached it before nor been censored before; a run censored here is among them.</param>
/// <param name="Reached">Of them, how many reached it here, at least one.</param>
internal readonly record struct SurvivalStep(int Iteration, int AtRisk, int Reached)
{
    /// <summary>The factor by which the share of runs that are not there yet falls.</summary>
    public double Factor => (double)(AtRisk - Reached) / AtRisk;

    /// <summary>
    /// The term of M. Greenwood's sum (The errors of sampling of the survivorship tables, 1926): the relative variance of the product of factors is the sum of
    /// these; 0 where none is left, and the product is 0.
    /// </summary>
    public double Variance => AtRisk == Reached ? 0 : Reached / ((double)AtRisk * (AtRisk - Reached));

    /// <summary>In order of iteration.</summary>
    public static IReadOnlyList<SurvivalStep> Of(ReadOnlySpan<Observation> runs)
    {
        var keys = new long[runs.Length];
        for (var k = 0; k < keys.Length; k++)
            keys[k] = ((long)runs[k].Iterations << 1) | (runs[k].Reached ? 0L : 1L);
        Array.Sort(keys);
        List<SurvivalStep> steps = [];
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            if ((keys[start] & 1) == 0)
                steps.Add(new((int)(keys[start] >> 1), keys.Length - start, end - start));
            start = end;
        }

        return steps;
    }
}
