using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Benchmarks.Queries;

/// <summary>Many small sweeps that have ended, of a few trials each.</summary>
internal static class ManySweeps
{
    /// <summary>Of some of them.</summary>
    public const string Tag = "checked";

    /// <summary>What their names begin with.</summary>
    public const string Name = "small";

    private const int Tagged = 100;
    private const int Trials = 3;
    private const int Batch = 200;

    /// <summary>Makes so many as are not there yet.</summary>
    public static async Task MakeAsync(ISweepStore store, int count, Action<string> say)
    {
        var there = (await store.ListSweepsAsync(new SweepFilter { NameContains = Name }, CancellationToken.None)).Count;
        var shape = new SyntheticSweep(replicates: 1, points: 10, lengths: 1);
        var canonical = CanonicalSpec.ToJson(shape.Spec);
        var started = TimeProvider.System.GetTimestamp();
        for (var from = there; from < count; from += Batch)
        {
            List<FinishedTrial> trials = [];
            List<Guid> made = [];
            for (var k = from; k < Math.Min(count, from + Batch); k++)
            {
                var sweep = new NewSweep(
                    Guid.CreateVersion7(), $"{Name} {k}", canonical, canonical, CanonicalSpec.Hash(canonical), null, Numerics.Version, shape.Trials);
                made.Add((await store.SubmitAsync(sweep, CancellationToken.None)).Id);
                trials.AddRange(Enumerable.Range(0, Trials).Select(number => shape.TrialOf(sweep.Id, number)));
            }

            await store.CommitAsync(trials, [], CancellationToken.None);
            await Parallel.ForAsync(0, made.Count, async (k, cancellation) =>
            {
                await store.ChangeStateAsync(made[k], k % 10 == 9 ? SweepState.Failed : SweepState.Cancelled, null, cancellation);
                if (k % Tagged == 0)
                    await store.ChangeTagsAsync(made[k], [Tag], [], int.MaxValue, cancellation);
            });
        }

        if (there < count)
            say($"made {count - there:N0} sweeps in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N1} s");
    }
}
