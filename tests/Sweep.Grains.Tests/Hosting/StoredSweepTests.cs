using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Tests of sweeps in a SQLite database of each test's own, which has its schema.</summary>
public abstract class StoredSweepTests : IAsyncLifetime
{
    protected static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    protected TemporaryFolder Folder { get; } = new();

    protected string Database => Folder.File("sweep.db");

    protected ISweepStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = SweepStores.Open(Database, TimeProvider.System);
        await Store.MigrateAsync(Deadline);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
