using System.Collections.Immutable;
using Sweep.Core.Constraints;
using Sweep.Core.Curves;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>Whether a spec that nobody has just validated keeps to the limits: a stored form may have been changed by hand since.</summary>
public static class SpaceLimits
{
    /// <summary>The spec's space.</summary>
    /// <exception cref="FormatException">The spec makes no space, or one that is beyond the limits; the text says which.</exception>
    public static SearchSpace Require(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var space = Make(spec);
        foreach (var option in SamplerDeclarations.Of(spec.Sampler).Options)
            Demand(spec.Sampler.Options.TryGetValue(option.Name, out var value) && option.Takes(value), $"sampler.{option.Name} is beyond its limits");
        Demand(space.Size <= SpecLimits.PlannedTrials, "it has too many trials");
        var declared = KnownTrainers.Default.Of(spec.Trainer);
        foreach (var parameter in spec.Parameters)
        {
            if (declared.Find(parameter.Name) is { Choices.IsEmpty: true } declaration)
                Demand(EndsOf(parameter).All(declaration.Takes), $"{parameter.Name} is beyond its limits");
        }

        Demand(
            spec.Objectives.Length is >= 1 and <= SpecLimits.Objectives
            && spec.Objectives.DistinctBy(objective => objective.Metric).Count() == spec.Objectives.Length,
            "its objectives are beyond their limits");
        Demand(
            spec.Objectives.Skip(1).Select(objective => spec.Find(objective.Metric)).All(parameter =>
                parameter is null or { Kind: ParameterKind.Whole or ParameterKind.Real, When.IsEmpty: true }),
            "an objective is a parameter that is no number of every trial");
        Demand(
            spec.Objectives.Length == 1 || (spec.Pruner is null && spec.Budget is null or { IsJudged: false }),
            "it has several objectives, and ends trials or itself by one");
        Demand(
            spec.Reference.IsEmpty || (spec.Objectives.Length > 1 && spec.Reference.Length == spec.Objectives.Length && spec.Reference.All(double.IsFinite)),
            "its reference is no point of its objectives");
        Demand(spec.RecordEvery is >= 1 and <= SpecLimits.RecordEvery, "record.every is beyond its limits");
        Demand(spec.Target is not { } target || !double.IsNaN(target), $"target.{spec.Objective.Metric} is no number");
        Demand(double.IsFinite(spec.Weight) && spec.Weight > 0, "weight is beyond its limits");
        Demand(spec.MaxConcurrent is null or >= 1, "max_concurrent is beyond its limits");
        Demand(spec.Trainer.Silence is not { } silence || (silence >= SpecLimits.LeastSilence && silence <= SpecLimits.MostSilence), "trainer.limits.silence is beyond its limits");
        Demand(spec.Pruner is null || (spec.Trainer.CanPause && spec.Find(spec.Trainer.Resource!)!.Count == 1), "it cannot be pruned");
        if (!spec.Enqueue.IsEmpty)
        {
            var rules = spec.Rules();
            Demand(spec.Enqueue.All(point => PointFit.WhyNot(rules, point.AsSpan()) is null), "it enqueues a point that is none of its space");
        }

        Demand(space.PlannedTrials > 0 && space.PlannedTrials % spec.Replicates == 0, "its budget plans no whole points");
        Demand(
            spec.Budget is not { IsWatched: true } || !space.TellsRuns || spec.Trainer.SharedResource is not { } shared || spec.Find(shared)!.Count == 1,
            "its budget does not go with trials that are trained as one");
        if (spec.Trainer.Resource is { } resource)
        {
            var longest = spec.Find(resource)!.Greatest.Whole;
            Demand(longest is >= 1 and <= SpecLimits.Steps, $"{resource} is beyond its limits");
            if (spec.Trainer.IsPerceptron)
                Demand(LossCurve.PointsOf((int)longest, spec.RecordEvery) <= SpecLimits.RecordedPoints, "it records too many points");
        }

        return space;
    }

    private static ImmutableArray<ParameterValue> EndsOf(Parameter parameter) =>
        parameter.Range is { } range ? [range.ValueOf(range.Low), range.ValueOf(range.High)] : parameter.Values;

    private static SearchSpace Make(SweepSpec spec)
    {
        try
        {
            return new SearchSpace(spec);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new FormatException($"The canonical spec is invalid: {exception.Message}", exception);
        }
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException($"The canonical spec is invalid: {otherwise}.");
    }
}
