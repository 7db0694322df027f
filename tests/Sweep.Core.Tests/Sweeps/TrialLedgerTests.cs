using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class TrialLedgerTests
{
    [Fact]
    public void Take_FreshSweep_GivesTheLowestNumbersUpToTheCost()
    {
        var ledger = new TrialLedger(10, 0, []);
        Assert.Equal([new NumberRange(0, 3)], ledger.Take(3, 100, _ => 1));
        Assert.Equal([new NumberRange(3, 4)], ledger.Take(0.1, 100, _ => 1));
        Assert.Equal(4, ledger.Leased);
    }

    [Fact]
    public void Take_AfterTakingUp_SkipsWhatIsFinished()
    {
        var ledger = new TrialLedger(10, 2, [new NumberRange(3, 5), new NumberRange(7, 8)]);
        Assert.Equal(
            [new NumberRange(2, 3), new NumberRange(5, 7), new NumberRange(8, 10)],
            ledger.Take(100, 100, _ => 1));
        Assert.Empty(ledger.Take(100, 100, _ => 1));
    }

    [Fact]
    public void Take_NumbersThatDoNotFit_StayFree()
    {
        var ledger = new TrialLedger(10, 0, []);
        Assert.Equal([new NumberRange(1, 2), new NumberRange(3, 4)], ledger.Take(2, 100, _ => 1, number => number % 2 == 1));
        Assert.Equal(2, ledger.Leased);
        Assert.Equal([new NumberRange(0, 1), new NumberRange(2, 3), new NumberRange(4, 6)], ledger.Take(4, 100, _ => 1));
    }

    [Fact]
    public void Take_MostGiven_StopsThere() =>
        Assert.Equal([new NumberRange(0, 4)], new TrialLedger(10, 0, []).Take(100, 4, _ => 1));

    [Fact]
    public void GiveBack_PartlyFinishedLease_FreesOnlyTheRest()
    {
        var ledger = new TrialLedger(10, 0, []);
        var lease = ledger.Take(6, 100, _ => 1);
        ledger.Finish(1);
        ledger.Finish(4);
        GiveBack(ledger, lease);
        Assert.Equal(0, ledger.Leased);
        Assert.Equal([new NumberRange(0, 1), new NumberRange(2, 4), new NumberRange(5, 10)], ledger.Take(100, 100, _ => 1));
    }

    [Fact]
    public void Finish_SameNumberTwice_CountsOnce()
    {
        var ledger = new TrialLedger(2, 0, []);
        Assert.True(ledger.Finish(0));
        Assert.False(ledger.Finish(0));
        Assert.Equal(1, ledger.Finished);
        Assert.Equal(1, ledger.Frontier);
        Assert.False(ledger.IsComplete);
    }

    [Fact]
    public void Ledger_AnyOrderOfLeasesLossesAndResults_GrantsEachNumberUntilItIsFinishedOnce() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[0, 1000].Array[1, 400]).Sample((planned, choices) =>
        {
            var ledger = new TrialLedger(planned, 0, []);
            var open = new List<IReadOnlyList<NumberRange>>();
            var finished = new HashSet<long>();
            foreach (var choice in choices)
            {
                if (choice % 3 == 0 || open.Count == 0)
                {
                    var taken = ledger.Take(1 + choice % 7, 100, _ => 1);
                    var numbers = Expand(taken).ToArray();
                    Assert.DoesNotContain(numbers, n => finished.Contains(n) || open.SelectMany(Expand).Contains(n));
                    Assert.All(numbers, n => Assert.InRange(n, 0, planned - 1));
                    if (taken.Count > 0)
                        open.Add(taken);
                    continue;
                }

                var lease = open[choice % open.Count];
                open.Remove(lease);
                foreach (var number in Expand(lease).Where(n => choice % 2 == 0 || n % 2 == 0))
                    Assert.Equal(finished.Add(number), ledger.Finish(number));
                GiveBack(ledger, lease);
                Assert.Equal(finished.Count, ledger.Finished);
                Assert.Equal(finished.Count == planned, ledger.IsComplete);
                Assert.Equal(Enumerable.Range(0, planned + 1).First(n => !finished.Contains(n)), ledger.Frontier);
            }
        });

    private static void GiveBack(TrialLedger ledger, IEnumerable<NumberRange> lease)
    {
        foreach (var number in Expand(lease))
            ledger.Release(number);
    }

    private static IEnumerable<long> Expand(IEnumerable<NumberRange> runs) =>
        runs.SelectMany(r => Enumerable.Range(0, (int)r.Count).Select(i => r.Start + i));
}
