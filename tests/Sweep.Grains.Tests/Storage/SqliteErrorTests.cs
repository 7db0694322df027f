using Microsoft.Data.Sqlite;
using Sweep.Storage.Faults;
using Sweep.Storage.Sqlite;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class SqliteErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_Folder_IsRefused() =>
        await AssertRefusedAsync(_folder.Path, "is a folder; the database is a file: name one in it");

    [Fact]
    public async Task Open_MissingFolder_IsRefused() =>
        await AssertRefusedAsync(_folder.File("none/sweep.db"), "does not exist: create it, or name a file elsewhere");

    [Theory]
    [InlineData("name: backprop-patterns\nparameters:\n  pattern: [circle, diamond, centered_square, thick_right_angle, thin_right_angle]\n")]
    [InlineData("x")]
    public async Task Open_FileOfAnotherKind_IsRefusedUntouched(string content)
    {
        var file = _folder.File("spec.yaml");
        await File.WriteAllTextAsync(file, content, Cancellation);
        await AssertRefusedAsync(file, "not a database");
        Assert.Equal(content, await File.ReadAllTextAsync(file, Cancellation));
    }

    [Fact]
    public async Task Use_MissingFile_SaysSoAndMakesNone()
    {
        var file = _folder.File("sweep.db");
        await using var store = new SqliteSweepStore(file, TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.ListSweepsAsync(new SweepFilter(), Cancellation));
        Assert.Contains("there is no such file", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Use_WithoutTables_NamesTheRemedy()
    {
        var file = _folder.File("sweep.db");
        await File.WriteAllBytesAsync(file, [], Cancellation);
        await using var store = new SqliteSweepStore(file, TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.ListSweepsAsync(new SweepFilter(), Cancellation));
        Assert.Contains("no such table: sweeps", error.Message, StringComparison.Ordinal);
        Assert.Contains("sweep db migrate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_DiskFull_CarriesTheDatabasesWordsAndGoesOnOnceThereIsRoom()
    {
        var file = _folder.File("sweep.db");
        await using var store = new SqliteSweepStore(file, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await store.SubmitAsync(Samples.Sweep(), Cancellation);
        var trial = Samples.Completed(sweep.Id, 0, [.. Enumerable.Range(0, 200_000).Select(k => 1.0 / (1 + k))]);

        // The page limit is the connection's, so the writer gets it through the store's own transaction.
        await store.LimitPagesAsync(64, Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.CommitAsync([trial], [], Cancellation));
        Assert.Contains("database or disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("free space", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Equal(0, (await store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows);

        Assert.Equal([CommitOutcome.Committed], await store.CommitAsync([trial], [], Cancellation));
    }

    [Theory]
    [InlineData(5, true, "try again")]
    [InlineData(6, true, "try again")]
    [InlineData(8, false, "allow this user to write")]
    [InlineData(10, false, "disk I/O error")]
    [InlineData(11, false, "restore a copy")]
    [InlineData(13, false, "free space")]
    public void Translate_Code_SaysWhatHelps(int code, bool transient, string expected)
    {
        var words = code == 10 ? "disk I/O error" : "the database's words";
        var error = SqliteErrors.Translate("/data/sweep.db", "committing trials", new SqliteException(words, code));
        Assert.Equal(transient, error.IsTransient);
        Assert.StartsWith($"/data/sweep.db: committing trials: {words}", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(string path, string expected)
    {
        await using var store = new SqliteSweepStore(path, TimeProvider.System);
        var error = await Assert.ThrowsAsync<StoreException>(() => store.MigrateAsync(Cancellation));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }
}
