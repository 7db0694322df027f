using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Analysis;

public sealed class ConvergenceTableTests
{
    [Fact]
    public void Build_ByPattern_RanksByShareThenMedianThenNotReachedLast()
    {
        var rows = ConvergenceTable.Build(
            [
                Outcome(Pattern.Circle, reached: null), Outcome(Pattern.Circle, replicate: 1, reached: null),
                Outcome(Pattern.Diamond, reached: 900), Outcome(Pattern.Diamond, replicate: 1, reached: 800),
                Outcome(Pattern.CenteredSquare, reached: 300), Outcome(Pattern.CenteredSquare, replicate: 1, reached: 400),
                Outcome(Pattern.ThinRightAngle, reached: 10), Outcome(Pattern.ThinRightAngle, replicate: 1, reached: null),
            ],
            PerceptronParameters.Pattern, Ranking.Perceptron);

        Assert.Equal(["centered_square", "diamond", "thin_right_angle", "circle"], rows.Select(row => row.Group));
        Assert.Equal([1.0, 1.0, 0.5, 0.0], rows.Select(row => row.Share));
        Assert.Equal([300, 800, 10, null], rows.Select(row => row.MedianIterations));
        Assert.Equal([300, 800, 10, null], rows.Select(row => row.BestIterations));
        Assert.Equal([2L, 2, 1, 0], rows.Select(row => row.Reached));
        Assert.All(rows, row => Assert.Equal((PerceptronParameters.Pattern, 2L), (row.By, row.Trials)));
    }

    [Fact]
    public void Build_EqualShareAndNoMedian_RanksByBestThenOwnOrder()
    {
        var rows = ConvergenceTable.Build(
            [Outcome(learningRate: 0.1), Outcome(learningRate: 0.001), Outcome(learningRate: 0.01)], PerceptronParameters.LearningRate, Ranking.Perceptron);
        Assert.Equal(["0.001", "0.01", "0.1"], rows.Select(row => row.Group));
    }

    [Fact]
    public void Build_TrialsThatDifferOnlyInIterations_CountOnceTheLongest()
    {
        var rows = ConvergenceTable.Build(
            [Outcome(iterations: 1000), Outcome(iterations: 5000, reached: 3000), Outcome(iterations: 2000)], PerceptronParameters.Pattern, Ranking.Perceptron);
        var row = Assert.Single(rows);
        Assert.Equal((1L, 1L, 3000), (row.Trials, row.Reached, row.MedianIterations));
        Assert.Equal(5000, row.Best.Point[PerceptronParameters.Iterations].Whole);
    }

    [Fact]
    public void Build_LongPlanPrunedEarly_ShorterPlanThatTrainedLongerCounts()
    {
        var row = Assert.Single(ConvergenceTable.Build(
            [Outcome(iterations: 5000, trained: 100), Outcome(iterations: 1000, reached: 700)], PerceptronParameters.Pattern, Ranking.Perceptron));
        Assert.Equal((1L, 1L, 700), (row.Trials, row.Reached, row.MedianIterations));
    }

    [Fact]
    public void Build_ByIterations_EveryTrialCountsInItsOwnGroup()
    {
        var rows = ConvergenceTable.Build(
            [
                Outcome(iterations: 1000), Outcome(iterations: 5000, reached: 3000),
                Outcome(iterations: 1000, replicate: 1, reached: 900), Outcome(iterations: 5000, replicate: 1, reached: 900),
            ],
            PerceptronParameters.Iterations, Ranking.Perceptron);
        Assert.Equal([("5000", 2L, 1.0), ("1000", 2L, 0.5)], rows.Select(row => (row.Group, row.Trials, row.Share)));
        Assert.Equal([900, 900], rows.Select(row => row.MedianIterations));
    }

    [Fact]
    public void Build_BestSetting_IsByShareThenMedianThenLossOverItsReplicates()
    {
        var rows = ConvergenceTable.Build(
            [
                // One very fast replicate, but only half of them reached.
                Outcome(learningRate: 0.1, reached: 5), Outcome(learningRate: 0.1, replicate: 1),
                Outcome(learningRate: 0.01, reached: 800), Outcome(learningRate: 0.01, replicate: 1, reached: 700),
                Outcome(learningRate: 0.02, reached: 700, loss: 0.09), Outcome(learningRate: 0.02, replicate: 1, reached: 900, loss: 0.05),
                Outcome(learningRate: 0.03, reached: 999), Outcome(learningRate: 0.03, replicate: 1, reached: 998),
            ],
            PerceptronParameters.Pattern, Ranking.Perceptron);
        var best = Assert.Single(rows).Best;
        Assert.Equal(0.02, best.Point[PerceptronParameters.LearningRate].Real);
        Assert.Equal((2L, 2L, 1.0, 700, 0.05), (best.Trials, best.Reached, best.Share, best.MedianIterations, best.BestValue));
    }

