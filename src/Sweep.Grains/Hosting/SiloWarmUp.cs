using Microsoft.Extensions.DependencyInjection;
using Sweep.Core.Curves;
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
        using var run = new TrainingRun(space.PlanFor(space.TrialAt(Grant(space))));
        run.Advance(2, CancellationToken.None);
        return run.Result();
    }

    /// <summary>The first trial that a silo would be granted.</summary>
    private static long Grant(SearchSpace space)
    {
        var stock = new TrialStock(space, frontier: 0, finishedAbove: []);
        var desk = new LeaseDesk(space, stock, CurveEncoding.WholeTexts, new LeaseTerms(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)));
        desk.TakeUp([], TimeSpan.Zero);
        desk.Learn(new Dictionary<long, TrialLosses>());
        desk.SeeFates(_ => SiloFate.Alive, TimeSpan.Zero, DateTimeOffset.UnixEpoch);
        var pull = new PullRequest("box/1/1/1", 1, 1, 0, [], []);
        desk.Hear(pull, TimeSpan.Zero);
        var numbers = desk.Decide(pull, isRunning: true, TimeSpan.Zero).Batches[0].Numbers;
        var lease = new LeaseRecord(Guid.Empty, Guid.Empty, SiloKey.Parse(pull.Silo), numbers, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        desk.Granted(lease.Silo, [lease], places: null, TimeSpan.Zero);
        desk.Ended([lease.Id], lease.All.Where(stock.Finish), isLost: false, TimeSpan.Zero);
        return numbers[0].Start;
    }
}
