using System.Collections.Concurrent;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Grains.Hosting;
using Sweep.Grains.Trainers;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>A class that trains for long, on silos that come and go.</summary>
public sealed class StepCheckpointTests : IDisposable
{
    private const int Steps = 400;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("name: slow, resource: steps, resumable: true", true)]
    [InlineData("name: slow, resumable: true", true)]
    [InlineData("name: slow, resource: steps", false)]
    public async Task Drain_TrainerWithStates_IsGoneOnWithByTheNextSiloWhereItMayBe(string trainer, bool resumes)
    {
        var spec = SpecReader.Read($$"""{ name: slow, parameters: { steps: [{{Steps}}] }, trainer: { {{trainer}} } }""").Spec!;
        await using var store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        var options = new EmbeddedSiloOptions { Slots = 1, ConfigureTrainers = trainers => trainers.Named.Add(new NamedTrainer("slow", _ => new Slow())) };
        await using (var silo = await EmbeddedSilo.StartAsync(store, options, Cancellation))
        {
            await silo.TakeUpAsync(sweep.Id, Cancellation);
            await Eventually.TrueAsync(
                async () => (await silo.GetProgressAsync(sweep.Id, Cancellation)).RunningTrials is [{ Iteration: > Steps / 3 }], "a third is done");
            await silo.DrainAsync(Cancellation);
        }

        var checkpoint = await store.ReadCheckpointAsync(sweep.Id, 0, Cancellation);
        Assert.Equal(resumes, checkpoint is not null);
        var done = checkpoint?.Iteration ?? 0;
        Assert.InRange(done, resumes ? Steps / 3 : 0, Steps - 1);
        Slow.Trained.Clear();
        await using (var silo = await EmbeddedSilo.StartAsync(store, options, Cancellation))
        {
            await silo.TakeUpAsync(sweep.Id, Cancellation);
            Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, sweep.Id, Cancellation)).State);
        }

        Assert.Equal(Enumerable.Range(done + 1, Steps - done), Slow.Trained);
        var trial = Assert.Single(await store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation));
        Assert.Equal((Steps, 1.0 / Steps), (trial.TrainedIterations, trial.FinalObjective));
        Assert.Null(await store.ReadCheckpointAsync(sweep.Id, 0, Cancellation));
    }

    /// <summary>A step of its takes ten milliseconds.</summary>
    private sealed class Slow : StepTrainer
    {
        public static ConcurrentQueue<int> Trained { get; } = new();

        protected override IEnumerable<StepReport> Train(TrainingOrder order) => From(order, 0);

        protected override IEnumerable<StepReport> Resume(TrainingOrder order, int step, byte[] state) => From(order, BitConverter.ToInt32(state));

        private static IEnumerable<StepReport> From(TrainingOrder order, int done)
        {
            for (var step = done + 1; step <= order.Trial.Point["steps"].Whole; step++)
            {
                Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(10));
                Trained.Enqueue(step);
                var held = step;
                yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = 1.0 / step }) { State = () => BitConverter.GetBytes(held) };
            }
        }
    }
}
