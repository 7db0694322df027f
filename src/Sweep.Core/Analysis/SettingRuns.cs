using System.Runtime.InteropServices;
using Sweep.Core.Specs;
using Sweep.Core.Trials;

namespace Sweep.Core.Analysis;

/// <summary>The runs of one setting: what its replicates gave.</summary>
/// <param name="Point">
/// The setting. Unless settings are told apart by iterations, its iterations are those of its longest run.
/// </param>
/// <param name="Runs">One a replicate, in any order; at least one.</param>
/// <param name="BestLoss">Smallest loss of any of them; infinite where none is a number.</param>
public sealed record SettingRuns(TrialPoint Point, ReadOnlyMemory<Observation> Runs, double BestLoss)
{
    /// <summary>
    /// Gathers outcomes by setting. Trials that differ only in iterations count once, the longest; where
    /// <paramref name="by"/> is iterations, they are settings of their own and each counts.
    /// </summary>
    public static IReadOnlyList<SettingRuns> Of(IEnumerable<TrialOutcome> outcomes, ParameterName by)
    {
        var byIterations = by == ParameterName.Iterations;
        var settings = new Dictionary<TrialPoint, SettingBuilder>();
        foreach (var outcome in byIterations ? outcomes : LongestRuns.Of(outcomes))
        {
            var point = byIterations ? outcome.Point : outcome.Point with { Iterations = 0 };
            ref var setting = ref CollectionsMarshal.GetValueRefOrAddDefault(settings, point, out _);
            setting ??= new SettingBuilder(point);
            setting.Add(Observation.Of(outcome), outcome.Point.Iterations, outcome.BestLoss);
        }

        return [.. settings.Values.Select(setting => setting.Build())];
    }
}
