using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class PlaceShareTests
{
    [Theory]
    [InlineData(2, 0, 2, 0, 2)]
    [InlineData(6, 0, 2, 4, 2)]
    [InlineData(3, 0, 2, 2, 1)]
    [InlineData(1, 0, 4, 1, 0)]
    [InlineData(1, 1, 4, 0, 1)]
    [InlineData(5, 3, 1, 2, 1)]
    // A silo whose owner has changed keeps what it has while others are not heard of yet, and gets no more.
    [InlineData(4, 2, 4, int.MaxValue, 2)]
    [InlineData(4, 0, 4, int.MaxValue, 0)]
    public void Grant_Silo_GetsWhatIsFreeAndKeepsWhatItUses(int limit, int held, int wanted, long others, int expected) =>
        Assert.Equal(expected, PlaceShare.Grant(limit, held, wanted, others));

    [Theory]
    [InlineData(4, 1.0, 0, 4)]
    [InlineData(4, 0.5, 0, 4)]
    [InlineData(4, 0.5, 3, 2)]
    [InlineData(4, 0.5, 100, 2)]
    [InlineData(1, 0.1, 5, 1)]
    public void Wanted_SlotsSharedWithOthers_IsWhatTheyLeaveAndItsPartAtLeast(int slots, double portion, int others, int expected) =>
        Assert.Equal(expected, PlaceShare.Wanted(slots, portion, others));

    /// <summary>Silos that ask in any order, that use fewer places now and then, and whose owner may change: never more than the limit at once.</summary>
    [Fact]
    public void Grant_SilosAskInAnyOrder_NeverMoreThanTheLimitAtOnce()
    {
        Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Bool).Array[1, 60]).Sample((limit, asks) =>
        {
            var (held, known) = (new int[4], new bool[4]);
            foreach (var (silo, wanted, ownerChanges) in asks)
            {
                if (ownerChanges)
                    Array.Clear(known);
                var others = Enumerable.Range(0, 4).Where(other => other != silo).Sum(
                    other => held[other] == 0 ? 0 : known[other] ? held[other] : (long)int.MaxValue);
                var given = PlaceShare.Grant(limit, held[silo], wanted, others);
                Assert.InRange(given, 0, Math.Min(limit, wanted));
                (held[silo], known[silo]) = (given, true);
                Assert.InRange(held.Sum(), 0, limit);
            }
        });
    }
}
