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
        Assert.Equal(4, stock.Taken);
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
        Assert.Equal([new NumberRange(1, 2), new NumberRange(3, 4)], Take(stock, 2, number => number % 2 == 1));
        Assert.Equal(2, stock.Taken);
        Assert.Equal([new NumberRange(0, 1), new NumberRange(2, 3), new NumberRange(4, 6)], Take(stock, 4));
    }

    [Fact]
    public void Take_GreatCost_StopsAtTheMostOfALease() =>
        Assert.Equal([new NumberRange(0, WorkPacing.MostTrialsALease)], Take(Stock(2 * WorkPacing.MostTrialsALease), double.MaxValue));

    [Fact]
    public void Next_NothingClaimed_StaysFree()
    {
        var stock = Stock(10);
        Assert.Equal(stock.Next(3, mayBeAlone: true)[0].Numbers, stock.Next(3, mayBeAlone: true)[0].Numbers);
        Assert.Equal(0, stock.Taken);
    }

    [Fact]
    public void GiveBack_PartlyFinishedLease_FreesOnlyTheRest()
    {
        var stock = Stock(10);
        var lease = Take(stock, 6);
        stock.Finish(1);
        stock.Finish(4);
        GiveBack(stock, lease);
        Assert.Equal(0, stock.Taken);
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
    public void Stock_AnyOrderOfLeasesLossesAndResults_GrantsEachNumberUntilItIsFinishedOnce() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1000].Array[1, 400]).Sample((planned, choices) =>
        {
            var stock = Stock(planned);
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

    private static NumberRange[] Take(TrialStock stock, double cost, Func<long, bool>? fits = null)
    {
        NumberRange[] taken = [.. stock.Next(cost, mayBeAlone: true, fits).SelectMany(batch => batch.Numbers)];
        foreach (var number in Expand(taken))
            stock.Claim(number);
        return taken;
    }

    private static void GiveBack(TrialStock stock, IEnumerable<NumberRange> lease)
    {
        foreach (var number in Expand(lease))
            stock.Free(number);
    }

    private static IEnumerable<long> Expand(IEnumerable<NumberRange> ranges) => ranges.SelectMany(range => range.Numbers());
}
