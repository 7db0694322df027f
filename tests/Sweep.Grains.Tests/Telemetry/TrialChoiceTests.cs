using Sweep.Core.Patterns;
using Sweep.Core.Trials;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Tests.Telemetry;

public sealed class TrialChoiceTests
{
    [Fact]
    public void Keeps_FirstFailedAndSlowTrials_WhateverTheShare()
    {
        var choice = new TrialChoice(0);
        Assert.True(choice.Keeps(Trial(0), 0.01, failed: false));
        Assert.True(choice.Keeps(Trial(TrialChoice.FirstTrials - 1), 0.01, failed: false));
        Assert.False(choice.Keeps(Trial(TrialChoice.FirstTrials), 0.01, failed: false));
        Assert.True(choice.Keeps(Trial(1000), 0.01, failed: true));
        Assert.True(choice.Keeps(Trial(1001), 0.2, failed: false));
        Assert.False(choice.Keeps(Trial(1002), 0.01, failed: false));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1000)]
    public void Keeps_AlikeTrials_GivesTheShare(double share, int kept)
    {
        var choice = new TrialChoice(share);
        Assert.Equal(kept, Enumerable.Range(100, 1000).Count(number => choice.Keeps(Trial(number), 0.01, failed: false)));
    }

    private static TrialDefinition Trial(long number) => new(number, new TrialPoint(Pattern.Circle, 0.001, 100, 100, 4), 0, 0, 1241);
}
