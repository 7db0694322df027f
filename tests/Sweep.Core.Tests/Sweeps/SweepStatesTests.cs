using Sweep.Core.Sweeps;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Sweeps;

public sealed class SweepStatesTests
{
    [Fact]
    public void All_States_AreThePagesWords()
    {
        Assert.Equal(["running", "paused", "completed", "failed", "cancelled"], SweepStates.All);
        Assert.Equal(["waiting", "running", "completed", "pruned", "failed", "cancelled"], TrialStates.All);
    }

    [Fact]
    public void TryParse_EveryName_IsTheInverseOfToName()
    {
        Assert.All(Enum.GetValues<SweepState>(), state => Assert.True(SweepStates.TryParse(state.ToName(), out var parsed) && parsed == state));
        Assert.All(Enum.GetValues<TrialState>(), state => Assert.True(TrialStates.TryParse(state.ToName(), out var parsed) && parsed == state));
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_OtherText_IsRefused(string? name)
    {
        Assert.False(SweepStates.TryParse(name, out _));
        Assert.False(TrialStates.TryParse(name, out _));
    }

    [Fact]
    public void ToName_ValueOutsideTheEnum_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((SweepState)17).ToName());
        Assert.Throws<ArgumentOutOfRangeException>(() => ((TrialState)17).ToName());
    }
}
