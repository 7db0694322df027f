using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;

namespace Sweep.Testing;

/// <summary>Sweeps put into a store without the command line.</summary>
public static class TestSweeps
{
    /// <summary>A grid over one learning rate and four hidden units; all of it is trained, whatever else is in the database.</summary>
    public static SweepSpec Grid(string name, Pattern[] patterns, int[] iterations, int[] samples, long replicates, int recordEvery = 1) => new(
        name,
        [
            PerceptronParameters.Patterns([.. patterns]),
            PerceptronParameters.LearningRates([0.001]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [.. iterations]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [.. samples]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        replicates,
        RecordEvery: recordEvery,
        Reuse: ReuseScope.None);

    /// <summary>Submits a spec, with the results that its search begins with.</summary>
    public static Task<SweepRecord> SubmitAsync(ISweepStore store, SweepSpec spec, GatheredHistory? history = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(spec);
        spec = spec with { History = history?.Spec };
        var canonical = CanonicalSpec.ToJson(spec);
        return store.SubmitAsync(
            new NewSweep(
                Guid.CreateVersion7(), spec.Name, canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version,
                new SearchSpace(spec).PlannedTrials)
            {
                History = history?.Results ?? [],
            },
            CancellationToken.None);
    }

    /// <summary>A sweep that was cancelled some days ago, in a file of SQLite.</summary>
    public static async Task<Guid> CancelledAsync(string database, string name, TimeSpan ago, params IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var time = new ShiftedTime();
        time.Advance(-ago);
        await using var store = SweepStores.Open(database, time);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await SubmitAsync(store, Grid(name, [Pattern.Circle], [20], [30], replicates: 1));
        await store.ChangeTagsAsync(sweep.Id, tags, [], tags.Count, CancellationToken.None);
        await store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, CancellationToken.None);
        return sweep.Id;
    }

    /// <summary>Waits until so many trials have rows, or the sweep is completed.</summary>
    public static Task ProgressAsync(ISweepStore store, Guid sweep, long rows)
    {
        ArgumentNullException.ThrowIfNull(store);
        return Eventually.TrueAsync(
            async () => (await store.TotalTrialsAsync(sweep, CancellationToken.None)).Rows >= rows
                || (await store.FindSweepAsync(sweep, CancellationToken.None))!.State == SweepState.Completed,
            $"{rows} trials have ended");
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

    /// <summary>Waits until the silo says that the sweep has ended; returns its last words.</summary>
    public static async Task<SweepProgress> EndAsync(EmbeddedSilo silo, Guid sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var progress = await silo.GetProgressAsync(sweep, cancellation);
        await Eventually.TrueAsync(async () => (progress = await silo.GetProgressAsync(sweep, cancellation)).State.IsFinal(), "the sweep ends");
        return progress;
    }
}
