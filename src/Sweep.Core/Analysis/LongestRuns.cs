using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>Trials that differ only in the resource are one run seen twice; here the longest of each counts.</summary>
public static class LongestRuns
{
    /// <summary>
    /// One outcome a run: the one that trained most steps, and of equals the one that was planned longest. In order of first sight.
    /// </summary>
    public static IReadOnlyList<TrialOutcome> Of(IEnumerable<TrialOutcome> outcomes, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var runs = new List<TrialOutcome>();
        var places = new Dictionary<(TrialPoint Setting, uint Replicate), int>();
        var settings = new SettingMemory(ranking);
        foreach (var outcome in outcomes)
        {
            var key = (settings.Of(outcome.Point), outcome.Replicate);
            if (places.TryAdd(key, runs.Count))
                runs.Add(outcome);
            else if (IsLonger(outcome, runs[places[key]], ranking.Resource))
                runs[places[key]] = outcome;
        }
        return runs;
    }

    /// <summary>True where the one counts and the other, of the same run, does not.</summary>
    public static bool IsLonger(in TrialOutcome one, in TrialOutcome other, string? resource) =>
        (one.TrainedIterations, Planned(one, resource)).CompareTo((other.TrainedIterations, Planned(other, resource))) > 0;

    private static long Planned(in TrialOutcome outcome, string? resource) => resource is null ? 0 : outcome.Point[resource].Whole;
}
