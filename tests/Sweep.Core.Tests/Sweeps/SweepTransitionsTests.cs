using Sweep.Core.Sweeps;

namespace Sweep.Core.Tests.Sweeps;

public sealed class SweepTransitionsTests
{
    [Theory]
    [InlineData(SweepState.Running, SweepState.Paused, true)]
    [InlineData(SweepState.Paused, SweepState.Running, true)]
    [InlineData(SweepState.Paused, SweepState.Completed, true)]
    [InlineData(SweepState.Failed, SweepState.Running, true)]
    [InlineData(SweepState.Failed, SweepState.Cancelled, false)]
    [InlineData(SweepState.Completed, SweepState.Running, false)]
    [InlineData(SweepState.Cancelled, SweepState.Running, false)]
    [InlineData(SweepState.Running, SweepState.Running, false)]
    public void IsAllowed_Pair_IsAsTheTableSays(SweepState from, SweepState to, bool expected) =>
        Assert.Equal(expected, SweepTransitions.IsAllowed(from, to));
}
