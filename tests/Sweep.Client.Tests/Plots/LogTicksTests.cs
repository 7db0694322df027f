using Sweep.Client.Plots;

namespace Sweep.Client.Tests.Plots;

public sealed class LogTicksTests
{
    [Theory]
    [InlineData(0.15, 0.8, "0.2 0.5")]
    [InlineData(0.2, 20, "0.2 0.5 1 2 5 10 20")]
    [InlineData(1e-9, 1, "1e-9 1e-8 1e-7 1e-6 1e-5 0.0001 0.001 0.01 0.1 1")]
    public void Of_Range_LabelsRoundValues(double low, double high, string expected)
    {
        var labels = LogTicks.Of(low, high)
            .Where(tick => tick.Label is not null && tick.Value >= low && tick.Value <= high).Select(tick => tick.Label);
        Assert.Equal(expected, string.Join(' ', labels));
    }
}
