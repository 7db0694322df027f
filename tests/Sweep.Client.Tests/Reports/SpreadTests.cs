using CsCheck;
using Sweep.Service.Reports;

namespace Sweep.Client.Tests.Reports;

public sealed class SpreadTests
{
    [Fact]
    public void Over_AnyCount_IsAscendingDistinctWithBothEnds() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Int[2, 40]).Sample((count, most) =>
        {
            var places = Spread.Over(count, most);
            Assert.Equal(Math.Min(count, most), places.Count);
            Assert.Equal(places.Order().Distinct(), places);
            Assert.Equal((0, count - 1), (places[0], places[^1]));
        });
}
