using Sweep.Client.Tests.Service;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Tests.Commands;

public sealed class DeleteCommandTests : IDisposable
{
    private readonly CliFixture _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Delete_EndedSweepWithYes_IsGone()
    {
        var (sweep, id) = await SubmitAsync(SweepState.Cancelled);
        var run = await _cli.RunAsync("delete", id, "--yes", "--json");
        Assert.Equal((0, $$"""{"sweep_id":"{{id}}","name":"filled","trials":7}""" + "\n"), (run.ExitCode, run.Output));
        Assert.Equal($"{sweep} is deleted, with 7 trials\n", run.Error);
        Assert.Equal(2, (await _cli.RunAsync("status", id)).ExitCode);
        Assert.Equal("[]\n", (await _cli.RunAsync("list", "--json")).Output);
    }

    [Fact]
    public async Task Delete_RunningSweep_IsRefusedWithTheRemedy()
    {
        var (_, id) = await SubmitAsync(null);
        var run = await _cli.RunAsync("delete", id, "--yes");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("is running: only a sweep that has ended can be deleted; cancel it first\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("status", id)).ExitCode);
    }

    [Fact]
    public async Task Delete_WithoutYesAndTerminal_IsRefused()
    {
        var (_, id) = await SubmitAsync(SweepState.Cancelled);
        var run = await _cli.RunAsync("delete", id);
        Assert.Equal((2, "--yes: is missing: there is no terminal on which to ask; write --yes to delete without being asked\n"), (run.ExitCode, run.Error));
        Assert.Equal(0, (await _cli.RunAsync("status", id)).ExitCode);
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("Yes\n", 0)]
    [InlineData("n\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("", 1)]
    public async Task Delete_OnATerminal_AsksAndDoesAsItIsTold(string typed, int code)
    {
        var (sweep, id) = await SubmitAsync(SweepState.Failed);
        var run = await CliFixture.RunAsWrittenAsync(["delete", id, "--database", _cli.Database], typed, isTerminal: true);
        Assert.Equal(code, run.ExitCode);
        Assert.StartsWith($"delete {sweep}, which is failed, with its 7 trials? There is no way back. Type y for yes:\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(code == 0 ? 2 : 0, (await _cli.RunAsync("status", id)).ExitCode);
    }

    [Fact]
    public async Task Delete_SweepWhoseDeletionWasStopped_GoesOn()
    {
        var (sweep, id) = await SubmitAsync(SweepState.Cancelled);
        await using (var store = SweepStores.Open(_cli.Database, TimeProvider.System))
        {
            await store.MarkDeletedAsync(sweep.Id, null, Cancellation);
            await store.DeletePieceAsync(sweep.Id, 3, Cancellation);
        }

        var run = await _cli.RunAsync("delete", id[..18]);
        Assert.Equal((0, $"sweep {id} was being deleted, and is gone now\n"), (run.ExitCode, run.Error));
        Assert.Equal(2, (await _cli.RunAsync("delete", id)).ExitCode);
        await using var after = SweepStores.Open(_cli.Database, TimeProvider.System);
        Assert.Empty(await after.ListDeletedAsync(Cancellation));
    }

    private async Task<(SweepRecord Sweep, string Id)> SubmitAsync(SweepState? end)
    {
        await using ISweepStore store = SweepStores.Open(_cli.Database, TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), [0, 1, 2, 3, 4, 5, 6]);
        if (end is { } state)
            await store.ChangeStateAsync(sweep.Id, state, "why", Cancellation);
        return (sweep, sweep.Id.ToString("d"));
    }
}
