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
        Demand(space.PlannedTrials <= SpecLimits.PlannedTrials, "it has too many trials");
        foreach (var counts in spec.Parameters.OfType<Parameter.Counts>())
            Demand(counts.Values.All(value => value >= 1 && value <= SpecLimits.Of(counts.Name)), $"{counts.Name.ToName()} is beyond its limits");
        Demand(spec.Parameters.OfType<Parameter.LearningRates>().All(rates => rates.Values.All(rate => double.IsFinite(rate) && rate > 0)), "learning_rate is beyond its limits");
        Demand(spec.RecordEvery is >= 1 and <= SpecLimits.RecordEvery, "record.every is beyond its limits");
        Demand(!double.IsNaN(spec.TargetLoss), "target.loss is no number");
        Demand(double.IsFinite(spec.Weight) && spec.Weight > 0, "weight is beyond its limits");
        Demand(spec.MaxConcurrent is null or >= 1, "max_concurrent is beyond its limits");
        var longest = spec.Parameters.OfType<Parameter.Counts>().Where(counts => counts.Name == ParameterName.Iterations)
            .SelectMany(counts => counts.Values).Max();
        Demand(Training.LossCurve.PointsOf(longest, spec.RecordEvery) <= SpecLimits.RecordedPoints, "it records too many points");
        return space;
    }

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
