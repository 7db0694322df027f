using CsCheck;
using Sweep.Core.Curves;

namespace Sweep.Core.Tests.Curves;

public sealed class CurveThinningTests
{
    private static readonly double[] Hard = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.5];

    private static readonly Gen<double> Value = Gen.OneOf(Gen.Double[-1, 1], Gen.Int[0, Hard.Length - 1].Select(place => Hard[place]));

    [Fact]
    public void Places_FewPoints_AreAll() => Assert.Equal([0, 1, 2, 3, 4], CurveThinning.Places<double>([0, 1, 2, 3, 4], 5));

    [Fact]
    public void Places_AnyCurve_AreFewAscendAndKeepBothEnds() => Gen.Select(Value.Array[0, 300], Gen.Int[2, 60]).Sample((values, most) =>
    {
        var places = CurveThinning.Places<double>(values, most);
        Assert.InRange(places.Length, Math.Min(values.Length, 2), most);
        Assert.Equal(places.Order().Distinct(), places);
        if (values.Length <= most)
            Assert.Equal(values.Length, places.Length);
        if (values.Length > 0)
            Assert.Equal((0, values.Length - 1), (places[0], places[^1]));
    });

    [Fact]
    public void Places_FromFourOn_KeepTheLeastAndTheGreatestFiniteValue() => Gen.Select(Value.Array[1, 300], Gen.Int[4, 60]).Sample((values, most) =>
    {
        var kept = CurveThinning.Places<double>(values, most).Select(place => values[place]).Where(double.IsFinite).ToList();
        var finite = values.Where(double.IsFinite).ToList();
        Assert.Equal(finite.Count > 0, kept.Count > 0);
        if (finite.Count > 0)
            Assert.Equal((finite.Min(), finite.Max()), (kept.Min(), kept.Max()));
    });

    [Fact]
    public void Places_FinitePeaksOfEachStretch_AreAllKept()
    {
        // Four stretches of 25, in each a dip and a peak.
        var values = new float[102];
        for (var stretch = 0; stretch < 4; stretch++)
            (values[1 + 25 * stretch + 7], values[1 + 25 * stretch + 20]) = (-1 - stretch, 1 + stretch);
        Assert.Equal([0, 8, 21, 33, 46, 58, 71, 83, 96, 101], CurveThinning.Places<float>(values, 10));
    }

    [Fact]
    public void Places_StretchWithoutAFiniteValue_KeepsOneSoThatTheGapIsSeen()
    {
        double[] values = [1, 2, 3, double.NaN, double.NaN, double.NaN, 5];
        Assert.Equal([0, 1, 2, 3, 6], CurveThinning.Places<double>(values, 6));
    }

    [Fact]
    public void Places_TwoOrThree_AreTheEnds()
    {
        Assert.Equal([0, 4], CurveThinning.Places<double>([1, 9, 2, 0, 3], 2));
        Assert.Equal([0, 4], CurveThinning.Places<double>([1, 9, 2, 0, 3], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurveThinning.Places<double>([1, 9, 2], 1));
    }
}
