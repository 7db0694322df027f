using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Finds the trials of a sweep that no other is better than.</summary>
public static class FrontReader
{
    /// <param name="sweep">Their sweep.</param>
    /// <param name="trials">All of its finished trials.</param>
    /// <param name="axes">What they are weighed by.</param>
    /// <param name="reference">The point before which the volume is taken; null for no volume.</param>
    /// <param name="includePruned">Whether pruned trials count too.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SweepFront> ReadAsync(
        SweepRecord sweep, IAsyncEnumerable<TrialRecord> trials, IReadOnlyList<FrontAxis> axes, double[]? reference, bool includePruned,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(axes);
        List<(long Number, uint Replicate, TrialPoint Point, double[] Values)> found = [];
        List<double[]> ranks = [];
        var (withoutValue, pruned) = (0L, 0L);
        await foreach (var trial in trials.WithCancellation(cancellation))
        {
            if (!CountedStates.Has(trial.State, includePruned))
            {
                pruned += trial.State == TrialState.Pruned ? 1 : 0;
                continue;
            }

            double[] values = [.. axes.Select(axis => axis.ValueOf(trial))];
            if (!Array.TrueForAll(values, double.IsFinite))
            {
                withoutValue++;
                continue;
            }

            found.Add((trial.Trial.Number, trial.Trial.Replicate, trial.Trial.Point, values));
            ranks.Add([.. axes.Zip(values, (axis, value) => axis.Rank(value))]);
        }

        var front = ParetoFront.Of(ranks);
        double? volume = reference is null
            ? null
            : Hypervolume.Of([.. front.Select(place => ranks[place])], [.. axes.Zip(reference, (axis, value) => axis.Rank(value))]);
        return new SweepFront(
            sweep.Id, sweep.State, [.. axes.Select(axis => new FrontAxisView(axis.Name, axis.Goal))], found.Count, withoutValue, pruned, reference, volume,
            [.. front
                .OrderBy(place => ranks[place][0]).ThenBy(place => ranks[place][1])
                .Select(place => new FrontPoint(found[place].Number, found[place].Replicate, found[place].Values, found[place].Point))]);
    }
}
