using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Opening;

/// <summary>
/// Asks a store, of a sweep that does not exist, what taking up a sweep will ask: the queries are then compiled while the silo
/// starts instead of while slots wait for work. Changes nothing.
/// </summary>
public static class StoreWarmUp
{
    /// <exception cref="StoreException">The database refused.</exception>
    public static async Task RunAsync(ISweepStore store, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        var nobody = Guid.Empty;
        await store.FindSweepAsync(nobody, cancellation);
        await store.TryAcquireAsync(nobody, "", TimeSpan.Zero, seizeFrom: null, cancellation);
        await store.ReadLeasesAsync(nobody, cancellation);
        await store.ReadFinishedAsync(nobody, cancellation);
        await store.TotalTrialsAsync(nobody, cancellation);
        await store.ReadLossesAsync(nobody, cancellation);
        await store.ReadCheckpointedAsync(nobody, cancellation);
        await foreach (var _ in store.ReadRanksAsync(nobody, from: 0, cancellation))
        {
        }

        await foreach (var _ in store.ReadReuseSourcesAsync(nobody, cancellation))
            break;

        await store.GrantLeasesAsync(
            [new LeaseRecord(nobody, nobody, SiloKey.Parse(""), [new NumberRange(0, 1)], 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)],
            epoch: -1, cancellation);
        await store.RenewAsync(nobody, epoch: -1, frontier: 0, TimeSpan.Zero, cancellation);
        await store.CommitAsync([FailedOf(nobody)], [], cancellation);
        await store.CompleteAsync(nobody, epoch: -1, cancellation);
    }

    /// <summary>What no store takes, for its sweep is not there.</summary>
    private static FinishedTrial FailedOf(Guid nobody)
    {
        var point = new PerceptronPoint(Pattern.Circle, PerceptronDefaults.LearningRate, Iterations: 1, Samples: 1, PerceptronDefaults.Hidden);
        return FinishedTrial.GivenUp(nobody, TrainerSpec.Perceptron, new TrialDefinition(0, point, 0, 0, 0), attempts: 1, DateTimeOffset.UnixEpoch, "");
    }
}
