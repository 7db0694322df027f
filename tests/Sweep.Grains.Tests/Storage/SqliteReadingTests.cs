using Sweep.Storage.Sqlite;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Whether somebody wrote to a file while it was read without locks.</summary>
public sealed class SqliteReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => _folder.File("sweep.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Stands_NobodyCame_AndAReaderThatTakesLocksAlwaysDoes()
    {
        await using (var store = await OpenAsync())
            Assert.True(SqliteReading.Of(Database).Stands(Database));
        Assert.True(WithoutLocks().Stands(Database));
    }

    [Fact]
    public async Task Stands_WriterIsThereOrWasThere_NoMore()
    {
        await using (await OpenAsync())
        {
        }

        var reading = WithoutLocks();
        await using (var writer = await OpenAsync())
        {
            await writer.ListSweepsAsync(new SweepFilter(), Cancellation);
            Assert.False(reading.Stands(Database));
            await writer.SubmitAsync(Samples.Sweep(), Cancellation);
        }

        Assert.Equal(["sweep.db"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.False(reading.Stands(Database));
    }

    private SqliteReading WithoutLocks() => new(Database, SqliteMarks.Of(Database), IndexInMemory: false);

    private async Task<SqliteSweepStore> OpenAsync()
    {
        var store = new SqliteSweepStore(Database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        return store;
    }
}
