using Sweep.Storage.Archives;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    /// <summary>What of archives is said in the database's own way.</summary>
    private protected abstract ArchiveSql ArchiveSql { get; }

    public IAsyncEnumerable<object?[]> ReadRowsAsync(Guid id, ArchiveTable table, CancellationToken cancellation) => PagesAsync(
        new ArchivePlace(null),
        place => ReadAsync(
            "reading rows", context => ArchiveQueries.PageAsync(context, ArchiveSql, id, table, place, NoDamage, cancellation), cancellation),
        cancellation);

    public Task<RestoreStart> BeginRestoreAsync(RestoreClaim claim, ArchiveTable table, object?[] sweep, CancellationToken cancellation) => WriteAsync(
        "restoring a sweep",
        async context => await SweepRestoring.BeginAsync(
            context, ArchiveSql, claim, table, sweep, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task<bool> AddRowsAsync(RestoreClaim claim, ArchiveTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation) => WriteAsync(
        "restoring a sweep",
        async context => await SweepRestoring.AddAsync(
            context, ArchiveSql, claim, table, rows, await ReadClockAsync(context, cancellation), Description, cancellation),
        cancellation);

    public Task<bool?> FinishRestoreAsync(RestoreClaim claim, string? submitKey, CancellationToken cancellation) => WriteAsync(
        "restoring a sweep",
        async context => await SweepRestoring.FinishAsync(context, claim, submitKey, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task AbandonRestoreAsync(RestoreClaim claim, CancellationToken cancellation) =>
        WriteAsync("restoring a sweep", context => SweepRestoring.AbandonAsync(context, claim, cancellation), cancellation);
}
