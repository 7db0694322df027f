using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Sweeps;

public sealed class GridCostTests
{
    [Fact]
    public void Below_AnyNumber_IsTheSumOfTheTrialsBelow() =>
        Spaces.Sample(
            spec =>
            {
                var space = new SearchSpace(spec);
                var costs = new GridCost(spec);
                var sum = 0.0;
                for (var number = 0L; number < space.PlannedTrials; number++)
                {
                    Assert.Equal(sum, costs.Below(number), 1e-9 * costs.Total);
                    sum += TrialCost.Of(space.TrialAt(number).Point);
                }

                Assert.Equal(sum, costs.Total, 1e-9 * costs.Total);
                Assert.Equal(costs.Total, costs.Below(space.PlannedTrials));
            },
            iter: 100);

    [Fact]
    public void Of_HugeGrid_TakesNoVisits()
    {
        var spec = new SweepSpec(
            "huge",
            [
                new Parameter.Patterns([Pattern.Circle]),
                new Parameter.LearningRates([.. Enumerable.Range(1, 1000).Select(i => i / 1000.0)]),
                new Parameter.Counts(ParameterName.Iterations, [.. Enumerable.Range(1, 1000)]),
                new Parameter.Counts(ParameterName.Samples, [.. Enumerable.Range(1, 1000)]),
                new Parameter.Counts(ParameterName.Hidden, [4]),
            ]);
        var costs = new GridCost(spec);
        Assert.Equal(costs.Total, costs.Of(new NumberRange(0, 500_000_000)) + costs.Of(new NumberRange(500_000_000, 1_000_000_000)), 1.0);
    }

    private static Gen<SweepSpec> Spaces { get; } =
        from iterations in Counts(ParameterName.Iterations, 1, 5000)
        from samples in Counts(ParameterName.Samples, 1, 1000)
        from hidden in Counts(ParameterName.Hidden, 1, 256)
        from replicates in Gen.Long[1, 3]
        select new SweepSpec(
            "grid",
            [new Parameter.Patterns([Pattern.Circle, Pattern.Diamond]), samples, iterations, new Parameter.LearningRates([0.001]), hidden],
            replicates);

    private static Gen<Parameter.Counts> Counts(ParameterName name, int low, int high) =>
        Gen.Int[low, high].Array[1, 4].Select(values => new Parameter.Counts(name, [.. values.Distinct()]));
}
