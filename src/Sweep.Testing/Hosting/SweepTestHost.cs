using System.Text;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Grains.Trainers;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Testing.Hosting;

/// <summary>
/// A database and a silo for somebody's own integration tests: sweeps run here as in production, only small. No framework of tests
/// is needed; <c>examples/IntegrationTests</c> shows it with xunit.
/// </summary>
public sealed class SweepTestHost : IAsyncDisposable
{
    private readonly EmbeddedSilo _silo;
    private readonly SweepService _service;
    private readonly TemporaryFolder? _folder;

    private SweepTestHost(string database, ISweepStore store, EmbeddedSilo silo, TemporaryFolder? folder, KnownTrainers known)
    {
        Database = database;
        Store = store;
        _silo = silo;
        _service = new SweepService(store, TimeProvider.System, new EmbeddedSource(silo, store, TimeProvider.System), known: known);
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
            var settings = new EmbeddedSiloOptions
            {
                Slots = options.Slots,
                ConfigureLogging = options.ConfigureLogging,
                ConfigureTrainers = trainers =>
                {
                    foreach (var trainer in options.Trainers)
                        trainers.Named.Add(trainer);
                },
            };
            var silo = await EmbeddedSilo.StartAsync(store, settings, cancellation);
            var known = NamedTrainer.KnownOf(options.Trainers);
            return new SweepTestHost(database, store, silo, folder, known);
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
        if (!(await _service.ValidateAsync(Encoding.UTF8.GetBytes(specText), cancellation)).TryGet(out var spec, out var refusal))
            throw new ArgumentException(refusal.ToString(), nameof(specText));
        var sweep = (await _service.SubmitAsync(spec, key: null, cancellation)).Require().Sweep;
        await _silo.TakeUpAsync(sweep.Id, cancellation);
        return sweep;
    }

    /// <summary>Returns the sweep once its state is final.</summary>
    /// <exception cref="InvalidOperationException">There is no such sweep.</exception>
    public async Task<SweepRecord> WaitForEndAsync(Guid sweepId, CancellationToken cancellation)
    {
        var sweep = await FindAsync(sweepId, cancellation);
        var last = await _service.WatchAsync(sweep, cancellation).LastAsync(cancellation);
        sweep = await FindAsync(sweepId, cancellation);

        // The store may refuse to be told of a failure as well.
        return sweep.State.IsOpen() ? sweep with { State = last.State, Error = last.Error } : sweep;
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

    private async Task<SweepRecord> FindAsync(Guid sweepId, CancellationToken cancellation) =>
        await Store.FindSweepAsync(sweepId, cancellation) ?? throw new InvalidOperationException($"{Store.Description} has no sweep {sweepId}");

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await Store.DisposeAsync();
        _folder?.Dispose();
    }
}
