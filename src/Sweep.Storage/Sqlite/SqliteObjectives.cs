namespace Sweep.Storage.Sqlite;

/// <summary>How the columns of objectives came to rows from before them. Migrations take it from here, so it stays as it is.</summary>
internal static class SqliteObjectives
{
    /// <summary>
    /// The perceptron's objective is its loss. The table of runs asks nothing of these columns, so its trigger is not to run for every row. SQLite keeps
    /// NaN as null, which a result with a curve then has.
    /// </summary>
    public const string Fill1 =
        """
        DROP TRIGGER runs_after_update;
        UPDATE trials SET
          final_objective = CASE WHEN abs(final_loss) < 9e999 THEN final_loss END,
          best_objective = CASE WHEN abs(best_loss) < 9e999 THEN best_loss END,
          diverged = NOT coalesce(abs(final_loss) < 9e999, 0)
        WHERE state IN ('completed', 'pruned');
        """;
}
