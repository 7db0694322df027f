using Microsoft.EntityFrameworkCore;
using Sweep.Core.Analysis;
using Sweep.Core.Curves;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;
using Sweep.Storage.Relational;
using Sweep.Storage.Results;
using Sweep.Storage.Schema;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file in write-ahead mode.</summary>
/// <param name="path">The file; it may be missing, its folder not.</param>
/// <param name="time">All times come from here.</param>
public sealed class SqliteSweepStore(string path, TimeProvider time) : RelationalSweepStore(time)
{
    private readonly SqliteDatabase _database = new(path);

    public override string Description { get; } = DatabaseName.OfFile(path).ToString();

    public override CurveEncoding CurveEncoding => CurveEncoding.WholeTexts;

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        // Where nothing is to be done to it, a file that may not be written is right as it is.
        if (!_database.MayWrite && (await ReadSchemaAsync(cancellation)).Kind == SchemaKind.Current)
            return;
        await _database.CreateAsync(
            "bringing its tables up to date", session => SqliteMigrator.MigrateAsync(session, _database.Path, cancellation), cancellation);
    }

    public override async Task<SchemaStanding> ReadSchemaAsync(CancellationToken cancellation) => File.Exists(_database.Path)
        ? await _database.ReadAsync("reading the schema's version", session => Task.FromResult(SqliteMigrator.ReadSchema(session)), cancellation)
        : SqliteMigrator.OfNoFile;

    public override Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation) =>
        WriteAsync("writing leases", context => SqliteLeases.GrantAsync(context, leases, epoch, cancellation), cancellation);

    public override Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation) =>
        _database.WriteAsync(
            "copying results",
            (session, _) =>
            {
                using var reuse = new SqliteReuse(session, _database.Path);
                return Task.FromResult(reuse.Copy(id, epoch, wanted, Now));
            },
            cancellation);

    public override Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return CommitAsync<IReadOnlyList<CommitOutcome>>(trials, (committer, encoded) => committer.Commit(encoded, endedLeases), cancellation);
    }

    public override Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation) =>
        CommitAsync([trial], (committer, encoded) => committer.CommitClaim(encoded, lease), cancellation);

    private async Task<T> CommitAsync<T>(
        IReadOnlyList<FinishedTrial> trials, Func<SqliteCommitter, IReadOnlyList<EncodedTrial>, T> commit, CancellationToken cancellation)
    {
        var encoded = await Task.Run(() => EncodedTrial.Encode(trials), cancellation);
        try
        {
            return await _database.WriteAsync(
                "committing trials",
                (session, _) =>
                {
                    session.CommitStatements ??= new SqliteCommitStatements(session.Connection);
                    return Task.FromResult(commit(new SqliteCommitter(session.CommitStatements, _database.Path), encoded));
                },
                cancellation);
        }
        finally
        {
            encoded.ForEach(trial => trial.Dispose());
        }
    }

    public override Task<bool> AddRungsAsync(Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation) => _database.WriteAsync(
        "writing verdicts",
        (session, _) =>
        {
            session.CommitStatements ??= new SqliteCommitStatements(session.Connection);
            return Task.FromResult(SqliteRungs.Add(session.CommitStatements, id, epoch, verdicts));
        },
        cancellation);

    public override IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        var reader = new SqliteCurveReader(id, numbers, Damage);
        return PagesAsync(
            0L, from => _database.ReadAsync("reading curves", session => Task.FromResult(reader.ReadPage(session, from)), cancellation), cancellation);
    }

    public override IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        var reader = new SqliteMetricReader(id, numbers, Damage);
        return PagesAsync(
            MetricPlace.First,
            place => _database.ReadAsync("reading metrics", session => Task.FromResult(reader.ReadPage(session, place)), cancellation), cancellation);
    }

    private protected override Task<IReadOnlyList<SettingRuns>> ReadGridSettingsAsync(Guid id, SettingPlaces places, CancellationToken cancellation) =>
        _database.ReadAsync("reading runs", session => Task.FromResult(SqliteSettingReader.Read(session, id, places, Damage)), cancellation);

    public override Task<IReadOnlyList<string>> AddReaderAsync(string role, CancellationToken cancellation) => throw StoreException.Refusal(
        $"{Description}: a SQLite file has no roles: who may read the file may read all of it, so set its permissions (chmod), and open it with mode=ro");

    private protected override DataSetSql DataSetSql => SqliteDataSets.Sql;

    private protected override FieldSql FieldSql => SqliteFieldSql.Instance;

    private protected override ArchiveSql ArchiveSql => SqliteArchives.Instance;

    public override ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>Makes the database full at so many pages, for as long as the writing connection lives; for tests.</summary>
    internal Task LimitPagesAsync(int pages, CancellationToken cancellation) => _database.WriteAsync(
        "limiting the size",
        (session, _) =>
        {
            session.Execute($"PRAGMA max_page_count = {pages}");
            return Task.FromResult(true);
        },
        cancellation);

    protected override Task<T> ReadAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation) => _database.ReadAsync(
        doing,
        async session =>
        {
            await using var context = session.CreateContext();
            return await work(context);
        },
        cancellation);

    protected override Task<T> WriteAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation) => _database.WriteAsync(
        doing,
        async (session, transaction) =>
        {
            await using var context = session.CreateContext();
            await context.Database.UseTransactionAsync(transaction, cancellation);
            return await work(context);
        },
        cancellation);
}