    [Fact]
    public void Build_NothingReached_BestSettingIsThatOfTheSmallestLoss()
    {
        var row = Assert.Single(ConvergenceTable.Build(
            [Outcome(learningRate: 0.1, loss: 0.6), Outcome(learningRate: 0.01, loss: 0.3), Outcome(learningRate: 1, loss: double.NaN)],
            PerceptronParameters.Pattern, Ranking.Perceptron));
        Assert.Equal((0.01, 0.3), (row.Best.Point[PerceptronParameters.LearningRate].Real, row.Best.BestValue));
    }

    [Fact]
    public void Build_ByHidden_SettingIsAllOtherParameters()
    {
        var rows = ConvergenceTable.Build(
            [
                Outcome(Pattern.Circle, hidden: 4, reached: 50), Outcome(Pattern.Diamond, hidden: 4, reached: 40),
                Outcome(Pattern.Circle, hidden: 16, reached: 30), Outcome(Pattern.Diamond, hidden: 16),
            ],
            PerceptronParameters.Hidden, Ranking.Perceptron);
        Assert.Equal(["4", "16"], rows.Select(row => row.Group));
        Assert.Equal(["diamond", "circle"], rows.Select(row => row.Best.Point[PerceptronParameters.Pattern].Text));
    }

    [Fact]
    public void Build_ByAParameterThatSomeDoNotHave_HasARowForThose()
    {
        var momentum = Parameter.Of("momentum", new ParameterRange(ParameterKind.Real, 0, 1)) with { When = [new("optimizer", ["sgd"])] };
        var ranking = new Ranking(new SweepSpec("n", [Parameter.Of("optimizer", "sgd", "adam"), momentum], Target: null)
        {
            Trainer = new TrainerSpec("mine"),
            Sampler = SamplerDeclarations.Find("random")!.Preset(),
        });
        TrialOutcome Run(double loss, double? momentum) => new(
            momentum is { } value ? new TrialPoint(["optimizer", "momentum"], ["sgd", value]) : new TrialPoint(["optimizer"], ["adam"]), 0, 10, null, loss);
        var rows = ConvergenceTable.Build([Run(0.3, 0.05), Run(0.1, 0.07), Run(0.2, null), Run(0.4, 0.95)], "momentum", ranking);
        Assert.Equal(["0 – 0.1", "–", "0.9 – 1"], rows.Select(row => row.Group));
        Assert.Equal([2L, 1, 1], rows.Select(row => row.Trials));
        Assert.Equal(["adam", "sgd"], ConvergenceTable.Build([Run(0.3, 0.05), Run(0.2, null)], "optimizer", ranking).Select(row => row.Group));
    }

    [Theory]
    [InlineData(PerceptronParameters.Pattern)]
    [InlineData(PerceptronParameters.LearningRate)]
    [InlineData(PerceptronParameters.Samples)]
    [InlineData(PerceptronParameters.Hidden)]
    [InlineData(PerceptronParameters.Iterations)]
    public void Build_NoOutcomes_NoRows(string by) => Assert.Empty(ConvergenceTable.Build(Array.Empty<TrialOutcome>(), by, Ranking.Perceptron));

    [Fact]
    public void Build_AnyOrderOfOutcomes_GivesTheSameTable()
    {
        var outcomes = Synthetic(4000).ToArray();
        var shuffled = outcomes.ToArray();
        new Random(7).Shuffle(shuffled);
        foreach (var by in Ranking.Perceptron.Names)
            Assert.Equal(ConvergenceTable.Build(outcomes, by, Ranking.Perceptron), ConvergenceTable.Build(shuffled, by, Ranking.Perceptron));
    }

    [Fact]
    public void Build_ManyOutcomes_EveryRunIsCountedOnce()
    {
        var rows = ConvergenceTable.Build(Synthetic(200_000), PerceptronParameters.Pattern, Ranking.Perceptron);
        Assert.Equal(5, rows.Count);
        Assert.Equal(100_000, rows.Sum(row => row.Trials));
    }

    /// <summary>Every run twice, planned for 1,000 and for 5,000 iterations.</summary>
    private static IEnumerable<TrialOutcome> Synthetic(int count) =>
        from i in Enumerable.Range(0, count / 2)
        from iterations in (int[])[1000, 5000]
        let reached = (int)(i * 2654435761L % 8000)
        select Outcome(
            (Pattern)(i % 5), 0.001 * (1 + i / 5 % 40), iterations, 100 + i / 200, replicate: 3,
            reached: reached < iterations ? reached : null, loss: reached * 1e-4);

    private static TrialOutcome Outcome(
        Pattern pattern = Pattern.Circle, double learningRate = 0.001, int iterations = 1000, int samples = 500, int hidden = 4,
        uint replicate = 0, int? reached = null, double loss = 0.5, int? trained = null) =>
        new(new PerceptronPoint(pattern, learningRate, iterations, samples, hidden), replicate, trained ?? iterations, reached, loss);
}
