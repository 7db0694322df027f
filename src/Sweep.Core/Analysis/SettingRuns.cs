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

    /// <summary>Gathers outcomes by setting, as <see cref="SettingGatherer"/> does.</summary>
    public static IReadOnlyList<SettingRuns> Of(IEnumerable<TrialOutcome> outcomes, string by, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(ranking);
        var gatherer = new SettingGatherer(by, ranking);
        foreach (var outcome in outcomes)
            gatherer.Add(outcome);
        return gatherer.Build();
    }
}
