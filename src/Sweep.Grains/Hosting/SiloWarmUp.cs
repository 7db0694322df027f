using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Compute;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Hosting;

/// <summary>
/// Goes the ways that the first trials will go, of a sweep that does not exist: what is still left to the JIT is compiled while the
/// store is made ready instead of while slots wait for work.
/// </summary>
internal static class SiloWarmUp
{
    private static readonly SweepSpec Smallest = new(
        "none",
        [
            PerceptronParameters.Patterns(Pattern.Circle),
            PerceptronParameters.LearningRates(PerceptronDefaults.LearningRate),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, 2),
            PerceptronParameters.Counts(PerceptronParameters.Samples, 1),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, PerceptronDefaults.Hidden),
        ]);

    /// <summary>What needs no store: it may have no schema yet.</summary>
    public static async Task RunAsync(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var training = services.GetRequiredService<ComputePool>().RunAsync(_ => Train());

        // Both have nothing to do: nobody owns the one, the other is not in training.
        await grains.GetGrain<ISweepGrain>(Guid.Empty).ReleaseAsync("");
        await new TrialReferences(grains, Guid.Empty)[0].StopAsync(TrialStop.Waiting);
        await training;
    }

    /// <summary>Asks for work, of which there is none; the store has its schema.</summary>
    public static Task PullAsync(IServiceProvider services) => services.GetRequiredService<IGrainFactory>()
        .GetGrain<ISweepGrain>(Guid.Empty)
        .PullAsync(new PullRequest(services.GetRequiredService<SiloIdentity>().Incarnation, 1, 1, 0, [], []));

    private static TrainingResult Train()
    {
        var space = new SearchSpace(CanonicalSpec.FromJson(CanonicalSpec.ToJson(Smallest)));
        var first = new TrialStock(space, frontier: 0, finishedAbove: []).Next(cost: 1, mayBeAlone: true)[0].Numbers[0].Start;
        var plan = space.PlanFor(space.TrialAt(first));
        using var run = new TrainingRun(plan);
        run.Advance(plan.Point.Iterations, CancellationToken.None);
        return run.Result();
    }
}
