using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Runs, costs and memory of trainers of which nothing is known.</summary>
public sealed class PlainModelTests
{
    private const string Grid = "name: n\nparameters: { rate: [0.5, 1.0], epochs: [20, 5, 10] }\nreplicates: 2\ntrainer: ";

    [Theory]
    [InlineData("{ name: forest, resource: epochs, prefix: true }", 4, 3)]
    [InlineData("{ name: forest, resource: epochs }", 12, 1)]
    [InlineData("forest", 12, 1)]
    public void RunGrid_OfATrainer_SharesWhatTheSpecSays(string trainer, long runs, int stops)
    {
        var space = Space(trainer);
        var grid = new RunGrid(space);
        Assert.Equal((runs, stops), (grid.Count, grid.Stops));
        for (var number = 0L; number < space.PlannedTrials; number++)
        {
            var (run, stop) = grid.Find(number);
            Assert.Equal(number, grid.NumberOf(run, stop));
            if (stops > 1)
                Assert.Equal(grid.Steps[stop], space.StepsOf(space.TrialAt(number)));
        }
    }

    [Theory]
    [InlineData("{ name: forest, resource: epochs, prefix: true }")]
    [InlineData("{ name: forest, resource: epochs }")]
    [InlineData("forest")]
    public void GridCost_OfATrainer_IsTheSumOfItsRunsTrainedToTheirEnds(string trainer)
    {
        var space = Space(trainer);
        var (grid, model) = (new RunGrid(space), TrialModel.Of(space.Spec));
        var runs = Enumerable.Range(0, (int)grid.Count).Select(run => model.CostOf(space.TrialAt(grid.NumberOf(run, grid.Stops - 1)).Point)).ToArray();
        var costs = new GridCost(space.Spec);
        Assert.Equal(runs.Sum(), costs.Total, costs.Total * 1e-12);
        for (var run = 0; run < runs.Length; run++)
            Assert.Equal(runs[run], costs.Of(new NumberRange(run, run + 1)), runs[run] * 1e-9);
    }

    [Fact]
    public void DispatchOrder_ResourceThatIsNotShared_LeasesTheLongestFirst()
    {
        var space = Space("{ name: forest, resource: epochs }");
        var grid = new RunGrid(space);
        var order = new DispatchOrder(space, grid);
        var steps = Enumerable.Range(0, 12).Select(place => space.StepsOf(space.TrialAt(grid.NumberOf(order.RunAt(new Position(place)), 0)))).ToArray();
        Assert.Equal(steps.OrderDescending(), steps);
    }

    [Fact]
    public void Need_OfACommandWithALimit_IsThatLimit()
    {
        var space = Space("{ command: [a], limits: { memory: 1GiB } }");
        var model = TrialModel.Of(space.Spec);
        var need = model.RunNeedOf([space.TrialAt(0).Point], 1, CurveEncoding.Pieces, resumes: false);
        Assert.Equal(1L << 30, need.Native);
        Assert.True(new MemoryRoom(need.Managed, need.Total).Holds(model.MostOf(space.Spec, CurveEncoding.Pieces)));
        Assert.StartsWith(
            "may take 1,024 MiB by trainer.limits.memory, and no silo has more for trials than 512 MiB",
            model.Refusal(space.TrialAt(0).Point, 1, need, new MemoryRoom(512 << 20, 512 << 20)), StringComparison.Ordinal);
    }

    private static SearchSpace Space(string trainer)
    {
        var read = SpecReader.Read(Grid + trainer + "\n");
        Assert.Empty(read.Errors);
        return new SearchSpace(read.Spec!);
    }
}
