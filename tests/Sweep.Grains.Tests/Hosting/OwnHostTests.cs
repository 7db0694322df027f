using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Grains.Hosting;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>A host of somebody's own that is a silo beside all else that it is.</summary>
public sealed class OwnHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddSweep_WithATrainerThatNeedsItsServices_TrainsTheSweepsThatNameIt()
    {
        await using var store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var spec = SpecReader.Read("{ name: own, trainer: scaled, parameters: { size: [1, 2, 3] } }").Spec!;
        var sweep = await TestSweeps.SubmitAsync(store, spec);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new Factor(10));
        builder
            .AddSweep(
                store,
                silo => (silo.Slots, silo.LookPeriod) = (1, TimeSpan.FromMilliseconds(50)),
                orleans => orleans.UseLocalhostClustering(siloPort: FreePort.Next(), gatewayPort: 0))
            .AddTrainer<Scaled>("scaled");
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        await TestSweeps.CompletedAsync(store, sweep.Id, TimeSpan.FromMinutes(2));
        await host.StopAsync(Cancellation);

        var trials = await store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        Assert.Equal([10, 20, 30], trials.Select(trial => trial.FinalObjective));
    }

    internal sealed record Factor(double Value);

    internal sealed class Scaled(Factor factor) : StepTrainer
    {
        protected override IEnumerable<StepReport> Train(TrainingOrder order) =>
            [new StepReport(1, new Dictionary<string, double> { ["loss"] = order.Trial.Point["size"].Whole * factor.Value })];
    }
}
