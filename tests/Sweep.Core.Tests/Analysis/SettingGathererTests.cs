using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Analysis;

public sealed class SettingGathererTests
{
    private static readonly Gen<TrialOutcome[]> Outcomes = Gen.Select(
        Gen.Int[1, 2], Gen.Int[1, 3], Gen.UInt[0, 3], Gen.Int[1, 30], Gen.Bool, Gen.Double[0, 1],
        (rate, steps, replicate, trained, hasReached, best) => new TrialOutcome(
            PointOf(rate, 10 * steps), replicate, trained, hasReached ? trained : null, best)
        {
            FirstNumber = rate * 100 + steps,
        }).Array[0, 60];

    [Theory]
    [InlineData(PerceptronParameters.LearningRate)]
    [InlineData(PerceptronParameters.Iterations)]
    public void Build_AnyOutcomes_AreTheRunsThatCountBySetting(string by) => Outcomes.Sample(outcomes =>
    {
        var (ranking, isByResource) = (Ranking.Perceptron, by == PerceptronParameters.Iterations);
        var counted = isByResource ? outcomes.DistinctBy(outcome => (outcome.Point, outcome.Replicate)) : LongestRuns.Of(outcomes, ranking);
        var settings = counted.GroupBy(outcome => isByResource ? outcome.Point : ranking.SettingOf(outcome.Point)).Select(runs =>
        {
            var longest = runs.MaxBy(run => run.Point[PerceptronParameters.Iterations].Whole);
            return (longest.Point, longest.FirstNumber, runs.Min(run => run.BestValue), string.Join(' ', runs.Select(run => Observation.Of(run))));
        });
        var gatherer = new SettingGatherer(by, ranking);
        foreach (var outcome in outcomes)
            gatherer.Add(outcome);
        Assert.Equal(
            settings,
            gatherer.Build().Select(setting => (setting.Point, setting.FirstNumber, setting.BestValue, string.Join(' ', setting.Runs.ToArray()))));
    });

    private static TrialPoint PointOf(int rate, int steps) => new(
        [.. PerceptronParameters.All.Select(parameter => parameter.Name)],
        [
            ParameterValue.FromText("circle"), ParameterValue.FromReal(rate), ParameterValue.FromWhole(steps), ParameterValue.FromWhole(9),
            ParameterValue.FromWhole(4),
        ]);
}
