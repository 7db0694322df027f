using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

/// <summary>Grids of some hundred trials, their parameters in any order and the values in none.</summary>
internal static class SmallGrids
{
    public static Gen<SweepSpec> Any { get; } =
        from patterns in Gen.Int[1, 3]
        from iterations in Counts(PerceptronParameters.Iterations, 5000, 4)
        from samples in Counts(PerceptronParameters.Samples, 1000, 3)
        from hidden in Counts(PerceptronParameters.Hidden, 20, 3)
        from replicates in Gen.Long[1, 3]
        from parameters in Gen.Shuffle(new[]
        {
            PerceptronParameters.Patterns([.. Enum.GetValues<Pattern>().Take(patterns)]), samples, iterations,
                PerceptronParameters.LearningRates([0.001, 0.01]), hidden,
        })
        select new SweepSpec("grid", [.. parameters], replicates);

    private static Gen<Parameter> Counts(string name, int high, int most) =>
        Gen.Int[1, high].Array[1, most].Select(values => PerceptronParameters.Counts(name, [.. values.Distinct()]));
}
