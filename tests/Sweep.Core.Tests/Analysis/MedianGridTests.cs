using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Analysis;

public sealed class MedianGridTests
{
    [Fact]
    public void Build_Runs_PoolsReplicatesAndHiddenAndKeepsTheLongest()
    {
        TrialOutcome[] outcomes =
        [
            Outcome(Pattern.Diamond, 0.01, 1000, 500, 4, 0, 700),
            Outcome(Pattern.Circle, 0.01, 1000, 500, 4, 0, null), Outcome(Pattern.Circle, 0.01, 5000, 500, 4, 0, 1200),
            Outcome(Pattern.Circle, 0.01, 1000, 500, 4, 1, 900), Outcome(Pattern.Circle, 0.01, 1000, 500, 8, 0, null),
            Outcome(Pattern.Circle, 0.01, 1000, 100, 4, 0, null),
        ];
        var cells = MedianGrid.Build(SettingRuns.Of(outcomes, PerceptronParameters.Pattern, Ranking.Perceptron), Ranking.Perceptron);
        Assert.Equal(
            [
                new MedianCell("circle", 0.01, 100, 1, 0, null),
                new MedianCell("circle", 0.01, 500, 3, 2, 1200),
                new MedianCell("diamond", 0.01, 500, 1, 1, 700),
            ],
            cells);
    }

    private static TrialOutcome Outcome(
        Pattern pattern, double learningRate, int iterations, int samples, int hidden, uint replicate, int? reached) =>
        new(new PerceptronPoint(pattern, learningRate, iterations, samples, hidden), replicate, iterations, reached, 0.3);
}
