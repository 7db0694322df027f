using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Analysis;

/// <summary>Ranking of trainers other than the perceptron.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Build_GoalToMaximizeWithoutTarget_RanksByTheGreatestValue()
    {
        var spec = Read("parameters: { depth: [2, 1, 3], kind: [b, a] }\ntrainer: forest\nobjective: { metric: auc, goal: maximize }");
        var ranking = new Ranking(spec);
        Assert.Equal(("depth", null, false), (ranking.By, ranking.Resource, ranking.HasTarget));
        var rows = ConvergenceTable.Build(
            [Outcome(1, "a", 0.6), Outcome(1, "b", 0.7), Outcome(2, "a", 0.9), Outcome(2, "b", double.NaN), Outcome(3, "a", 0.8), Outcome(3, "b", 0.85)],
            "depth", ranking);
        Assert.Equal(["2", "3", "1"], rows.Select(row => row.Group));
        Assert.Equal([("a", 0.9), ("b", 0.85), ("b", 0.7)], rows.Select(row => (row.Best.Point["kind"].Text, row.Best.BestValue)));
        Assert.All(rows, row => Assert.Equal("auc", row.Best.Metric));
    }

    [Fact]
    public void Build_ResourceOfATrainer_TheLongestCountsUnlessItIsRankedBy()
    {
        var spec = Read("parameters: { rate: [0.5, 1.0], epochs: [10, 20] }\ntrainer: { name: forest, resource: epochs, prefix: true }\ntarget: { loss: 0.1 }");
        var ranking = new Ranking(spec);
        TrialOutcome Run(double rate, int epochs, int? reached) => new(new TrialPoint(["rate", "epochs"], [rate, epochs]), 0, epochs, reached, 0.2);
        TrialOutcome[] outcomes = [Run(0.5, 10, null), Run(0.5, 20, 15), Run(1, 10, 7), Run(1, 20, 7)];
        var rates = ConvergenceTable.Build(outcomes, "rate", ranking);
        Assert.Equal([("1", 1L, 7), ("0.5", 1L, 15)], rates.Select(row => (row.Group, row.Trials, row.MedianIterations!.Value)));
        Assert.Equal([("20", 2L), ("10", 2L)], ConvergenceTable.Build(outcomes, "epochs", ranking).Select(row => (row.Group, row.Trials)));
    }

    private static TrialOutcome Outcome(int depth, string kind, double best) => new(new TrialPoint(["depth", "kind"], [depth, kind]), 0, 1, null, best);

    private static SweepSpec Read(string text)
    {
        var read = SpecReader.Read($"name: n\n{text}");
        Assert.Empty(read.Errors);
        return read.Spec!;
    }
}
