namespace Sweep.Core.Pruners;

/// <summary>How a sweep stops trials early.</summary>
/// <param name="Kind">By what they are judged.</param>
/// <param name="Min">Steps of the first rung, at least 1 and less than those of a whole trial.</param>
/// <param name="Factor">Each rung has so many times the steps of the one before, at least 2; of those that are judged one in so many is kept.</param>
/// <param name="Cohort">Points that are judged together, at least 1.</param>
public sealed record PrunerSpec(PrunerKind Kind, int Min, int Factor = PrunerSpec.DefaultFactor, int Cohort = PrunerSpec.DefaultCohort)
{
    public const int DefaultFactor = 3;

    public const int DefaultCohort = 27;

    public const int MostFactor = 1_000;

    public const int MostCohort = 100_000;
}
