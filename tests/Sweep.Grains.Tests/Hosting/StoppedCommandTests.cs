using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Commands that are told why they are to stop.</summary>
public sealed class StoppedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Command_WhoseSiloEndsAndWhoseSweepIsCancelled_IsToldEachReason()
    {
        var script = _folder.Write(
            "train.sh",
            """
            trap 'cat "$SWEEP_STOP_FILE" >> "$ANSWERS"; exit 143' TERM
            echo started >> "$ANSWERS"
            while :; do sleep 0.02; done
            """);
        var answers = _folder.File("answers");
        var spec = SpecReader.Read($$"""
            { name: stops, parameters: { size: [1] }, trainer: { command: [sh, {{script}}], directory: {{_folder.Path}}, environment: { ANSWERS: {{answers}} } } }
            """).Spec!;
        await using var store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        await using (var silo = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 1 }, Cancellation))
        {
            Assert.True((await silo.TakeUpAsync(sweep.Id, Cancellation)).Acquired);
            await SaysAsync("started");
            await silo.DrainAsync(Cancellation);
        }

        await SaysAsync("started", "drained");
        await using var next = await EmbeddedSilo.StartAsync(store, new EmbeddedSiloOptions { Slots = 1 }, Cancellation);
        Assert.True((await next.TakeUpAsync(sweep.Id, Cancellation)).Acquired);
        await SaysAsync("started", "drained", "started");
        await store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        await SaysAsync("started", "drained", "started", "cancelled");

        Task SaysAsync(params string[] lines) => Eventually.TrueAsync(
            () => File.Exists(answers) && File.ReadAllLines(answers).SequenceEqual(lines), $"the command says {string.Join(", ", lines)}");
    }
}
