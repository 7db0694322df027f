using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Tests.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Sweeps;

public sealed class DispatchOrderTests
{
    [Fact]
    public void RunAt_AnyGrid_IsAPermutationByFallingCostThenIndex() =>
        SmallGrids.Any.Sample(spec =>
        {
            var (space, grid, order) = Create(spec);
            var runs = Enumerable.Range(0, (int)grid.Count).Select(p => order.RunAt(new Position(p))).ToArray();
            Assert.Equal(Enumerable.Range(0, runs.Length).Select(n => (long)n), runs.Order());
            var costs = runs.Select(run => TrialModel.Perceptron.CostOf(space.TrialAt(grid.NumberOf(run, grid.Stops - 1)).Point)).ToArray();
            Assert.Equal(costs.OrderDescending(), costs);
            Assert.Equal(order.IsByRun, costs.Distinct().Count() == 1);
            for (var p = 0; p < runs.Length; p++)
            {
                Assert.Equal(new Position(p), order.PositionOf(runs[p]));
                Assert.Equal(costs[p], order.CostOf(new Position(p)), 1e-9 * order.TotalCost);
                Assert.True(p == 0 || costs[p] < costs[p - 1] || runs[p] > runs[p - 1]);
            }

            Assert.Equal(costs.Sum(), order.TotalCost, 1e-9 * costs.Sum());
            var (from, to) = (runs.Length / 3, runs.Length / 2);
            Assert.Equal(costs[from..to].Sum(), order.CostOf(new NumberRange(from, to)), 1e-9 * order.TotalCost);
            var positions = order.PositionsOf(new NumberRange(from, to)).SelectMany(range => range.Numbers());
            Assert.Equal(Enumerable.Range(from, to - from).Select(run => order.PositionOf(run).Index).Order(), positions);
        });

    [Fact]
    public void Frontier_AnyFinishedTrials_IsTheFirstNumberMissing() =>
        Gen.Select(SmallGrids.Any, Gen.Int[0, 100].Array[0, 60]).Sample((spec, finished) =>
        {
            var (space, grid, order) = Create(spec);
            NumberSet[] reached = [.. Enumerable.Range(0, grid.Stops).Select(_ => new NumberSet())];
            var numbers = finished.Select(f => f * space.PlannedTrials / 101).ToHashSet();
            foreach (var (run, stop) in numbers.Select(grid.Find))
                reached[stop].Add(order.PositionOf(run).Index);
            Assert.Equal(Enumerable.Range(0, (int)space.PlannedTrials + 1).First(n => !numbers.Contains(n)), order.Frontier(reached));
        });

    [Fact]
    public void RunAt_HugeGrid_KeepsTheOrderOfTheGrid() => Assert.True(Create(new SweepSpec(
        "huge",
        [
            PerceptronParameters.Patterns([Pattern.Circle]), PerceptronParameters.LearningRates([0.001]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [10, 20]), PerceptronParameters.Counts(PerceptronParameters.Samples, [10, 20]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        Replicates: 1_000_000)).Order.IsByRun);

    private static (SearchSpace Space, RunGrid Grid, DispatchOrder Order) Create(SweepSpec spec)
    {
        var space = new SearchSpace(spec);
        var grid = new RunGrid(space);
        return (space, grid, new DispatchOrder(space, grid));
    }
}
