using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;

namespace Sweep.Testing.Hosting;

/// <summary>
/// A database and a silo for somebody's own integration tests: sweeps run here as in production, only small. No framework of tests
/// is needed; <c>examples/IntegrationTests</c> shows it with xunit.
/// </summary>
public sealed class SweepTestHost : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly EmbeddedSilo _silo;
    private readonly TemporaryFolder? _folder;

    private SweepTestHost(string database, ISweepStore store, EmbeddedSilo silo, TemporaryFolder? folder)
    {
        Database = database;
        Store = store;
        _silo = silo;
        _folder = folder;
    }

    /// <summary>As after <c>--database</c>: a connection string, or a SQLite file.</summary>
    public string Database { get; }

    /// <summary>Where the sweeps, trials and curves are.</summary>
    public ISweepStore Store { get; }

    /// <summary>The silo's grains.</summary>
    public IGrainFactory Grains => _silo.Grains;

    /// <summary>Makes the database with its tables and starts a silo on it.</summary>
    /// <exception cref="ArgumentException">Both a server and a database are named.</exception>
    /// <exception cref="Databases.PostgresUnavailableException">There is no PostgreSQL server.</exception>
    public static async Task<SweepTestHost> StartAsync(SweepTestHostOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Postgres: not null, Database: not null })
            throw new ArgumentException("Postgres and Database: only one of them may be set, as a host has one database: remove the other", nameof(options));
        var folder = options is { Postgres: null, Database: null } ? new TemporaryFolder() : null;
        ISweepStore? store = null;
        try
        {
            var database = options.Postgres is { } postgres ? await postgres.CreateDatabaseAsync(cancellation) : options.Database ?? folder!.File("sweep.db");
            store = SweepStores.Open(database, TimeProvider.System);
            await store.MigrateAsync(cancellation);
            var silo = await EmbeddedSilo.StartAsync(
                store, new EmbeddedSiloOptions { Slots = options.Slots, ConfigureLogging = options.ConfigureLogging }, cancellation);
            return new SweepTestHost(database, store, silo, folder);
        }
        catch
        {
            if (store is not null)
                await store.DisposeAsync();
            folder?.Dispose();
            throw;
        }
    }

    /// <summary>Submits a spec, works on it, and returns the sweep once its state is final: completed, failed or cancelled.</summary>
    /// <exception cref="ArgumentException">The text is no valid spec; the message has every error.</exception>
    public async Task<SweepRecord> RunAsync(string specText, CancellationToken cancellation) =>
        await WaitForEndAsync((await SubmitAsync(specText, cancellation)).Id, cancellation);

    /// <summary>Submits a spec and begins to work on it.</summary>
    /// <exception cref="ArgumentException">The text is no valid spec; the message has every error.</exception>
    public async Task<SweepRecord> SubmitAsync(string specText, CancellationToken cancellation)
    {
        var read = SpecReader.Read(specText);
        if (!read.IsValid)
            throw new ArgumentException(string.Join('\n', read.Errors.Select(error => error.ToString())), nameof(specText));
        var canonical = CanonicalSpec.ToJson(read.Spec);
        var sweep = await Store.SubmitAsync(
            new NewSweep(
                Guid.CreateVersion7(), read.Spec.Name, specText, canonical, CanonicalSpec.Hash(canonical), SubmitKey: null, Numerics.Version,
                new SearchSpace(read.Spec).PlannedTrials),
            cancellation);
        await _silo.TakeUpAsync(sweep.Id, cancellation);
        return sweep;
    }

    /// <summary>Returns the sweep once its state is final.</summary>
    /// <exception cref="InvalidOperationException">There is no such sweep.</exception>
    public async Task<SweepRecord> WaitForEndAsync(Guid sweepId, CancellationToken cancellation)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 1.5 : LongestPause)
        {
            var sweep = await Store.FindSweepAsync(sweepId, cancellation) ?? throw new InvalidOperationException($"{Store.Description} has no sweep {sweepId}");
            if (sweep.State.IsFinal())
                return sweep;

            // The store may refuse to be told of a failure as well.
            if (await _silo.GetProgressAsync(sweepId, cancellation) is { State: SweepState.Failed } failed)
                return sweep with { State = failed.State, Error = failed.Error };
            await Task.Delay(pause, cancellation);
        }
    }

    /// <summary>The finished trials in order of number.</summary>
    public async Task<IReadOnlyList<TrialRecord>> ReadTrialsAsync(Guid sweepId, CancellationToken cancellation) =>
        await Store.ReadTrialsAsync(sweepId, cancellation).ToListAsync(cancellation);

    /// <summary>The loss curves in order of number; only those of <paramref name="numbers"/>, where given.</summary>
    public async Task<IReadOnlyList<CurveRecord>> ReadCurvesAsync(Guid sweepId, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        await Store.ReadCurvesAsync(sweepId, numbers, cancellation).ToListAsync(cancellation);

    /// <summary>Asks the database in SQL; a row is its columns by name, with null where the database has NULL.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> QueryAsync(string sql, CancellationToken cancellation) =>
        SqlRows.ReadAsync(Database, sql, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await Store.DisposeAsync();
        _folder?.Dispose();
    }
}
