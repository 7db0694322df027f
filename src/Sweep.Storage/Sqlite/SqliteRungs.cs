using Sweep.Core.Pruners;

namespace Sweep.Storage.Sqlite;

/// <summary>Writes what pruners have decided, inside a transaction that the caller began.</summary>
internal static class SqliteRungs
{
    /// <remarks>A transaction that writes has the whole file, so nobody takes the sweep over meanwhile.</remarks>
    public static bool Add(SqliteCommitStatements statements, Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts)
    {
        statements.FindEpoch.Bind(1, id);
        statements.FindEpoch.Bind(2, epoch);
        var isOwner = statements.FindEpoch.Step();
        statements.FindEpoch.Reset();
        if (!isOwner)
            return false;
        var insert = statements.InsertRung;
        insert.Bind(1, id);
        foreach (var verdict in verdicts)
        {
            insert.Bind(2, verdict.Number);
            insert.Bind(3, (long)verdict.Rung);
            insert.Bind(4, (long)verdict.Step);
            insert.Bind(5, verdict.Decision.ToName());
            insert.Bind(6, verdict.Value);
            insert.Bind(7, verdict.Mean);
            insert.Bind(8, verdict.Score);
            insert.Bind(9, (long)verdict.Bracket);
            insert.Bind(10, verdict.Cohort);
            insert.Bind(11, verdict.Place);
            insert.Bind(12, verdict.Among);
            insert.Bind(13, verdict.Cutoff);
            insert.Step();
        }

        return true;
    }
}
