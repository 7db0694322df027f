using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Grains.Compute;
using Sweep.Grains.Sweeps;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Hosting;

/// <summary>
/// Goes the ways that the first trials will go, of a sweep that does not exist: what is still left to the JIT is compiled while the
/// store is made ready instead of while slots wait for work. Asks the store nothing.
/// </summary>
internal static class SiloWarmUp
{
    private static readonly TrainingPlan Smallest = new(
        new TrialPoint(Pattern.Circle, SpecDefaults.LearningRate, Iterations: 2, Samples: 1, SpecDefaults.Hidden), DataSeed: 0, InitSeed: 0, Target: 0);

    public static async Task RunAsync(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var training = services.GetRequiredService<ComputePool>().RunAsync(_ => Train());

        // Both have nothing to do: nobody owns the one, the other is not in training.
        await grains.GetGrain<ISweepGrain>(Guid.Empty).ReleaseAsync("");
        await new TrialReferences(grains, Guid.Empty)[0].StopAsync(TrialStop.Waiting);
        await training;
    }

    private static TrainingResult Train()
    {
        using var run = new TrainingRun(Smallest);
        run.Advance(Smallest.Point.Iterations, CancellationToken.None);
        return run.Result();
    }
}
