using Sweep.Grains.Trials;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TrialChoiceTests
{
    [Fact]
    public void Keeps_FirstFailedAndSlowTrials_WhateverTheShare()
    {
        var choice = new TrialChoice(0);
        Assert.True(choice.Keeps(0, 0.01, 0.01, failed: false));
        Assert.True(choice.Keeps(TrialChoice.FirstTrials - 1, 0.01, 0.01, failed: false));
        Assert.False(choice.Keeps(TrialChoice.FirstTrials, 0.01, 0.01, failed: false));
        Assert.True(choice.Keeps(1000, 0.01, 0.01, failed: true));
        Assert.True(choice.Keeps(1001, 0.2, 0.01, failed: false));
        Assert.False(choice.Keeps(1002, 0.2, usual: null, failed: false));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1000)]
    public void Keeps_AlikeTrials_GivesTheShare(double share, int kept)
    {
        var choice = new TrialChoice(share);
        Assert.Equal(kept, Enumerable.Range(100, 1000).Count(number => choice.Keeps(number, 0.01, 0.01, failed: false)));
    }
}
