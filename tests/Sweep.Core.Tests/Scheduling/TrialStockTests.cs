using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class TrialStockTests
{
    [Fact]
    public void Take_FreshSweep_GivesTheLowestNumbersUpToTheCost()
    {
        var stock = Stock(10);
        Assert.Equal([new NumberRange(0, 3)], Take(stock, 3));
        Assert.Equal([new NumberRange(3, 4)], Take(stock, 0.1));
        Assert.Equal(6, stock.FreeCost);
    }

    [Fact]
    public void Take_AfterTakingUp_SkipsWhatIsFinished()
    {
        var stock = Stock(10, 2, new NumberRange(3, 5), new NumberRange(7, 8));
        Assert.Equal([new NumberRange(2, 3), new NumberRange(5, 7), new NumberRange(8, 10)], Take(stock, 100));
        Assert.Empty(Take(stock, 100));
    }

    [Fact]
    public void Take_NumbersThatDoNotFit_StayFree()
    {
        var stock = Stock(10);
        Assert.Equal([new NumberRange(1, 2), new NumberRange(3, 4)], Take(stock, 2, numbers => numbers[0] % 2 == 1));
        Assert.Equal(8, stock.FreeCost);
        Assert.Equal([new NumberRange(0, 1), new NumberRange(2, 3), new NumberRange(4, 6)], Take(stock, 4));
    }

    [Fact]
    public void Take_NumbersWithoutAPoint_AreNotGivenBeforeTheyHaveOne()
    {
        var stock = Stock(10);
        stock.ReadyBelow = 4;
        Assert.Equal(4, stock.FreeCost);
        Assert.Equal([new NumberRange(0, 3)], Take(stock, 3));
        Assert.Equal(1, stock.FreeCost);
        Assert.Equal([new NumberRange(3, 4)], Take(stock, 100));
        Assert.Equal(0, stock.FreeCost);
        Assert.Empty(Take(stock, 100));
        stock.ReadyBelow = 6;
        Assert.Equal([new NumberRange(4, 6)], Take(stock, 100));
        Assert.False(stock.IsComplete);
    }

    [Fact]
    public void Take_GreatCost_StopsAtTheMostOfALease() =>
        Assert.Equal([new NumberRange(0, WorkPacing.MostTrialsALease)], Take(Stock(2 * WorkPacing.MostTrialsALease), double.MaxValue));

    [Fact]
    public void Next_NothingClaimed_StaysFree()
    {
        var stock = Stock(10);
        Assert.Equal(stock.Next(3, mayBeAlone: true)[0].Numbers, stock.Next(3, mayBeAlone: true)[0].Numbers);
        Assert.Equal(10, stock.FreeCost);
    }

    [Fact]
    public void GiveBack_PartlyFinishedLease_FreesOnlyTheRest()
    {
        var stock = Stock(10);
        var lease = Take(stock, 6);
        stock.Finish(1);
        stock.Finish(4);
        GiveBack(stock, lease);
        Assert.Equal(8, stock.FreeCost);
        Assert.Equal([new NumberRange(0, 1), new NumberRange(2, 4), new NumberRange(5, 10)], Take(stock, 100));
    }

    [Fact]
    public void Finish_SameNumberTwice_CountsOnce()
    {
        var stock = Stock(2);
        Assert.True(stock.Finish(0));
        Assert.False(stock.Finish(0));
        Assert.Equal(1, stock.Finished);
        Assert.Equal(1, stock.Frontier);
        Assert.False(stock.IsComplete);
    }

    [Fact]
    public void Next_RunsOfSeveralStops_AreLeasedWholeAndAsOften()
    {
        // Numbers 0 to 2 have 3 iterations, 3 to 5 have 1, 6 to 8 have 2.
        var stock = new TrialStock(DeskSpecs.Space(3, [3, 1, 2]), 0, [new NumberRange(4, 5)]);
        Assert.Equal((9, 1), (stock.TotalCost, stock.FinishedCost));
        Assert.Equal([0, 3, 6], Expand(Take(stock, 3)));
        Assert.Equal([7, 1], stock.LeftOf(stock.RunOf(4)));
        Assert.Equal([1, 7], Expand(Take(stock, 1)));
        stock.Finish(6);
        Assert.Equal((2, 1), (stock.FinishedCost, stock.CostOf(0)));
        Assert.Equal((1, 0), (stock.CostUntil(0, 2), stock.CostUntil(1, 1)));
        stock.Free(stock.RunOf(0));
        Assert.Equal([0, 3], Expand(Take(stock, 1)));
        Assert.Equal([2, 5, 8], Expand(Take(stock, 100)));
        Assert.Empty(Take(stock, 100));
    }

    [Fact]
    public void Finish_StopOfAFreeRun_LeavesTheRestOfItFree()
    {
        var stock = new TrialStock(DeskSpecs.Space(1, [1, 2]), 0, []);
        stock.Finish(0);
        Assert.Equal([1], Expand(Take(stock, 1)));
        stock.Free(stock.RunOf(1));
        stock.Finish(1);
        Assert.True(stock.IsComplete);
        Assert.Empty(Take(stock, 1));
    }

    [Fact]
    public void Next_RunThatDoesNotFitAsAWhole_IsLeasedInParts()
    {
        var stock = new TrialStock(DeskSpecs.Space(2, [1, 2, 3, 4]), 0, []);
        bool Fits(IReadOnlyList<long> numbers) => numbers.Count <= 2 && numbers[^1] < 6;
        Assert.Equal([0, 2], Expand(Take(stock, 1, Fits)));
        stock.Finish(0);
        stock.Finish(2);
        stock.Free(stock.RunOf(0));
        Assert.Equal([4], Expand(Take(stock, 1, Fits)));
        Assert.Equal([7], stock.Unfit(Fits, most: 10));
        Assert.Empty(stock.Unfit(_ => true, most: 10));
    }

    [Fact]
    public void Learn_LossesOfARun_AreThoseOfItsLongestTrialAndWhatKillsAloneEndsTheLongerOnes()
    {
        var stock = new TrialStock(DeskSpecs.Space(2, [1, 2, 3]), 0, []);
        static TrialLosses Died(int times, int alone) => new(times, times, times, alone);
        stock.Learn(new Dictionary<long, TrialLosses> { [0] = Died(3, alone: 0), [4] = Died(1, alone: 0) });
        Assert.Empty(stock.Quarantined());
        var suspect = stock.Next(1, mayBeAlone: true).Single();
        Assert.Equal((Isolation.OwnLease, 3), (suspect.Isolation, Expand(suspect.Numbers).Count()));
        stock.Learn(new Dictionary<long, TrialLosses> { [0] = Died(2, alone: 0), [2] = Died(5, alone: 3), [4] = Died(2, alone: 0) });
        Assert.Equal([(2, 5), (4, 5)], stock.Quarantined().Select(lost => (lost.Number, lost.Losses.Attempts)));
        Assert.Equal([0], Expand(stock.Next(1, mayBeAlone: true).Single().Numbers));
    }

    [Fact]
    public void Stock_AnyOrderOfLeasesLossesAndResults_GrantsEachNumberUntilItIsFinishedOnce() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 4], Gen.Int[0, 1000].Array[1, 400]).Sample((replicates, stops, choices) =>
        {
            var stock = new TrialStock(DeskSpecs.Space(replicates, [.. Enumerable.Range(1, stops)]), 0, []);
            var planned = replicates * stops;
            var open = new List<IReadOnlyList<NumberRange>>();
            var finished = new HashSet<long>();
            foreach (var choice in choices)
            {
                if (choice % 3 == 0 || open.Count == 0)
                {
                    var taken = Take(stock, 1 + choice % 7);
                    var numbers = Expand(taken).ToArray();
                    Assert.DoesNotContain(numbers, n => finished.Contains(n) || open.SelectMany(Expand).Contains(n));
                    Assert.All(numbers, n => Assert.InRange(n, 0, planned - 1));
                    if (taken.Length > 0)
                        open.Add(taken);
                    continue;
                }

                var lease = open[choice % open.Count];
                open.Remove(lease);
                foreach (var number in Expand(lease).Where(n => choice % 2 == 0 || n % 2 == 0))
                    Assert.Equal(finished.Add(number), stock.Finish(number));
                GiveBack(stock, lease);
                Assert.Equal(finished.Count, stock.Finished);
                Assert.Equal(finished.Count == planned, stock.IsComplete);
                Assert.Equal(Enumerable.Range(0, planned + 1).First(n => !finished.Contains(n)), stock.Frontier);
            }
        });

    /// <summary>Trials of cost 1, leased in the order of their numbers.</summary>
    private static TrialStock Stock(int planned, long frontier = 0, params NumberRange[] finishedAbove) =>
        new(DeskSpecs.Space(planned, [1]), frontier, finishedAbove);

    private static NumberRange[] Take(TrialStock stock, double cost, Func<IReadOnlyList<long>, bool>? fits = null)
    {
        NumberRange[] taken = [.. stock.Next(cost, mayBeAlone: true, fits).SelectMany(batch => batch.Numbers)];
        foreach (var number in Expand(taken))
            stock.Claim(number);
        return taken;
    }

    private static void GiveBack(TrialStock stock, IEnumerable<NumberRange> lease)
    {
        foreach (var run in Expand(lease).Select(stock.RunOf).Distinct())
            stock.Free(run);
    }

    private static IEnumerable<long> Expand(IEnumerable<NumberRange> ranges) => ranges.SelectMany(range => range.Numbers());
}
