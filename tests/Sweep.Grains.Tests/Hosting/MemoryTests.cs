using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Grains.Hosting;
using Sweep.Grains.Leasing;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Hosting;

/// <summary>Sweeps on a silo that has little memory.</summary>
public sealed class MemoryTests : StoredSweepTests
{
    // A curve of so many points takes 0.8 MB, its texts in SQLite up to 3.2 MB.
    private static readonly SweepSpec Large = TestSweeps.Grid("large", [Pattern.Circle], [70_000], [1], replicates: 4);
    private static readonly SweepSpec Small = TestSweeps.Grid("small", [Pattern.Circle], [20], [20], replicates: 200);

    [Fact]
    public async Task Run_TrialsOfWhichOneFits_RunOneByOneAndAllAreStored()
    {
        var need = TrialModel.Perceptron.NeedOf(new SearchSpace(Large).TrialAt(0).Point, 1, Store.CurveEncoding, resumes: false);
        await using var silo = await StartAsync(new MemoryRoom(need.Managed * 3 / 2, need.Total * 3 / 2));
        var (large, small) = (await SubmitAsync(silo, Large), await SubmitAsync(silo, Small));
        Assert.Equal(SweepState.Completed, (await TestSweeps.EndAsync(silo, small, Deadline)).State);
        var progress = await TestSweeps.EndAsync(silo, large, Deadline);
        Assert.Equal((SweepState.Completed, 4L), (progress.State, progress.Completed));
        var trials = await Store.ReadTrialsAsync(large, Deadline).OrderBy(trial => trial.StartedAt).ToListAsync(Deadline);
        Assert.All(trials.Zip(trials.Skip(1)), pair => Assert.True(pair.First.FinishedAt <= pair.Second.StartedAt, "two were in training at once"));
    }

    [Fact]
    public async Task Run_TrialsThatFitNoSilo_FailWithTheNumbersAndTheRestCompletes()
    {
        await using var silo = await StartAsync(new MemoryRoom(1 << 20, 2 << 20));
        var mixed = await SubmitAsync(silo, TestSweeps.Grid("mixed", [Pattern.Circle], [70_000, 100], [1], replicates: 2));
        var small = await SubmitAsync(silo, Small);
        Assert.Equal((SweepState.Completed, 0L), (await TestSweeps.EndAsync(silo, small, Deadline)) is { } s ? (s.State, s.Failed) : default);
        var progress = await TestSweeps.EndAsync(silo, mixed, Deadline);
        Assert.Equal((SweepState.Completed, 2L, 2L), (progress.State, progress.Completed, progress.Failed));
        var failed = await Store.ReadTrialsAsync(mixed, Deadline).Where(trial => trial.State == TrialState.Failed).ToListAsync(Deadline);
        Assert.All(failed, trial => Assert.Equal(70_000, trial.Trial.Point[PerceptronParameters.Iterations].Whole));
        Assert.All(failed, trial => Assert.Contains("70,000 recorded points", trial.Error, StringComparison.Ordinal));
        Assert.All(failed, trial => Assert.Contains("no silo has more for trials than 2 MiB", trial.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_TrialsWaitAtARungForOneThatFitsNoSilo_AreJudgedWithoutIt()
    {
        await using var silo = await StartAsync(new MemoryRoom(1 << 20, 2 << 20));
        var judged = await SubmitAsync(
            silo, TestSweeps.Grid("judged", [Pattern.Circle], [81], [20, 30, 1_000_000], replicates: 1) with { Pruner = new PrunerSpec(PrunerKind.Asha, 1, 3, 3) });
        var progress = await TestSweeps.EndAsync(silo, judged, Deadline);
        Assert.Equal((SweepState.Completed, 2L, 1L), (progress.State, progress.Completed + progress.Pruned, progress.Failed));
    }

    private async Task<Guid> SubmitAsync(EmbeddedSilo silo, SweepSpec spec)
    {
        var sweep = await TestSweeps.SubmitAsync(Store, spec);
        Assert.True((await silo.TakeUpAsync(sweep.Id, Deadline)).Acquired);
        return sweep.Id;
    }

    private Task<EmbeddedSilo> StartAsync(MemoryRoom room) => EmbeddedSilo.StartAsync(
        Store,
        new EmbeddedSiloOptions { Slots = 2, ConfigureServices = services => services.Configure<SweepSiloOptions>(options => options.Memory = room) },
        Deadline);
}
