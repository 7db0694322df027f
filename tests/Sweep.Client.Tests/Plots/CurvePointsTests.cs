using CsCheck;
using Sweep.Client.Plots;

namespace Sweep.Client.Tests.Plots;

public sealed class CurvePointsTests
{
    [Fact]
    public void Thin_FewPoints_KeepsAll() => Assert.Equal([0, 1, 2, 3, 4], CurvePoints.Thin(5, k => k, 5));

    [Fact]
    public void Thin_AnyCurve_KeepsEndsOrderAndExtremes() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 400], Gen.Int[4, 60]).Sample((values, most) =>
        {
            var kept = CurvePoints.Thin(values.Length, k => values[k], most);
            Assert.InRange(kept.Count, 1, Math.Max(most, 1));
            Assert.Equal(kept.Order().Distinct(), kept);
            Assert.Equal((0, values.Length - 1), (kept[0], kept[^1]));
            Assert.Equal(values.Min(), kept.Min(k => values[k]));
            Assert.Equal(values.Max(), kept.Max(k => values[k]));
        });
}
