using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Sqlite;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Files that are taken away, or given to others, under a store that has them open.</summary>
public sealed class SqliteGoneFileTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteSweepStore _store;
    private Guid _sweep;

    public SqliteGoneFileTests()
    {
        Directory.CreateDirectory(_folder.File("data"));
        _store = new SqliteSweepStore(Database, TimeProvider.System);
    }

    private string Database => _folder.File("data/sweep.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _store.MigrateAsync(Cancellation);
        _sweep = (await _store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        await _store.CommitAsync([Samples.Completed(_sweep, 0)], [], Cancellation);
        Assert.Equal(1, (await _store.TotalTrialsAsync(_sweep, Cancellation)).Rows);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, string> Losses => new()
    {
        { "deleted", "the file is gone" },
        { "moved", "the file is gone" },
        { "folder deleted", "the file is gone" },
        { "replaced", "another file has taken its place" },
        { "log deleted", "sweep.db-wal, a part of it, was deleted" },
        { "log replaced", "sweep.db-wal, a part of it, was deleted, moved or replaced" },
        { "index deleted", "sweep.db-shm, a part of it, was deleted" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Write_FilesGone_IsRefusedForGood(string loss, string expected)
    {
        Take(loss);
        await AssertRefusedAsync(expected, () => _store.CommitAsync([Samples.Completed(_sweep, 1)], [], Cancellation));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Read_FilesGone_IsRefusedForGood(string loss, string expected)
    {
        Take(loss);
        await AssertRefusedAsync(expected, () => _store.FindSweepAsync(_sweep, Cancellation));
    }

    /// <summary>What the commands that change something do, one by one, each by the first connection that writes.</summary>
    [Theory]
    [InlineData("submit")]
    [InlineData("pause")]
    [InlineData("take")]
    [InlineData("retry")]
    [InlineData("migrate")]
    public async Task Change_FileGoneSinceItWasRead_IsRefusedAndNoFileIsMade(string change)
    {
        await using var store = new SqliteSweepStore(Database, TimeProvider.System);
        Assert.NotNull(await store.FindSweepAsync(_sweep, Cancellation));
        Take("moved");
        await AssertRefusedAsync("the file is gone", () => change switch
        {
            "submit" => store.SubmitAsync(Samples.Sweep(), Cancellation),
            "pause" => store.ChangeStateAsync(_sweep, SweepState.Paused, null, Cancellation),
            "take" => store.TryAcquireAsync(_sweep, "silo", TimeSpan.FromSeconds(9), null, Cancellation),
            "retry" => store.ForgetFailedAsync(_sweep, Cancellation),
            _ => store.MigrateAsync(Cancellation),
        });
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task Write_FileMoved_LeavesAllThatWasCommittedInIt()
    {
        var moved = _folder.File("data/moved.db");
        File.Move(Database, moved);
        await Assert.ThrowsAsync<StoreException>(() => _store.CommitAsync([Samples.Completed(_sweep, 1)], [], Cancellation));
        await using var store = new SqliteSweepStore(moved, TimeProvider.System);
        Assert.Equal(2, (await store.TotalTrialsAsync(_sweep, Cancellation)).Rows);
    }

    [Fact]
    public async Task Write_FilePutBack_GoesOn()
    {
        var moved = _folder.File("data/moved.db");
        File.Move(Database, moved);
        await Assert.ThrowsAsync<StoreException>(() => _store.CommitAsync([Samples.Completed(_sweep, 1)], [], Cancellation));
        await AssertRefusedAsync("the file is gone", () => _store.CommitAsync([Samples.Completed(_sweep, 2)], [], Cancellation));
        File.Move(moved, Database);
        await _store.CommitAsync([Samples.Completed(_sweep, 3)], [], Cancellation);
        Assert.Equal(3, (await _store.TotalTrialsAsync(_sweep, Cancellation)).Rows);
    }

    [Fact]
    public async Task Write_ThroughALinkThatLeadsElsewhereNow_IsRefused()
    {
        var (link, other) = (_folder.File("data/link.db"), _folder.File("data/other.db"));
        File.CreateSymbolicLink(link, Database);
        File.Copy(Database, other);
        await using var store = new SqliteSweepStore(link, TimeProvider.System);
        await store.CommitAsync([Samples.Completed(_sweep, 1)], [], Cancellation);
        File.Delete(link);
        File.CreateSymbolicLink(link, other);
        await AssertRefusedAsync("another file has taken its place", () => store.CommitAsync([Samples.Completed(_sweep, 2)], [], Cancellation));
    }

    private void Take(string loss)
    {
        switch (loss)
        {
            case "deleted":
                File.Delete(Database);
                break;
            case "moved":
                File.Move(Database, Database + ".old");
                break;
            case "folder deleted":
                Directory.Delete(_folder.File("data"), recursive: true);
                break;
            case "replaced":
                File.Copy(Database, Database + ".new");
                File.Move(Database + ".new", Database, overwrite: true);
                break;
            case "log deleted":
                File.Delete(Database + "-wal");
                break;
            case "log replaced":
                File.Copy(Database + "-wal", Database + "-wal.new");
                File.Move(Database + "-wal.new", Database + "-wal", overwrite: true);
                break;
            case "index deleted":
                File.Delete(Database + "-shm");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(loss), loss, "no loss of this name");
        }
    }

    private async Task AssertRefusedAsync(string expected, Func<Task> use)
    {
        var error = await Assert.ThrowsAsync<StoreException>(use);
        Assert.StartsWith(Database[..^"sweep.db".Length], error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("resume", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }
}
