using Sweep.Client.Tests.Service;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Databases;

namespace Sweep.Client.Tests.Archives;

public sealed class ArchiveCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task ArchiveAndRestore_WithDelete_SweepIsGoneAndBack()
    {
        var id = await SubmitAsync(SweepState.Cancelled);
        var before = await _cli.RunAsync("export", id);
        var folder = _cli.PathOf("kept");
        var archived = await _cli.RunAsync("archive", id, "--output", folder, "--delete");
        Assert.Equal(0, archived.ExitCode);
        Assert.StartsWith($"sweep {id} (filled) is archived in {folder}, with 7 trials (", archived.Error, StringComparison.Ordinal);
        Assert.EndsWith($"`sweep restore {folder} --database {_cli.Database}` brings it back\n", archived.Error, StringComparison.Ordinal);
        Assert.Equal("[]\n", (await _cli.RunAsync("list", "--json")).Output);

        var restored = await _cli.RunAsync("restore", folder, "--json");
        Assert.Equal((0, $$"""{"sweep_id":"{{id}}","name":"filled","trials":7,"was_there":false,"key_dropped":false}""" + "\n"), (restored.ExitCode, restored.Output));
        Assert.Equal($"sweep filled ({id}) is back in test.db (SQLite), with 7 trials, and compared\n", restored.Error.Replace(_cli.Database, "test.db", StringComparison.Ordinal));
        Assert.Equal(before.Output, (await _cli.RunAsync("export", id)).Output);
        Assert.EndsWith("already, the same in every value\n", (await _cli.RunAsync("restore", folder)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_RunningSweep_IsRefusedWithTheRemedy()
    {
        var id = await SubmitAsync(null);
        var run = await _cli.RunAsync("archive", id, "--output", _cli.PathOf("kept"), "--delete");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("is running: only a sweep that has ended can be archived; cancel it first\n", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.PathOf("kept")));
    }

    [Theory]
    [InlineData("archive", "latest", "--server", "http://127.0.0.1:1", "--server: is not for `sweep archive`, which a server does not do; write --database DATABASE: what is archived is compared with the database, value by value\n")]
    [InlineData("archive", "latest", "--output", "", "--output: \"\" is no folder's name\n")]
    [InlineData("restore", "", "--json", "", "FOLDER: \"\" is no folder's name\n")]
    [InlineData("restore", "nowhere", "--json", "", "nowhere: is no folder; name the folder that `sweep archive` has written\n")]
    public async Task WrongUse_IsRefusedWithTheRemedy(string command, string argument, string option, string value, string expected)
    {
        string[] args = [command, argument, option, .. option == "--json" ? [] : new[] { value }];
        var run = option == "--server" ? await CliFixture.RunAsWrittenAsync(args) : await _cli.RunAsync(args);
        Assert.Equal((2, expected), (run.ExitCode, run.Error));
    }

    private async Task<string> SubmitAsync(SweepState? end)
    {
        await using ISweepStore store = SweepStores.Open(_cli.Database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), [0, 1, 2, 3, 4, 5, 6]);
        if (end is { } state)
            await store.ChangeStateAsync(sweep.Id, state, "why", Cancellation);
        return sweep.Id.ToString("d");
    }
}
