using System.Numerics;
using CsCheck;
using Sweep.Core.Analysis;

namespace Sweep.Core.Tests.Analysis;

public sealed class KaplanMeierTests
{
    [Fact]
    public void Median_AllReached_IsTheFirstTimeThatHalfHaveReached()
    {
        Assert.Equal(20, KaplanMeier.Median([R(10), R(20), R(30), R(40)]));
        Assert.Equal(20, KaplanMeier.Median([R(30), R(10), R(20)]));
        Assert.Equal(7, KaplanMeier.Median([R(7)]));
    }

    [Fact]
    public void Median_NoRunsOrNoneReached_IsNull()
    {
        Assert.Null(KaplanMeier.Median([]));
        Assert.Null(KaplanMeier.Median([C(100), C(200)]));
    }

    [Fact]
    public void Median_SurvivalStaysAboveHalf_IsNull() => Assert.Null(KaplanMeier.Median([R(10), C(50), C(50)]));

    [Fact]
    public void Median_HalfReachedAndTheRestCensoredLater_IsTheLastReached() =>
        Assert.Equal(12, KaplanMeier.Median([R(10), R(12), C(50), C(50)]));

    [Fact]
    public void Median_CensoredBefore_CountsOnlyThoseAtRisk()
    {
        // S(10) = 4/5, then two are censored, S(30) = 4/5 · 1/2 = 2/5.
        Assert.Equal(30, KaplanMeier.Median([R(10), C(20), C(20), R(30), C(40)]));
    }

    [Fact]
    public void Median_CensoredAtTheTimeOfAnother_IsStillAtRiskThere()
    {
        // S(10) = 2/3 with the censored run at risk; without it S(10) would be 1/2.
        Assert.Equal(20, KaplanMeier.Median([R(10), C(10), R(20)]));
    }

    [Theory]
    [InlineData(33, 6, 9, 7)]
    [InlineData(36, 14, 11, 2)]
    [InlineData(51, 15, 12, 7)]
    public void Median_ExactHalfThatDoublesRoundAbove_IsNotMissed(int runs, int first, int censored, int second)
    {
        var left = runs - first - censored;
        Assert.True((double)(runs - first) / runs * ((double)(left - second) / left) > 0.5);
        Observation[] all =
        [
            .. Enumerable.Repeat(R(1), first), .. Enumerable.Repeat(C(2), censored),
            .. Enumerable.Repeat(R(3), second), .. Enumerable.Repeat(C(4), left - second),
        ];
        Assert.Equal(3, KaplanMeier.Median(all));
    }

    [Fact]
    public void Median_AnyRuns_IsThatOfTheDefinitionInFractions() =>
        Gen.Select(Gen.Int[0, 12], Gen.Bool).Select((time, reached) => new Observation(time, reached)).Array[0, 40]
            .Sample(runs => Assert.Equal(ByDefinition(runs), KaplanMeier.Median(runs)), iter: 5000);

    private static int? ByDefinition(Observation[] runs)
    {
        foreach (var t in runs.Where(run => run.Reached).Select(run => run.Iterations).Distinct().Order())
        {
            BigInteger above = 1, below = 1;
            foreach (var at in runs.Where(run => run.Reached && run.Iterations <= t).Select(run => run.Iterations).Distinct())
            {
                var atRisk = runs.Count(run => run.Iterations >= at);
                above *= atRisk - runs.Count(run => run.Reached && run.Iterations == at);
                below *= atRisk;
            }
            if (2 * above <= below)
                return t;
        }
        return null;
    }

    private static Observation R(int iterations) => new(iterations, true);

    private static Observation C(int iterations) => new(iterations, false);
}
