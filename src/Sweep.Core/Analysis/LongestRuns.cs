using Sweep.Core.Patterns;

namespace Sweep.Core.Analysis;

/// <summary>Trials that differ only in <c>iterations</c> are one run seen twice; here the longest of each counts.</summary>
public static class LongestRuns
{
    /// <summary>
    /// One outcome a run: the one that trained most iterations, and of equals the one that was planned longest. In order of first sight.
    /// </summary>
    public static IReadOnlyList<TrialOutcome> Of(IEnumerable<TrialOutcome> outcomes)
    {
        var runs = new List<TrialOutcome>();
        var places = new Dictionary<RunKey, int>();
        foreach (var outcome in outcomes)
        {
            var point = outcome.Point;
            var key = new RunKey(point.LearningRate, point.Samples, outcome.Replicate, point.Pattern, point.Hidden);
            if (places.TryAdd(key, runs.Count))
                runs.Add(outcome);
            else if (IsLonger(outcome, runs[places[key]]))
                runs[places[key]] = outcome;
        }
        return runs;
    }

    private static bool IsLonger(in TrialOutcome one, in TrialOutcome other) =>
        (one.TrainedIterations, one.Point.Iterations).CompareTo((other.TrainedIterations, other.Point.Iterations)) > 0;

    private readonly record struct RunKey(double LearningRate, int Samples, uint Replicate, Pattern Pattern, int Hidden);
}
