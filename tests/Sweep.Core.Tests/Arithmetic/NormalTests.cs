using System.Text.Json;
using CsCheck;
using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Arithmetic;

/// <summary>Against Golden/normal.json, which mpmath computed to 60 digits.</summary>
public sealed class NormalTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "normal.json"))).RootElement;

    [Fact]
    public void Erfc_Golden_IsWithinAFewUnits() => AssertAll("erfc", row => Normal.Erfc(row[0]), 1.5e-15);

    [Fact]
    public void Erfcx_Golden_IsWithinAFewUnits() => AssertAll("erfcx", row => Normal.Erfcx(row[0]), 1e-15);

    [Fact]
    public void LogCdf_Golden_IsAccurateInBothTails() => AssertAll("log_cdf", row => Normal.LogCdf(row[0]), 4e-15);

    [Fact]
    public void LogMass_Golden_IsAccurateInBothTails() => AssertAll("log_mass", row => Normal.LogMass(row[0], row[1]), 1e-13);

    [Fact]
    public void Quantile_Golden_IsWithinAFewUnits() => AssertAll("quantile", row => Normal.Quantile(row[0]), 2e-15);

    [Theory]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(0.5, 0)]
    [InlineData(1, double.PositiveInfinity)]
    public void Quantile_EndOrMiddle_IsExact(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p));

    [Fact]
    public void Quantile_OfTheDistributionFunction_IsTheArgument() =>
        Gen.Double[-8, 2].Sample(x => Math.Abs(Normal.Quantile(Normal.Cdf(x)) - x) < 1e-13 * Math.Max(1, x * x) * (x > 0 ? 10 : 1));

    [Fact]
    public void TruncatedQuantile_AnyShare_HasThatShareBelowIt() =>
        Gen.Select(Gen.Double[-100, 0], Gen.Double[0.01, 100], Gen.Double[0, 1]).Sample((a, b, u) =>
        {
            var x = Normal.TruncatedQuantile(u, a, b);
            var share = (Normal.Cdf(x) - Normal.Cdf(a)) / (1 - Normal.Cdf(a) - Normal.Cdf(-b));
            return x >= a && x <= b && Math.Abs(share - u) < 1e-12;
        });

    [Fact]
    public void LaneExp_AnyArgument_IsThatOfTheScalar() =>
        Gen.Double[-700, 0].Sample(x =>
        {
            var expected = DeterministicMath.Exp(x);
            Assert.Equal(expected, LaneMath.Exp(System.Runtime.Intrinsics.Vector256.Create(x))[3], expected * 4e-16);
        });

    private static void AssertAll(string section, Func<double[], double> function, double relative)
    {
        foreach (var row in Golden.GetProperty(section).EnumerateArray())
        {
            double[] numbers = [.. row.EnumerateArray().Select(number => number.GetDouble())];
            Assert.True(
                Math.Abs(function(numbers) - numbers[^1]) <= relative * Math.Abs(numbers[^1]),
                $"{section} of {string.Join(", ", numbers[..^1])} is {function(numbers):R}, not {numbers[^1]:R}");
        }
    }
}
