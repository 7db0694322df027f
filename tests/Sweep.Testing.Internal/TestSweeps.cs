using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Storage;

namespace Sweep.Testing;

/// <summary>Sweeps put into a store without the command line.</summary>
public static class TestSweeps
{
    /// <summary>A grid over one learning rate and four hidden units.</summary>
    public static SweepSpec Grid(string name, Pattern[] patterns, int[] iterations, int[] samples, long replicates, int recordEvery = 1) => new(
        name,
        [
            new Parameter.Patterns([.. patterns]),
            new Parameter.LearningRates([0.001]),
            new Parameter.Counts(ParameterName.Iterations, [.. iterations]),
            new Parameter.Counts(ParameterName.Samples, [.. samples]),
            new Parameter.Counts(ParameterName.Hidden, [4]),
        ],
        replicates,
        RecordEvery: recordEvery);

    /// <summary>Submits a spec.</summary>
    public static Task<SweepRecord> SubmitAsync(ISweepStore store, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(spec);
        var canonical = CanonicalSpec.ToJson(spec);
        return store.SubmitAsync(
            new NewSweep(
                Guid.CreateVersion7(), spec.Name, canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version,
                new SearchSpace(spec).PlannedTrials),
            CancellationToken.None);
    }

    /// <summary>Waits until the sweep is completed.</summary>
    /// <exception cref="TimeoutException">It was not within <paramref name="deadline"/> (six minutes where not given).</exception>
    public static Task CompletedAsync(ISweepStore store, Guid sweep, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Eventually.TrueAsync(
            async () => (await store.FindSweepAsync(sweep, CancellationToken.None))!.State == SweepState.Completed,
            "the sweep is completed",
            deadline ?? TimeSpan.FromMinutes(6));
    }
}
