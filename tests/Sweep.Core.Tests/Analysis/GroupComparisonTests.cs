using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Core.Tests.Analysis;

public sealed class GroupComparisonTests
{
    private static readonly Gen<Observation[]> Runs = Gen.Select(
        Gen.Int[1, 12], Gen.Bool, Gen.UInt[0, 3], (iterations, reached, replicate) => new Observation(iterations, reached, replicate)).Array[1, 30];

    public static TheoryData<string> Names => [.. GoldenStatistics.All.Survival.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_GoldenCase_IsWhatRsSurvivalSays(string name)
    {
        var golden = GoldenStatistics.All.Survival.Single(one => one.Name == name);

        var comparison = GroupComparison.Of(golden.Groups());

        Assert.Equal(golden.Horizon, comparison.Horizon);
        Assert.Equal(golden.Observed.Length - 1, comparison.Degrees);
        Close(golden.ChiSquare, comparison.ChiSquare);
        Close(golden.PValue, comparison.PValue);
        Assert.Equal(golden.Observed, comparison.Groups.Select(group => group.Reached));
        for (var k = 0; k < comparison.Groups.Count; k++)
        {
            var group = comparison.Groups[k];
            Close(golden.Expected[k], group.Expected);
            Assert.Equal(golden.Median[k], (double?)group.MedianIterations);
            Assert.Equal((golden.MedianLow[k], golden.MedianHigh[k]), (group.MedianLow, group.MedianHigh));
            Close(golden.Mean[k], group.RestrictedMean.Value);
            Close(golden.MeanError[k], group.RestrictedMean.StandardError);
        }

        for (var k = 0; k < comparison.Pairs.Count; k++)
        {
            Close(golden.PairChiSquare[k], comparison.Pairs[k].ChiSquare);
            Close(golden.PairPValue[k], comparison.Pairs[k].PValue);
            Close(golden.PairCorrected[k], comparison.Pairs[k].HolmPValue);
        }

        Assert.Equal(golden.PairChiSquare.Length, comparison.Pairs.Count);
    }

    [Fact]
    public void Of_RunsInAnotherOrder_IsTheSameToTheBit() => Gen.Select(Runs, Runs, Runs).Sample((one, two, three) =>
    {
        var forward = GroupComparison.Of([("a", one), ("b", two), ("c", three)]);
        var backward = GroupComparison.Of([("a", [.. one.Reverse()]), ("b", [.. two.Reverse()]), ("c", [.. three.Reverse()])]);
        Assert.Equal((forward.ChiSquare, forward.PValue, forward.Horizon), (backward.ChiSquare, backward.PValue, backward.Horizon));
        Assert.Equal(forward.Groups, backward.Groups);
        Assert.Equal(forward.Pairs, backward.Pairs);
    });

    [Fact]
    public void Of_AnyRuns_TestsWithinBoundsAndExpectsAsManyAsReached() => Gen.Select(Runs, Runs, Runs).Sample((one, two, three) =>
    {
        var comparison = GroupComparison.Of([("a", one), ("b", two), ("c", three)]);
        Assert.InRange(comparison.PValue, 0, 1);
        Assert.InRange(comparison.Degrees, 0, 2);
        Assert.True(comparison.ChiSquare >= 0);
        Assert.Equal(comparison.Groups.Sum(group => group.Reached), comparison.Groups.Sum(group => group.Expected), 1e-9);
        Assert.All(comparison.Groups, group => Assert.InRange(group.RestrictedMean.Value, 0, comparison.Horizon));
        Assert.All(comparison.Pairs, pair => Assert.InRange(pair.HolmPValue, pair.PValue, 1));
    });

    [Fact]
    public void Of_GroupsInAnotherOrder_TestsTheSame() => Gen.Select(Runs, Runs, Runs).Sample((one, two, three) =>
    {
        var (forward, turned) = (LogRankTest.Of([one, two, three]), LogRankTest.Of([three, one, two]));
        Assert.Equal(forward.Degrees, turned.Degrees);
        Assert.Equal(forward.ChiSquare, turned.ChiSquare, 1e-6 * (1 + forward.ChiSquare));
    });

    // Where two replicates are as different as this, pooled runs would hide what each shows by itself.
    [Fact]
    public void Of_ReplicatesOfDifferentSpeed_ComparesWithinEach()
    {
        Observation[] quick = [.. Enumerable.Range(0, 20).Select(k => new Observation(k % 2 == 0 ? 10 + k : 1000 + k, Reached: true, (uint)(k % 2)))];
        Observation[] slow = [.. quick.Select(run => run with { Iterations = run.Iterations + 6 })];

        var apart = LogRankTest.Of([quick, slow]);
        var pooled = LogRankTest.Of([[.. quick.Select(run => run with { Replicate = 0 })], [.. slow.Select(run => run with { Replicate = 0 })]]);

        Assert.True(apart.PValue < 0.01);
        Assert.True(pooled.PValue > 0.05);
    }

    [Fact]
    public void Of_PartsOfARange_ComparesAllRunsOfEach()
    {
        var ranking = new Ranking(new SweepSpec("ranges", [Parameter.Of("rate", new ParameterRange(ParameterKind.Real, 0, 1))])
        {
            Trainer = new TrainerSpec(TrainerSpec.CommandName),
        });
        TrialOutcome OutcomeOf(int k) => new(new TrialPoint(["rate"], [ParameterValue.FromReal((k + 0.5) / 50)]), 0, 100, 10 + k, 0.1);
        var settings = SettingRuns.Of(Enumerable.Range(0, 50).Select(OutcomeOf), "rate", ranking);
        var rows = ConvergenceTable.Build(settings, "rate", ranking);

        var comparison = GroupComparison.Of(settings, rows, ranking);

        Assert.Equal(10, rows.Count);
        Assert.Equal(rows.Select(row => (row.Group, row.Trials)), comparison.Groups.Select(group => (group.Name, group.Runs)));
        Assert.All(comparison.Groups, group => Assert.Equal(5, group.Runs));
    }

    [Fact]
    public void Of_GroupsThatShareNoReplicate_AreNotTested()
    {
        var comparison = GroupComparison.Of([("a", [new(5, Reached: true)]), ("b", [new(9, Reached: true, 1)])]);

        Assert.Equal((0.0, 0, 1.0), (comparison.ChiSquare, comparison.Degrees, comparison.PValue));
    }

    [Fact]
    public void Of_MoreGroupsThanAreCompared_Throws() => Assert.Throws<ArgumentException>(
        () => GroupComparison.Of([.. Enumerable.Range(0, GroupComparison.MostGroups + 1).Select(k => ($"{k}", new[] { new Observation(k, Reached: true) }))]));

    // S is 1 to 4, 2/3 to 6, 1/3 from there on.
    [Fact]
    public void Mean_ByHand_IsTheAreaBelowTheCurve()
    {
        var mean = RestrictedMean.Of([new(4, true), new(6, true), new(10, false)], 9);

        Assert.Equal(4 + 2 * (2.0 / 3) + 3 * (1.0 / 3), mean.Value, 12);
        Assert.Equal(Math.Sqrt(Math.Pow(2 * (2.0 / 3) + 1, 2) / (3 * 2) + 1.0 / (2 * 1)), mean.StandardError, 12);
    }

    [Fact]
    public void Correction_ByHand_NeverFallsAndNeverPassesOne()
    {
        double[] corrected = [0.04, 0.04, 0.9, 0.06];

        Assert.Equal(corrected, HolmCorrection.Of([0.01, 0.0125, 0.9, 0.03]).Select(p => Math.Round(p, 12)));
        Assert.Equal([1, 1], HolmCorrection.Of([0.6, 0.8]));
        Assert.Empty(HolmCorrection.Of([]));
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Abs(expected));
}
