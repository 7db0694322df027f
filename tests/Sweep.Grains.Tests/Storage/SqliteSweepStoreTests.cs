using Sweep.Grains.Storage;
using Sweep.Grains.Storage.Sqlite;

namespace Sweep.Grains.Tests.Storage;

public sealed class SqliteSweepStoreTests : SweepStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<ISweepStore> OpenAsync() => Task.FromResult<ISweepStore>(new SqliteSweepStore(_folder.File("sweep.db"), Time));

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
