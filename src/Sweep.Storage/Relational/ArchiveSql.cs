using Sweep.Storage.Archives;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>What of archives is said in the database's own way.</summary>
internal abstract class ArchiveSql
{
    /// <summary>Rows that a page has at most.</summary>
    protected const int PageRows = 1000;

    /// <summary>Rows in order of key that meet the condition, at least one where there are any, and not many more than are read at once.</summary>
    public abstract string Page(ArchiveTable table, string where, string order);

    /// <summary>The array that a column of this kind has.</summary>
    public abstract Array ReadArray(StoredRow row, int column, ArchiveKind kind);

    /// <summary>Adds rows to a table.</summary>
    /// <returns>How many are there now.</returns>
    public abstract Task<long> InsertAsync(SweepDbContext context, ArchiveTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation);
}
