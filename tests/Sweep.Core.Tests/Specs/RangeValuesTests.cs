using CsCheck;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

public sealed class RangeValuesTests
{
    [Fact]
    public void Log_Decades_AreExact()
    {
        Assert.Equal([0.001, 0.01, 0.1, 1], RangeValues.Log(0.001, 1, 4));
        Assert.Equal([1e-300, 1e-200, 1e-100, 1], RangeValues.Log(1e-300, 1, 4));
        Assert.Equal([0.00002, 0.0002, 0.002, 0.02, 0.2], RangeValues.Log(0.00002, 0.2, 5));
        Assert.Equal([1, 10, 100, 1000, 10000, 100000, 1000000], RangeValues.Log(1, 1_000_000, 7));
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256], RangeValues.Log(1, 256, 9));
        Assert.Equal([1, 3, 10], RangeValues.Log(1, 10, 3)); // √10 = 3.16…
    }

    [Fact]
    public void Log_BackpropExample_IsWhatSixtyDigitsGive() => // Python: Decimal('0.0003') * (Decimal('0.01') / Decimal('0.0003')) ** (i / 3)
        Assert.Equal([0.0003, 0.0009654893846056297, 0.003107232505953859, 0.01], RangeValues.Log(0.0003, 0.01, 4));

    [Fact]
    public void Linear_Tenths_AreTheDoublesThatPeopleWrite()
    {
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], RangeValues.Linear(0.1, 0.9, 9));
        Assert.Equal([1e-5, 0.500005, 1], RangeValues.Linear(1e-5, 1, 3));
        Assert.Equal([1, 2, 2], RangeValues.Linear(1, 2, 3)); // 1.5 is rounded up
        Assert.Equal([100, 325, 550, 775, 1000], RangeValues.Linear(100, 1000, 5));
    }

    [Fact]
    public void Values_AnyRange_KeepTheEndsAndNeverDecrease() =>
        Gen.Select(Gen.Double[-300, 300], Gen.Double[-300, 300], Gen.Int[2, 400], Gen.Bool).Sample((low, high, count, isLog) =>
        {
            var (from, to) = (Math.Pow(10, Math.Min(low, high)), Math.Pow(10, Math.Max(low, high)));
            if (from >= to)
                return;
            var values = (isLog ? RangeValues.Log(from, to, count) : RangeValues.Linear(from, to, count)).ToList();
            Assert.Equal(count, values.Count);
            Assert.Equal((from, to), (values[0], values[^1]));
            Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
            for (var index = 0; index < count; index++)
            {
                var share = (double)index / (count - 1);
                var expected = isLog
                    ? Math.Exp(Math.Log(from) * (1 - share) + Math.Log(to) * share)
                    : from * (1 - share) + to * share;
                Assert.InRange(values[index], expected * (1 - 1e-11), expected * (1 + 1e-11));
            }
        });

    [Fact]
    public void Values_OfCounts_AreTheNearestWholeNumbers() =>
        Gen.Select(Gen.Int[1, TrainingLimits.Iterations], Gen.Int[1, TrainingLimits.Iterations], Gen.Int[2, 400], Gen.Bool).Sample((low, high, count, isLog) =>
        {
            var (from, to) = (Math.Min(low, high), Math.Max(low, high));
            if (from == to)
                return;
            var whole = (isLog ? RangeValues.Log(from, to, count) : RangeValues.Linear(from, to, count)).ToList();
            var exact = (isLog ? RangeValues.Log((double)from, to, count) : RangeValues.Linear((double)from, to, count)).ToList();
            Assert.Equal(count, whole.Count);
            Assert.All(whole.Zip(exact), pair => Assert.InRange(pair.First - pair.Second, -0.5001, 0.5001));
        });

    [Fact]
    public void Log_AMillionValues_StayWithinARoundingOfTheirRatio()
    {
        var values = RangeValues.Log(1e-9, 1e3, 1_000_001).ToList();
        // Every 250,000 steps are three decades.
        Assert.Equal([1e-9, 1e-6, 1e-3, 1, 1e3], Enumerable.Range(0, 5).Select(quarter => values[quarter * 250_000]));
        Assert.Equal(values.Count, values.Distinct().Count());
    }
}
