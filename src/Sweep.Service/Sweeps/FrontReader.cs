using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Finds the trials of a sweep that no other is better than.</summary>
public sealed class FrontReader
{
    private readonly IReadOnlyList<FrontAxis> _axes;
    private readonly bool _includePruned;
    private readonly List<(long Number, uint Replicate, TrialPoint Point, double[] Values)> _found = [];
    private readonly List<double[]> _ranks = [];
    private long _withoutValue;
    private long _pruned;

    private FrontReader(IReadOnlyList<FrontAxis> axes, bool includePruned) => (_axes, _includePruned) = (axes, includePruned);

    /// <param name="sweep">Their sweep.</param>
    /// <param name="trials">All of its finished trials.</param>
    /// <param name="metrics">What they reported; read where an axis is a metric that trials have no column of.</param>
    /// <param name="axes">What they are weighed by.</param>
    /// <param name="reference">The point before which the volume is taken; null for that of the spec, where it has one for these axes.</param>
    /// <param name="includePruned">Whether pruned trials count too.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SweepFront> ReadAsync(
        SweepRecord sweep, IAsyncEnumerable<TrialRecord> trials, IAsyncEnumerable<MetricRecord> metrics, IReadOnlyList<FrontAxis> axes,
        double[]? reference, bool includePruned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(axes);
        var reader = new FrontReader(axes, includePruned);
        var lasts = await LastsAsync(metrics, [.. axes.Select(axis => axis.Metric).OfType<string>()], cancellation);
        await foreach (var trial in trials.WithCancellation(cancellation))
        {
            double Of(FrontAxis axis) => axis.Metric is { } metric
                ? lasts.GetValueOrDefault((trial.Trial.Number, metric), double.NaN)
                : axis.ValueOf(trial);
            reader.Add(trial.State, trial.Trial.Number, trial.Trial.Replicate, trial.Trial.Point, [.. axes.Select(Of)]);
        }

        return reader.Front(sweep, reference);
    }

    private static async Task<Dictionary<(long Number, string Metric), double>> LastsAsync(
        IAsyncEnumerable<MetricRecord> metrics, HashSet<string> wanted, CancellationToken cancellation)
    {
        var lasts = new Dictionary<(long Number, string Metric), double>();
        if (wanted.Count == 0)
            return lasts;
        await foreach (var metric in metrics.WithCancellation(cancellation))
        {
            if (wanted.Contains(metric.Metric) && metric.Values.Length > 0)
                lasts[(metric.Number, metric.Metric)] = metric.Values[^1];
        }

        return lasts;
    }

    /// <param name="sweep">The sweep.</param>
    /// <param name="table">Its trials.</param>
    /// <param name="axes">What they are weighed by, each of <see cref="FrontAxes.OfTables"/>.</param>
    /// <param name="includePruned">Whether pruned trials count too.</param>
    public static SweepFront Read(SweepRecord sweep, TrialTable table, IReadOnlyList<FrontAxis> axes, bool includePruned)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(axes);
        var reader = new FrontReader(axes, includePruned);
        var replicates = sweep.Spec.Replicates;
        for (var row = 0; row < table.Count; row++)
        {
            var number = table.Numbers[row];
            var values = new double[axes.Count];
            for (var k = 0; k < values.Length; k++)
                values[k] = axes[k].InTable!(table, row);
            reader.Add(table.States[row], number, (uint)(number % replicates), table.Points[row], values);
        }

        return reader.Front(sweep, reference: null);
    }

    private void Add(TrialState state, long number, uint replicate, TrialPoint point, double[] values)
    {
        if (!CountedStates.Has(state, _includePruned))
        {
            _pruned += state == TrialState.Pruned ? 1 : 0;
        }
        else if (Array.TrueForAll(values, double.IsFinite))
        {
            _found.Add((number, replicate, point, values));
            var ranks = new double[values.Length];
            for (var k = 0; k < ranks.Length; k++)
                ranks[k] = _axes[k].Rank(values[k]);
            _ranks.Add(ranks);
        }
        else
        {
            _withoutValue++;
        }
    }

    private SweepFront Front(SweepRecord sweep, double[]? reference)
    {
        reference ??= FrontAxes.ReferenceOf(sweep.Spec, _axes);
        var front = ParetoFront.Of(_ranks);
        double? volume = reference is null
            ? null
            : Hypervolume.Of([.. front.Select(place => _ranks[place])], [.. _axes.Zip(reference, (axis, value) => axis.Rank(value))]);
        return new SweepFront(
            sweep.Id, sweep.State, [.. _axes.Select(axis => new FrontAxisView(axis.Name, axis.Goal))], _found.Count, _withoutValue, _pruned, reference, volume,
            [.. front
                .OrderBy(place => _ranks[place][0]).ThenBy(place => _ranks[place][1])
                .Select(place => new FrontPoint(_found[place].Number, _found[place].Replicate, _found[place].Values, _found[place].Point))]);
    }
}
