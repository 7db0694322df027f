using Microsoft.EntityFrameworkCore;
using Sweep.Core.Analysis;
using Sweep.Core.Curves;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;
using Sweep.Storage.Relational;
using Sweep.Storage.Results;
using Sweep.Storage.Schema;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>The store that people run for real: a PostgreSQL server, 14 or newer.</summary>
public sealed class PostgresSweepStore : RelationalSweepStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresCommitter _committer;
    private PostgresStatistics _statistics;

    /// <param name="connection">A connection string of Npgsql.</param>
    /// <param name="time">All times come from here.</param>
    /// <exception cref="StoreException">The connection string is not understood.</exception>
    public PostgresSweepStore(string connection, TimeProvider time)
        : base(time)
    {
        var parsed = PostgresConnection.Parse(connection);
        _database = new PostgresDatabase(parsed.CreateSource(), parsed.Name.ToString());
        _committer = new PostgresCommitter(_database);
        _statistics = new PostgresStatistics(_database, step: 20_000);
    }

    /// <summary>How long to wait for another process that migrates.</summary>
    internal TimeSpan MigrationPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After how many rows that it adds the server is to gather its statistics.</summary>
    internal int StatisticsStep
    {
        init => _statistics = new PostgresStatistics(_database, value);
    }

    public override string Description => _database.Description;

    public override CurveEncoding CurveEncoding => CurveEncoding.Pieces;

    public override Task MigrateAsync(CancellationToken cancellation) => _database.ConnectAsync(
        "migrating",
        async connection =>
        {
            await PostgresMigrator.MigrateAsync(connection, Description, MigrationPatience, cancellation);
            return true;
        },
        cancellation);

    public override Task<SchemaStanding> ReadSchemaAsync(CancellationToken cancellation) => _database.QueryAsync(
        "reading the schema's version", connection => PostgresMigrator.ReadSchemaAsync(connection, Description, cancellation), cancellation);

    /// <inheritdoc/>
    /// <remarks>The lock is for the time between reading the sweep's state and writing the lease; renewals wait for no longer.</remarks>
    public override Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(leases);
        LeaseRow[] rows = [.. leases.Select(LeaseRow.From)];
        var sweep = rows[0].SweepId;
        Guid[] ids = [.. rows.Select(row => row.Id)];
        string[] silos = [.. rows.Select(row => row.Silo)];
        DateTimeOffset[] granted = [.. rows.Select(row => row.GrantedAt)];
        DateTimeOffset[] expires = [.. rows.Select(row => row.ExpiresAt)];
        string?[] traces = [.. rows.Select(row => row.TraceParent)];
        string[] numbers = [.. rows.Select(row => row.Numbers)];
        bool[] alone = [.. rows.Select(row => row.Alone)];
        return _database.TransactAsync(
            "writing leases",
            async context =>
            {
                var isGranted = await context.Database.ExecuteSqlAsync(
                    $"""
                     INSERT INTO leases (id, sweep_id, silo, numbers, epoch, granted_at, expires_at, alone, trace_parent)
                     SELECT l.id, s.id, l.silo, l.numbers::jsonb, {epoch}, l.granted, l.expires, l.alone, l.trace
                     FROM sweeps s, unnest({ids}, {silos}, {numbers}, {granted}, {expires}, {alone}, {traces})
                         AS l(id, silo, numbers, granted, expires, alone, trace)
                     WHERE s.id = {sweep} AND s.epoch = {epoch} AND s.state = 'running' FOR SHARE OF s
                     ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch
                     """,
                    cancellation) == rows.Length;
                if (isGranted)
                    await PostgresProposals.AddAsync(context, leases, cancellation);
                return isGranted;
            },
            cancellation);
    }

    public override async Task<IReadOnlyList<TrialRank>> ReuseAsync(
        Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation)
    {
        var copied = await _database.QueryAsync(
            "copying results", connection => PostgresReuse.CopyAsync(connection, Description, id, epoch, wanted, Now, cancellation), cancellation);
        await _statistics.AddAsync(copied.Count, cancellation);
        return copied;
    }

    public override async Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation)
    {
        var change = await base.ChangeStateAsync(id, to, error, cancellation);
        if (to == SweepState.Cancelled && change.Sweep?.State == SweepState.Cancelled)
        {
            await _database.TransactAsync(
                "waiting for commits in flight",
                async context =>
                {
                    await WaitForCommitsAsync(context, id, cancellation);
                    return true;
                },
                cancellation);
        }

        return change;
    }

    public override async Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation)
    {
        var outcomes = await _committer.CommitAsync(trials, endedLeases, cancellation);
        await _statistics.AddAsync(outcomes.Count(outcome => outcome == CommitOutcome.Committed), cancellation);
        return outcomes;
    }

    public override async Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation)
    {
        var outcome = await _committer.CommitClaimAsync(trial, lease, cancellation);
        await _statistics.AddAsync(outcome == CommitOutcome.Committed ? 1 : 0, cancellation);
        return outcome;
    }

    public override Task<bool> AddRungsAsync(Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation) =>
        WriteAsync("writing verdicts", context => PostgresRungs.AddAsync(context, id, epoch, verdicts, cancellation), cancellation);

    public override IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        var reader = new PostgresCurveReader(id, numbers, Damage);
        return PagesAsync(
            0L, from => _database.QueryAsync("reading curves", connection => reader.ReadPageAsync(connection, from, cancellation), cancellation), cancellation);
    }

    public override IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation)
    {
        var reader = new PostgresMetricReader(id, numbers, Damage);
        return PagesAsync(
            MetricPlace.First,
            place => _database.QueryAsync("reading metrics", connection => reader.ReadPageAsync(connection, place, cancellation), cancellation), cancellation);
    }

    private protected override Task<IReadOnlyList<SettingRuns>> ReadGridSettingsAsync(Guid id, SettingPlaces places, CancellationToken cancellation) =>
        _database.QueryAsync("reading runs", connection => PostgresSettingReader.ReadAsync(connection, id, places, Damage, cancellation), cancellation);

    public override Task<IReadOnlyList<string>> AddReaderAsync(string role, CancellationToken cancellation) => _database.ConnectAsync(
        "granting", connection => PostgresReaders.AddAsync(connection, Description, role, cancellation), cancellation);

    public override ValueTask DisposeAsync() => _database.DisposeAsync();

    private protected override DataSetSql DataSetSql => PostgresDataSets.Sql;

    private protected override FieldSql FieldSql => PostgresFieldSql.Instance;

    private protected override ArchiveSql ArchiveSql => PostgresArchives.Instance;

    protected override Task<DateTimeOffset> ReadClockAsync(SweepDbContext context, CancellationToken cancellation) =>
        ServerClock.CorrectAsync(context, Now, cancellation);

    protected override async Task WaitForCommitsAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        // A commit of many points may take longer than a lock is waited for elsewhere.
        await context.Database.ExecuteSqlRawAsync("SET LOCAL lock_timeout = 0", cancellation);
        await context.Database.SqlQueryRaw<int>(CommitSql.WaitForCommits.Replace("$1", "{0}", StringComparison.Ordinal), id).ToListAsync(cancellation);
    }

    protected override Task<T> ReadAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation) =>
        _database.TransactAsync(doing, work, cancellation);

    protected override Task<T> WriteAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation) =>
        _database.TransactAsync(doing, work, cancellation);
}
