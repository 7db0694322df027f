using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Sweeps;

public sealed class DispatchOrderTests
{
    private static readonly Gen<SweepSpec> Spaces =
        from patterns in Gen.Int[1, 3]
        from iterations in Counts(ParameterName.Iterations, 5000)
        from samples in Counts(ParameterName.Samples, 1000)
        from hidden in Counts(ParameterName.Hidden, 20)
        from replicates in Gen.Long[1, 3]
        from shift in Gen.Int[0, 4]
        select new SweepSpec("grid", [.. Rotate(
            [
                new Parameter.Patterns([.. Enum.GetValues<Pattern>().Take(patterns)]), samples, iterations,
                new Parameter.LearningRates([0.001, 0.01]), hidden,
            ], shift)], replicates);

    [Fact]
    public void NumberAt_AnyGrid_IsAPermutationByFallingCostThenNumber() =>
        Spaces.Sample(spec =>
        {
            var space = new SearchSpace(spec);
            var order = new DispatchOrder(spec);
            var numbers = Enumerable.Range(0, (int)space.PlannedTrials).Select(p => order.NumberAt(new Position(p))).ToArray();
            Assert.Equal(Enumerable.Range(0, numbers.Length).Select(n => (long)n), numbers.Order());
            var costs = numbers.Select(n => TrialCost.Of(space.TrialAt(n).Point)).ToArray();
            Assert.Equal(costs.OrderDescending(), costs);
            Assert.Equal(order.IsByNumber, costs.Distinct().Count() == 1);
            for (var p = 0; p < numbers.Length; p++)
                Assert.Equal(new Position(p), order.PositionOf(numbers[p]));
            Assert.Equal(costs.Sum(), order.TotalCost, 1e-9 * costs.Sum());
            var (from, to) = (numbers.Length / 3, numbers.Length / 2);
            Assert.Equal(costs[from..to].Sum(), order.CostOf(new NumberRange(from, to)), 1e-9 * order.TotalCost);
        });

    [Fact]
    public void Frontier_AnyFinishedPositions_IsTheFirstNumberMissing() =>
        Gen.Select(Spaces, Gen.Int[0, 100].Array[0, 60]).Sample((spec, finished) =>
        {
            var planned = new SearchSpace(spec).PlannedTrials;
            var order = new DispatchOrder(spec);
            var positions = new NumberSet();
            var numbers = new HashSet<long>();
            foreach (var f in finished.Select(f => f * planned / 101))
            {
                positions.Add(f);
                numbers.Add(order.NumberAt(new Position(f)));
            }

            Assert.Equal(Enumerable.Range(0, (int)planned + 1).First(n => !numbers.Contains(n)), order.Frontier(positions, planned));
        });

    [Fact]
    public void NumberAt_HugeGrid_KeepsTheOrderOfNumbers()
    {
        var spec = new SweepSpec(
            "huge",
            [
                new Parameter.Patterns([Pattern.Circle]), new Parameter.LearningRates([0.001]),
                new Parameter.Counts(ParameterName.Iterations, [10, 20]), new Parameter.Counts(ParameterName.Samples, [10]),
                new Parameter.Counts(ParameterName.Hidden, [4]),
            ],
            Replicates: 1_000_000);
        Assert.True(new DispatchOrder(spec).IsByNumber);
    }

    private static IEnumerable<Parameter> Rotate(Parameter[] parameters, int by) => parameters.Skip(by).Concat(parameters.Take(by));

    private static Gen<Parameter> Counts(ParameterName name, int high) =>
        Gen.Int[1, high].Array[1, 3].Select(values => (Parameter)new Parameter.Counts(name, [.. values.Distinct()]));
}
