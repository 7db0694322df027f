using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Grains.Hosting;
using Sweep.Grains.Trainers;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Testing.Hosting;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Runs that take several slots, beside those of another sweep.</summary>
public sealed class WideRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GatedCount _count = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OfTwoSlotsBesideOnesOfOne_NeverTakesMoreThanTheSiloHas()
    {
        await using var store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var wide = await TestSweeps.SubmitAsync(store, Spec("wide", slots: 2));
        var narrow = await TestSweeps.SubmitAsync(store, Spec("narrow", slots: 1));
        var options = new EmbeddedSiloOptions
        {
            Slots = 3,
            ConfigureTrainers = trainers =>
            {
                trainers.Named.Add(new NamedTrainer("wide", _ => new Counted(_count, 2)));
                trainers.Named.Add(new NamedTrainer("narrow", _ => new Counted(_count, 1)));
            },
        };
        await using var silo = await EmbeddedSilo.StartAsync(store, options, Cancellation);
        foreach (var sweep in new[] { wide, narrow })
            await silo.TakeUpAsync(sweep.Id, Cancellation);
        foreach (var sweep in new[] { wide, narrow })
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Cancellation)).State);
        Assert.Equal(3, _count.Most);
    }

    private static Core.Specs.SweepSpec Spec(string name, int slots) =>
        SpecReader.Read($$"""{ name: {{name}}, parameters: { x: { linear: [1, 60], count: 60 } }, trainer: { name: {{name}}, slots: {{slots}} } }""").Spec!;

    /// <summary>One step, of a millisecond.</summary>
    private sealed class Counted(GatedCount count, int slots) : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order)
        {
            count.Enter(slots);
            Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(1));
            count.Leave(slots);
            yield return new StepReport(1, new Dictionary<string, double> { ["loss"] = 1 });
        }
    }
}
