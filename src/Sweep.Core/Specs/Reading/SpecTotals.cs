using System.Collections.Immutable;
using Sweep.Core.Training;

namespace Sweep.Core.Specs.Reading;

/// <summary>The limits that no single value breaks, but several together do.</summary>
internal sealed class SpecTotals(SpecErrors errors)
{
    public void CheckSeeds(SpecSection top, string key, long? seed, long? replicates)
    {
        if (seed is null || replicates is null || seed + replicates - 1 <= SpecLimits.Seed)
            return;
        errors.Add(
            top[key] is null ? "replicates" : key,
            top[key] ?? top["replicates"] ?? top.Node,
            $"{key} {seed} + {replicates} replicates - 1",
            $"must be at most {SpecLimits.Seed}",
            $"lower {key} or replicates");
    }

    public void CheckPlannedTrials(SpecNode place, ImmutableArray<Parameter> parameters, long? replicates)
    {
        // At most 5 · 10¹⁸ · 256 · 2³², which 128 bits hold.
        var planned = parameters.Aggregate((UInt128)(replicates ?? 1), (product, parameter) => product * (UInt128)parameter.Count);
        if (planned <= (UInt128)SpecLimits.PlannedTrials)
            return;
        var factors = parameters.Where(parameter => parameter.Count > 1).Select(parameter => $"{parameter.Count} {parameter.Name.ToName()}");
        if (replicates > 1)
            factors = factors.Append($"{replicates} replicates");
        errors.Add(
            "parameters",
            place,
            $"{planned} planned trials ({string.Join(" × ", factors)})",
            $"must be at most {SpecLimits.PlannedTrials}",
            "use fewer values or replicates");
    }

    public void CheckRecordedPoints(SpecSection? written, SpecSection? record, ImmutableArray<Parameter> parameters, long? every)
    {
        if (every is null || parameters.OfType<Parameter.Counts>().FirstOrDefault(counts => counts.Name == ParameterName.Iterations) is not { } iterations)
            return;
        var most = iterations.Values.Max();
        var points = LossCurve.PointsOf(most, (int)every.Value);
        if (points <= SpecLimits.RecordedPoints || (record?["every"] ?? written?["iterations"]) is not { } place)
            return;
        var enough = most / SpecLimits.RecordedPoints + 1;
        while (LossCurve.PointsOf(most, enough) > SpecLimits.RecordedPoints)
            enough++;
        errors.Add(
            record?["every"] is null ? "parameters.iterations" : "record.every",
            place,
            $"{points} recorded points a trial ({most} iterations, every {every})",
            $"must be at most {SpecLimits.RecordedPoints}",
            $"set record: {{ every: {enough} }} or more, or use fewer iterations");
    }
}
