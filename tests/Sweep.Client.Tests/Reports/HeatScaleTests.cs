using CsCheck;
using Sweep.Client.Reports;

namespace Sweep.Client.Tests.Reports;

public sealed class HeatScaleTests
{
    [Fact]
    public void StepOf_AnyMedians_KeepsTheirOrderAndUsesBothEnds() =>
        Gen.Int[0, 1_000_000_000].Array[2, 50].Where(medians => medians.Distinct().Count() > 1).Sample(medians =>
        {
            var scale = new HeatScale(medians);
            var steps = medians.Order().Select(scale.StepOf).ToArray();
            Assert.Equal(steps.Order(), steps);
            Assert.Equal((0, HeatScale.Steps - 1), (steps[0], steps[^1]));
        });

    [Fact]
    public void StepOf_OneMedianOnly_IsTheFastest() => Assert.Equal(0, new HeatScale([700, 700]).StepOf(700));
}
