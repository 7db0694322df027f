using CsCheck;
using Sweep.Core.Pruners;

namespace Sweep.Core.Tests.Pruners;

public sealed class RankedScoresTests
{
    [Fact]
    public void PlaceOf_AnyScores_IsThatOfASortedList() => Gen.Int[0, 30].Select(value => value == 30 ? double.NaN : value).Array[1, 4_000].Sample(
        scores =>
        {
            var ranked = new RankedScores();
            for (var point = 0; point < scores.Length; point++)
                ranked.Add(scores[point], point);
            var sorted = scores.Select((score, point) => (score, point))
                .OrderBy(one => double.IsNaN(one.score)).ThenBy(one => one.score).ThenBy(one => one.point).ToList();
            Assert.Equal(scores.Length, ranked.Count);
            for (var place = 0; place < sorted.Count; place++)
            {
                Assert.Equal(place, ranked.PlaceOf(sorted[place].score, sorted[place].point));
                Assert.Equal(sorted[place].score, ranked.At(place));
            }
        },
        iter: 20);

    [Theory]
    [InlineData(new double[0], double.NaN)]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 3.0, 1.0 }, 2.0)]
    [InlineData(new[] { 3.0, double.NaN, 1.0 }, 3.0)]
    [InlineData(new[] { double.NaN, double.NaN }, double.NaN)]
    public void Median_OfScores_IsTheMiddle(double[] scores, double expected)
    {
        var ranked = new RankedScores();
        for (var point = 0; point < scores.Length; point++)
            ranked.Add(scores[point], point);
        Assert.Equal(expected, ranked.Median());
    }
}
