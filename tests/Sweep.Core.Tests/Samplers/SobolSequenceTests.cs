using System.Globalization;
using System.Text.Json;
using Sweep.Core.Samplers;

namespace Sweep.Core.Tests.Samplers;

public sealed class SobolSequenceTests
{
    private static readonly JsonElement Golden =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "sobol.json"))).RootElement;

    private static readonly SobolSequence Sequence = new(SobolSampler.MostDimensions);

    /// <summary>SciPy goes through the points in the order of Gray's code: its k-th is the point whose number is the code of k.</summary>
    [Fact]
    public void At_PointsOfSciPy_AreEqual() => Assert.All(Golden.GetProperty("points").EnumerateArray(), point =>
    {
        var k = point.GetProperty("k").GetInt64();
        Assert.Equal(
            point.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()),
            Enumerable.Range(0, SobolSampler.MostDimensions).Select(dimension => Sequence.At(k ^ (k >> 1), dimension) / 18_446_744_073_709_551_616.0));
    });

    [Fact]
    public void At_NumbersBeyond32Bits_AreMadeOfSciPysDirectionNumbers() => Assert.All(Golden.GetProperty("fractions").EnumerateArray(), point =>
        Assert.Equal(
            point.GetProperty("values").EnumerateArray().Select(value => ulong.Parse(value.GetString()!, CultureInfo.InvariantCulture)),
            Enumerable.Range(0, SobolSampler.MostDimensions).Select(dimension => Sequence.At(point.GetProperty("index").GetInt64(), dimension))));
}
