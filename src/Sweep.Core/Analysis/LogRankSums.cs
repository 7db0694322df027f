namespace Sweep.Core.Analysis;

/// <summary>Observed and expected runs of each group of a <see cref="LogRankTest"/>, and the variance of their differences, summed over strata.</summary>
internal sealed class LogRankSums(int groups)
{
    private readonly double[,] _variance = new double[groups, groups];

    public long[] Observed { get; } = new long[groups];

    public double[] Expected { get; } = new double[groups];

    /// <summary>Replicate, iterations, and 1 where the target was not reached: sorted by it, runs stand by stratum and in order of iterations.</summary>
    public static ulong KeyOf(in Observation run) => ((ulong)run.Replicate << 32) | ((ulong)run.Iterations << 1) | (run.Reached ? 0UL : 1UL);

    public static bool AreOfOneStratum(ulong one, ulong other) => one >> 32 == other >> 32;

    /// <param name="runs">Keys of one stratum, ascending.</param>
    /// <param name="groupOf">The group of each.</param>
    public void AddStratum(ReadOnlySpan<ulong> runs, ReadOnlySpan<int> groupOf)
    {
        var atRisk = new int[groups];
        foreach (var group in groupOf)
            atRisk[group]++;
        var reachers = new int[groups];
        for (var start = 0; start < runs.Length;)
        {
            var (end, reached) = (start, 0);
            Array.Clear(reachers);
            for (; end < runs.Length && runs[end] >> 1 == runs[start] >> 1; end++)
            {
                if ((runs[end] & 1) != 0)
                    continue;
                reached++;
                reachers[groupOf[end]]++;
            }

            if (reached > 0)
                Add(atRisk, reachers, runs.Length - start, reached);
            for (; start < end; start++)
                atRisk[groupOf[start]]--;
        }
    }

    /// <summary>
    /// Z'V⁻Z of Z = observed − expected, and the rank of V: by Cholesky's decomposition, groups that the others determine left out as they come.
    /// </summary>
    public (double ChiSquare, int Degrees) Test()
    {
        var (chiSquare, degrees) = (0.0, 0);
        var factor = new double[groups, groups];
        var solved = new double[groups];
        var isKept = new bool[groups];
        for (var row = 0; row < groups; row++)
        {
            var pivot = _variance[row, row];
            var rest = Observed[row] - Expected[row];
            for (var column = 0; column < row; column++)
            {
                if (!isKept[column])
                    continue;
                var sum = _variance[row, column];
                for (var k = 0; k < column; k++)
                    sum -= factor[row, k] * factor[column, k];
                factor[row, column] = sum / factor[column, column];
                pivot -= factor[row, column] * factor[row, column];
                rest -= factor[row, column] * solved[column];
            }

            if (!(pivot > 1e-9 * _variance[row, row]))
                continue;
            isKept[row] = true;
            factor[row, row] = Math.Sqrt(pivot);
            solved[row] = rest / factor[row, row];
            chiSquare += solved[row] * solved[row];
            degrees++;
        }

        return (chiSquare, degrees);
    }

    private void Add(int[] atRisk, int[] reachers, int all, int reached)
    {
        var share = (double)reached / all;
        var spread = all == 1 ? 0 : share * (all - reached) / (all - 1);
        for (var group = 0; group < groups; group++)
        {
            if (atRisk[group] == 0)
                continue;
            Observed[group] += reachers[group];
            Expected[group] += share * atRisk[group];
            if (spread == 0)
                continue;
            var part = spread * atRisk[group] / all;
            for (var other = 0; other < group; other++)
                _variance[group, other] -= part * atRisk[other];
            _variance[group, group] += part * (all - atRisk[group]);
        }
    }
}
