using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;

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

    /// <param name="place">Of the parameters.</param>
    /// <param name="chosen">Of the sampler, where it is written.</param>
    public void CheckPlannedTrials(SpecNode place, SpecNode? chosen, SamplerSpec sampler, ImmutableArray<Parameter> parameters, int enqueued, long? replicates)
    {
        var points = sampler.Trials is { } asked ? (BigInteger)asked + enqueued
            : parameters.Aggregate(BigInteger.One, (product, parameter) => product * parameter.Count);
        var planned = points * (replicates ?? 1);
        if (planned <= SpecLimits.PlannedTrials)
            return;
        var factors = sampler.Trials is { } trials
            ? [$"{trials} trials of the sampler"]
            : parameters.Where(parameter => parameter.Count > 1).Select(parameter => $"{parameter.Count} {parameter.Name}");
        if (replicates > 1)
            factors = factors.Append($"{replicates} replicates");
        errors.Add(
            sampler.Trials is null ? "parameters" : $"sampler.{SamplerSpec.TrialsOption}",
            sampler.Trials is null ? place : chosen ?? place,
            $"{planned} planned trials ({string.Join(" × ", factors)})",
            $"must be at most {SpecLimits.PlannedTrials}",
            sampler.Trials is null ? "use fewer values or replicates" : "use fewer trials or replicates");
    }

    /// <summary>A sampler may be at a loss with too many parameters.</summary>
    public void CheckVaried(SpecNode? chosen, SamplerSpec sampler, ImmutableArray<Parameter> parameters)
    {
        var declared = SamplerDeclarations.Of(sampler);
        var varied = parameters.Count(parameter => parameter.IsVaried);
        if (varied <= declared.MostVaried || chosen is null)
            return;
        errors.Add(
            "sampler", chosen, $"{sampler.Kind} of {varied} parameters with several values", $"must be of at most {declared.MostVaried}",
            "give some parameters one value, or choose sampler: random");
    }

    /// <summary>Samples are drawn without replacement: no more than the smallest data set has.</summary>
    public void CheckSamples(SpecSection? written, ImmutableArray<Parameter> parameters, ImmutableSortedDictionary<string, DataReference> data)
    {
        if (data.IsEmpty || parameters.FirstOrDefault(parameter => parameter.Name == PerceptronParameters.Samples) is not { } samples)
            return;
        var (name, smallest) = data.MinBy(set => set.Value.Rows);
        var path = $"parameters.{PerceptronParameters.Samples}";
        var rule = string.Create(CultureInfo.InvariantCulture, $"must be at most {smallest.Rows}, the rows of the data set {Shown.Of(name)}");
        var remedy = string.Create(CultureInfo.InvariantCulture, $"write samples: [{smallest.Rows}], or a sweep of its own for that data set");
        if (samples.Range is { } range && range.High > smallest.Rows)
            errors.Add(path, written?[PerceptronParameters.Samples] ?? written!.Node, $"{samples.Greatest}", rule, remedy);
        for (var k = 0; k < samples.Count; k++)
        {
            if (samples.Values[k].Whole <= smallest.Rows)
                continue;
            if (written?[PerceptronParameters.Samples] is SpecNode.List { Items: var items })
                errors.Add($"{path}[{k}]", items[k], rule, remedy);
            else
            {
                errors.Add(path, written?[PerceptronParameters.Samples] ?? written!.Node, $"{samples.Values[k]}", rule, remedy);
                return;
            }
        }
    }

    public void CheckRecordedPoints(SpecSection? written, SpecSection? record, ImmutableArray<Parameter> parameters, long? every)
    {
        if (every is null || parameters.FirstOrDefault(parameter => parameter.Name == PerceptronParameters.Iterations) is not { } iterations)
            return;
        var most = (int)iterations.Greatest.Whole;
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
