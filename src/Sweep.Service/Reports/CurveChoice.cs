using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
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
    /// <param name="runs">The runs of the sweep by setting.</param>
    public static async Task<IReadOnlyList<CurveChoice>> ReadAsync(
        IResultReader results, Guid id, SearchSpace space, IReadOnlyList<SettingRuns> runs, CancellationToken cancellation)
    {
        var ranking = new Ranking(space.Spec);
        var settings = runs
            .GroupBy(setting => setting.Point[PerceptronParameters.Pattern].Text)
            .OrderBy(group => group.First().Point, Comparer<TrialPoint>.Create((one, other) => ranking.Compare(one, other, PerceptronParameters.Pattern)))
            .SelectMany(group => Rates(ConvergenceTable.Build([.. group], PerceptronParameters.LearningRate, ranking)))
            .ToList();
        var points = settings.Sum(setting => 1L + (setting.Point[PerceptronParameters.Iterations].Whole - 1) / space.Spec.RecordEvery);
        var replicates = (int)Math.Clamp(MostPoints / Math.Max(1, points), 1, MostReplicates);
        List<CurveChoice> choices = [];
        foreach (var setting in settings)
            choices.Add(new CurveChoice(setting, await results.ReadRunsAsync(id, space, setting.FirstNumber!.Value, replicates, cancellation)));
        return choices;
    }

    private static IEnumerable<BestSetting> Rates(IReadOnlyList<ConvergenceRow> ranked)
    {
        var ordered = ranked.Select(row => row.Best).OrderBy(best => best.Point[PerceptronParameters.LearningRate].Real).ToList();
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
}
