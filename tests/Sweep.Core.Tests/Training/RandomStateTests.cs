using Sweep.Core.Arithmetic;

namespace Sweep.Core.Tests.Training;

public sealed class RandomStateTests
{
    // numpy.random.RandomState(seed).random_sample(3), and the 1001st.
    [Theory]
    [InlineData(0u, 0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5928802707811576)]
    [InlineData(1241u, 0.9970942822407111, 0.123214537966023, 0.12083747471497264, 0.8478115492497061)]
    [InlineData(4294967295u, 0.0976320289940138, 0.9123828453026218, 0.78903530185164, 0.9783407784257938)]
    public void RandomSample_Seed_IsNumPys(uint seed, double first, double second, double third, double thousandAndFirst)
    {
        var random = new RandomState(seed);
        Assert.Equal(first, random.RandomSample());
        Assert.Equal(second, random.RandomSample());
        Assert.Equal(third, random.RandomSample());
        for (var i = 3; i < 1000; i++)
            random.RandomSample();
        Assert.Equal(thousandAndFirst, random.RandomSample());
    }

    // numpy.random.RandomState(seed).permutation(10); the ends of that of 100,000.
    [Theory]
    [InlineData(0u, new[] { 2, 8, 4, 9, 1, 6, 7, 3, 0, 5 }, 3582, 60498, 68268)]
    [InlineData(1241u, new[] { 2, 4, 6, 8, 7, 3, 0, 5, 1, 9 }, 91643, 46582, 66401)]
    [InlineData(4294967295u, new[] { 6, 9, 5, 1, 8, 0, 7, 4, 2, 3 }, 85117, 19600, 27043)]
    public void Permutation_Seed_IsNumPys(uint seed, int[] ofTen, int first, int second, int last)
    {
        Assert.Equal(ofTen, new RandomState(seed).Permutation(10));
        var many = new RandomState(seed).Permutation(100_000);
        Assert.Equal((first, second, last), (many[0], many[1], many[^1]));
        Assert.Equal(Enumerable.Range(0, 100_000), many.Order());
        Assert.Equal([0], new RandomState(seed).Permutation(1));
    }

    [Fact]
    public void Uniform_Range_StaysInside()
    {
        var random = new RandomState(7);
        for (var i = 0; i < 10_000; i++)
            Assert.InRange(random.Uniform(-3, 5), -3, 5);
    }
}
