using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;
using SQLitePCL;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// A file and its connections: one that writes, used by one caller at a time, and as many that read as there are readers at once.
/// SQLite's calls block, so they run on the thread pool and never on a grain's scheduler.
/// </summary>
internal sealed class SqliteDatabase(string path) : IAsyncDisposable
{
    private static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(
                error => error is not StoreException && SqliteErrors.Find(error) is { } found && SqliteErrors.IsTransient(found)),
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            UseJitter = true,
        })
        .Build();

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private SqliteSession? _writer;
    private volatile SqliteFiles? _first;
    private bool _disposed;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public bool MayWrite => SqliteAccess.WhyReadOnly(Path) is null;

    /// <summary>Runs <paramref name="work"/> in one transaction; a transient error runs it again from its beginning.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public async Task<T> WriteAsync<T>(string doing, Func<SqliteSession, SqliteTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            return await RunAsync(doing, () => WriteOnceAsync(doing, work), cancellation);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs <paramref name="work"/> on a connection that only reads.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public Task<T> ReadAsync<T>(string doing, Func<SqliteSession, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(doing, () => ReadOnceAsync(doing, work), cancellation);

    /// <summary>Runs <paramref name="work"/> on a connection of its own that may create the file, outside of any transaction.</summary>
    /// <exception cref="StoreException">The database refused.</exception>
    public Task CreateAsync(string doing, Func<SqliteSession, Task> work, CancellationToken cancellation) => RunAsync(
        doing,
        async () =>
        {
            if (_first?.LossOfDatabase() is { } loss)
                throw Abandon(doing, loss);
            SqliteFile.Check(Path, create: true);
            using var session = SqliteSession.Open(Path, create: true, readOnly: false);
            return await UseAsync(
                session,
                doing,
                async () =>
                {
                    await work(session);
                    return true;
                });
        },
        cancellation);

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        _disposed = true;
        _writer?.Dispose();
        _writer = null;
        while (_idleReaders.TryTake(out var reader))
            reader.Dispose();
        _writing.Release();
    }

    private async Task<T> RunAsync<T>(string doing, Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(
                () => Retries.ExecuteAsync(static async (run, _) => await run(), () => WaitOnceAsync(doing, work), cancellation).AsTask(), cancellation);
        }
        catch (Exception error) when (error is not StoreException && SqliteErrors.Find(error) is not null)
        {
            throw SqliteErrors.Translate(Path, doing, SqliteErrors.Find(error)!);
        }
        catch (Exception error) when (StoreFaults.IsUnreadable(error))
        {
            throw StoreFaults.Unreadable(Path, doing, error);
        }
    }

    /// <summary>Where SQLite has waited for a lock already, whoever asked is told: trying at once again would only add up waits.</summary>
    private async Task<T> WaitOnceAsync<T>(string doing, Func<Task<T>> work)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not StoreException && SqliteErrors.Find(error) is { } found && SqliteErrors.IsTransient(found)
            && Stopwatch.GetElapsedTime(since) >= SqlitePatience.Limit * 0.9)
        {
            throw SqliteErrors.Translate(Path, doing, found);
        }
    }

    /// <summary>What was done on files that have lost their names is not done.</summary>
    private async Task<T> UseAsync<T>(SqliteSession session, string doing, Func<Task<T>> work)
    {
        try
        {
            var result = await work();
            return session.Files.Loss() is { } loss ? throw Abandon(doing, loss) : result;
        }
        catch (Exception error) when (SqliteErrors.Find(error) is not null && session.Files.Loss() is { } loss)
        {
            throw Abandon(doing, loss);
        }
    }

    /// <summary>Lets go of the files, so that they are opened anew once they are back.</summary>
    private StoreException Abandon(string doing, string loss)
    {
        while (_idleReaders.TryTake(out var reader))
            reader.Dispose();
        return StoreException.Refusal($"{Path}: {doing}: {loss}");
    }

    private async Task<T> WriteOnceAsync<T>(string doing, Func<SqliteSession, SqliteTransaction, Task<T>> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var session = _writer ??= OpenExisting(doing, readOnly: false);
        try
        {
            return await UseAsync(
                session,
                doing,
                async () =>
                {
                    await using var transaction = session.Connection.BeginTransaction(deferred: false);
                    var result = await work(session, transaction);
                    transaction.Commit();
                    return result;
                });
        }
        catch (StoreException)
        {
            _writer = null;
            session.Rescue();
            session.Dispose();
            throw;
        }
        catch (Exception error) when (SqliteErrors.Find(error) is { } found && !SqliteErrors.IsTransient(found))
        {
            // What such a connection is still good for is not known.
            _writer = null;
            session.Dispose();
            throw;
        }
    }

    private async Task<T> ReadOnceAsync<T>(string doing, Func<SqliteSession, Task<T>> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_idleReaders.TryTake(out var session) && session.Reading is { } before && !before.Stands(Path))
        {
            session.Dispose();
            session = null;
        }

        session ??= OpenExisting(doing, readOnly: true);
        try
        {
            // Without locks the marks tell, and a writer may come and go.
            var result = await (session.Reading is { Marks: not null } ? work(session) : UseAsync(session, doing, () => work(session)));
            if (session.Reading is { } reading && !reading.Stands(Path))
                throw new SqliteException("somebody wrote to the file while it was read", raw.SQLITE_BUSY);
            if (!_disposed)
            {
                _idleReaders.Add(session);
                session = null;
            }

            return result;
        }
        finally
        {
            session?.Dispose();
        }
    }

    private SqliteSession OpenExisting(string doing, bool readOnly)
    {
        // Never another file than the first: what is there instead is not what its user works on.
        if (_first?.LossOfDatabase() is { } loss)
            throw Abandon(doing, loss);
        SqliteFile.Check(Path, create: false);
        var session = SqliteSession.Open(Path, create: false, readOnly);
        _first ??= session.Files;
        return session;
    }
}
