using System.Collections.Immutable;
using Sweep.Core.Analysis;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>The same numbers in SQL, for who goes on from here; it runs on SQLite and PostgreSQL.</summary>
internal static class SweepSql
{
    private static readonly string[] RunColumns = [PerceptronParameters.LearningRate, PerceptronParameters.Samples, PerceptronParameters.Hidden];

    public static string Convergence(SweepRecord sweep, string by)
    {
        if (sweep.Spec.Trainer.IsPerceptron && by == PerceptronParameters.Pattern)
        {
            return $"""
                SELECT pattern, trials, reached, reached_share, median_iterations, best_iterations
                FROM pattern_convergence
                WHERE sweep_id = '{sweep.Id:d}'
                ORDER BY reached_share DESC, median_iterations NULLS LAST, pattern;
                """;
        }

        // Of the trials that differ only in the resource the longest counts, which the table runs keeps.
        var isOfRuns = sweep.Spec.Trainer.IsPerceptron && RunColumns.Contains(by);
        var column = isOfRuns ? by : $"parameters ->> '{by.Replace("'", "''", StringComparison.Ordinal)}'";
        if (new Ranking(sweep.Spec).BinsOf(by) is { IsEmpty: false } bins)
            column = PartsOf(isOfRuns ? column : $"CAST({column} AS double precision)", bins, mayBeNone: sweep.Spec.Find(by) is { When.IsEmpty: false });
        var rows = isOfRuns ? $"runs\nWHERE sweep_id = '{sweep.Id:d}'" : $"trials\nWHERE sweep_id = '{sweep.Id:d}' AND state = 'completed'";
        return $"""
            SELECT {column} AS value, count(*) AS trials, count(reached_at) AS reached, min(reached_at) AS best_iterations
            FROM {rows}
            GROUP BY {column}
            ORDER BY 1.0 * count(reached_at) / count(*) DESC, min(reached_at) NULLS LAST;
            """;
    }

    private static string PartsOf(string column, ImmutableArray<ValueBin> bins, bool mayBeNone) =>
        $"CASE {(mayBeNone ? $"WHEN {column} IS NULL THEN NULL " : "")}{string.Join(' ', bins.Skip(1).Zip(bins, (next, bin) => $"WHEN {column} < {next.From} THEN '{bin}'"))} ELSE '{bins[^1]}' END";
}
