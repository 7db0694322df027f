using Sweep.Core.Pruners;

namespace Sweep.Core.Tests.Pruners;

public sealed class RungLadderTests
{
    [Theory]
    [InlineData(1, 3, 243, new[] { 1, 3, 9, 27, 81 })]
    [InlineData(1, 3, 244, new[] { 1, 3, 9, 27, 81, 243 })]
    [InlineData(10, 4, 41, new[] { 10, 40 })]
    [InlineData(2, 2, 2, new int[0])]
    [InlineData(1_000, 1_000, 1_000_000_000, new[] { 1_000, 1_000_000 })]
    public void Rungs_OfAFactor_AreWholeMultiplesBelowTheEnd(int min, int factor, int steps, int[] expected) =>
        Assert.Equal(expected, new RungLadder(new PrunerSpec(PrunerKind.Asha, min, factor), steps).Rungs);

    [Fact]
    public void From_AStep_IsTheFirstRungThatIsNotBefore()
    {
        var ladder = new RungLadder(new PrunerSpec(PrunerKind.Asha, 1), 27);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3], new[] { 0, 1, 2, 3, 4, 9, 10 }.Select(ladder.From));
    }

    [Fact]
    public void ShareAfter_AllRungs_IsTheWholeTrialTogether()
    {
        var ladder = new RungLadder(new PrunerSpec(PrunerKind.Asha, 1), 27);
        Assert.Equal(1, Enumerable.Range(-1, 4).Sum(ladder.ShareAfter), 12);
        Assert.Equal(1 / 27.0, ladder.ShareAfter(-1));
        Assert.Equal(18 / 27.0, ladder.ShareAfter(2));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    public void Ladder_ThatWouldNotRise_IsRefused(int min, int factor) =>
        Assert.Throws<ArgumentException>(() => new RungLadder(new PrunerSpec(PrunerKind.Asha, min, factor), 10));
}
