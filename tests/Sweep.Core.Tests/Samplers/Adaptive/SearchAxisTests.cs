using CsCheck;
using Sweep.Core.Samplers;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Samplers.Adaptive;

public sealed class SearchAxisTests
{
    [Fact]
    public void FromScale_StepsOfDecimals_AreThoseOfSamplersWithoutASearch() =>
        Gen.Select(Gen.Int[-50, 50], Gen.Int[1, 30], Gen.Int[1, 60], Gen.Int[0, 3]).Sample((low, step, steps, digits) =>
        {
            var unit = (decimal)Math.Pow(10, digits);
            var (first, each) = (low / unit, step / unit);
            var range = new ParameterRange(ParameterKind.Real, (double)first, (double)(first + steps * each), Step: (double)each);
            var (axis, scale) = (new SearchAxis(Parameter.Of("p", range)), new ParameterScale(Parameter.Of("p", range)));
            Assert.Equal(range.High, axis.High);
            for (var k = 0; k <= steps; k++)
            {
                var expected = scale.At((ulong)((UInt128)ulong.MaxValue * (ulong)(2 * k + 1) / (ulong)(2 * (steps + 1))));
                Assert.Equal((double)(first + k * each), expected.Real);
                Assert.Equal(expected, axis.Value(axis.FromScale(range.Low + (k + 0.3) * range.Step!.Value)));
                Assert.Equal(expected.Real, axis.At(k));
            }
        });

    [Fact]
    public void FromScale_BeyondTheEnds_IsAnEnd()
    {
        var axis = new SearchAxis(Parameter.Of("p", new ParameterRange(ParameterKind.Real, 0.1, 0.55, Step: 0.1)));
        Assert.Equal((0.1, 0.3, 0.5), (axis.FromScale(-9), axis.FromScale(0.32), axis.FromScale(9)));
    }
}
