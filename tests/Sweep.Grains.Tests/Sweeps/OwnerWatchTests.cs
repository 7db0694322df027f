using Sweep.Grains.Owning;

namespace Sweep.Grains.Tests.Sweeps;

public sealed class OwnerWatchTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly DateTimeOffset Until = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly OwnerWatch _watch = new();

    [Fact]
    public void IsSilent_SameWordsForLongerThanAnOwnership_WhateverTheWallClockSays()
    {
        Assert.False(Ask("a", Until, 0));
        Assert.False(Ask("a", Until, 15));
        Assert.True(Ask("a", Until, 15.1));
    }

    [Fact]
    public void IsSilent_OwnerThatRenewsOrChanges_IsNot()
    {
        for (var second = 0; second < 60; second += 10)
            Assert.False(Ask("a", Until.AddSeconds(-second), second));
        Assert.False(Ask("b", Until.AddSeconds(-50), 80));
        Assert.True(Ask("b", Until.AddSeconds(-50), 96));
    }

    [Fact]
    public void IsSilent_NobodyOwnsIt_IsNot()
    {
        Assert.False(Ask(null, null, 0));
        Assert.False(Ask(null, null, 100));
    }

    private bool Ask(string? owner, DateTimeOffset? until, double seconds) => _watch.IsSilent(owner, until, TimeSpan.FromSeconds(seconds), Duration);
}
