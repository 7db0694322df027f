using System.Runtime.InteropServices;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>The runs of one setting: what its replicates gave.</summary>
/// <param name="Point">The setting. Unless settings are told apart by the resource, its resource is that of its longest run.</param>
/// <param name="Runs">One a replicate, in any order; at least one.</param>
/// <param name="BestValue">Best value of the objective of any of them; the objective's worst where none is a number.</param>
public sealed record SettingRuns(TrialPoint Point, ReadOnlyMemory<Observation> Runs, double BestValue)
{
    /// <summary>The number of replicate 0 of <see cref="Point"/>.</summary>
    public long FirstNumber { get; init; }

    /// <summary>
    /// Gathers outcomes by setting. Trials that differ only in the resource count once, the longest; where
    /// <paramref name="by"/> is the resource, they are settings of their own and each counts. What a sampler has chosen twice counts once.
    /// </summary>
    public static IReadOnlyList<SettingRuns> Of(IEnumerable<TrialOutcome> outcomes, string by, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        var byResource = by == ranking.Resource;
        var settings = new Dictionary<TrialPoint, SettingBuilder>();
        var memory = new SettingMemory(ranking);
        foreach (var outcome in byResource ? outcomes.DistinctBy(outcome => (outcome.Point, outcome.Replicate)) : LongestRuns.Of(outcomes, ranking))
        {
            var point = byResource ? outcome.Point : memory.Of(outcome.Point);
            ref var setting = ref CollectionsMarshal.GetValueRefOrAddDefault(settings, point, out _);
            setting ??= new SettingBuilder(point, ranking);
            setting.Add(outcome);
        }

        return [.. settings.Values.Select(setting => setting.Build())];
    }
}
