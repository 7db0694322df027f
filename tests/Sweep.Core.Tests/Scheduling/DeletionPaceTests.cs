using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class DeletionPaceTests
{
    [Theory]
    [InlineData(500, 100, 1000)]
    [InlineData(500, 300, 1000)]
    [InlineData(500, 301, 250)]
    [InlineData(4000, 1, 5000)]
    [InlineData(30, 2000, 20)]
    public void Next_ByWhatAPieceTook_TakesMoreRowsOrFewer(int rows, int milliseconds, int next) =>
        Assert.Equal((next, TimeSpan.Zero), DeletionPace.Next(rows, TimeSpan.FromMilliseconds(milliseconds), othersWork: false, deletions: 2));

    [Theory]
    [InlineData(0, 900)]
    [InlineData(1, 900)]
    [InlineData(4, 3900)]
    public void Next_BesideASweepThatRuns_TakesATenthOfTheTimeHoweverManyAreDeleted(int deletions, int rest) =>
        Assert.Equal((1000, TimeSpan.FromMilliseconds(rest)), DeletionPace.Next(500, TimeSpan.FromMilliseconds(100), othersWork: true, deletions));
}
