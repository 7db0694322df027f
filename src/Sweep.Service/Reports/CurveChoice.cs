using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Service.Reports;

/// <summary>One line to draw, and the trials whose curves make it.</summary>
public sealed record CurveChoice(BestSetting Setting, IReadOnlyList<long> Numbers)
{
    /// <summary>Most learning rates of a pattern that are drawn.</summary>
    public const int MostRates = 6;

    private const int MostReplicates = 24;

    /// <summary>Most recorded points that all lines together read.</summary>
    private const long MostPoints = 20_000_000;

    /// <summary>
    /// For each pattern a few learning rates (the ends, the best, evenly between), each at its best setting of the other parameters.
    /// </summary>
    /// <param name="records">What ranking needs of every trial.</param>
    /// <param name="recordEvery">Iterations between recorded points.</param>
    public static IReadOnlyList<CurveChoice> Choose(IReadOnlyList<ConvergenceRecord> records, int recordEvery)
    {
        var settings = records
            .GroupBy(record => record.Point.Pattern)
            .OrderBy(group => group.Key)
            .SelectMany(group => Rates(ConvergenceTable.Build(group.Select(Outcomes.Of), ParameterName.LearningRate)))
            .ToList();
        var points = settings.Sum(setting => 1L + (setting.Point.Iterations - 1) / recordEvery);
        var replicates = (int)Math.Clamp(MostPoints / Math.Max(1, points), 1, MostReplicates);

        var runs = settings.ToDictionary(setting => Key(setting.Point), _ => new SortedDictionary<uint, ConvergenceRecord>());
        foreach (var record in records)
        {
            if (runs.TryGetValue(Key(record.Point), out var longest)
                && (!longest.TryGetValue(record.Replicate, out var other) || record.TrainedIterations > other.TrainedIterations))
                longest[record.Replicate] = record;
        }
        return [.. settings.Select(setting => new CurveChoice(
            setting, [.. runs[Key(setting.Point)].Values.Take(replicates).Select(record => record.Number)]))];
    }

    private static IEnumerable<BestSetting> Rates(IReadOnlyList<ConvergenceRow> ranked)
    {
        var ordered = ranked.Select(row => row.Best).OrderBy(best => best.Point.LearningRate).ToList();
        var places = Spread.Over(ordered.Count, MostRates);
        var best = ordered.IndexOf(ranked[0].Best);
        if (!places.Contains(best))
        {
            // The best rate takes the place of its nearest neighbour between the ends.
            var nearest = Enumerable.Range(1, places.Count - 2).MinBy(i => Math.Abs(places[i] - best));
            places[nearest] = best;
        }
        return places.Order().Select(place => ordered[place]);
    }

    private static (Pattern Pattern, double LearningRate, int Samples, int Hidden) Key(in TrialPoint point) =>
        (point.Pattern, point.LearningRate, point.Samples, point.Hidden);
}
