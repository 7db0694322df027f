using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Analysis;

/// <summary>Median iterations to the target by pattern, learning rate and samples: the cells of the report's heat maps.</summary>
public static class MedianGrid
{
    private static readonly string[] Names = [PerceptronParameters.Pattern, PerceptronParameters.LearningRate, PerceptronParameters.Samples];

    /// <summary>
    /// The cells that have runs, by pattern, learning rate and samples ascending. Hidden sizes and replicates of a cell are pooled.
    /// </summary>
    /// <param name="settings">Gathered by anything but iterations.</param>
    /// <param name="ranking">Of their sweep: of a range a part is a value here, by its first one.</param>
    public static IReadOnlyList<MedianCell> Build(IEnumerable<SettingRuns> settings, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        int Compare(SettingRuns one, SettingRuns other) => MedianGrid.Compare(one, other, ranking);
        var runs = settings.ToArray();
        Array.Sort(runs, Comparer<SettingRuns>.Create(Compare));
        var cells = new List<MedianCell>();
        var scratch = new List<Observation>();
        for (var start = 0; start < runs.Length;)
        {
            var end = start + 1;
            while (end < runs.Length && Compare(runs[start], runs[end]) == 0)
                end++;
            var tally = OutcomeTally.Of(runs.AsSpan(start, end - start), scratch, ranking.Objective);
            var point = runs[start].Point;
            cells.Add(new(
                point[Names[0]].Text, ranking.GroupOf(Names[1], point[Names[1]]).Real,
                    (int)ranking.GroupOf(Names[2], point[Names[2]]).Whole, tally.Trials, tally.Reached,
                    tally.MedianIterations));
            start = end;
        }
        return cells;
    }

    private static int Compare(SettingRuns one, SettingRuns other, Ranking ranking)
    {
        foreach (var name in Names)
        {
            if (ranking.GroupOf(name, one.Point[name]) != ranking.GroupOf(name, other.Point[name]))
                return ranking.Compare(one.Point, other.Point, name);
        }
        return 0;
    }
}
