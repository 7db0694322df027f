using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class NumberSetTests
{
    private static readonly Gen<(int Kind, long Start, long Length)> GenOperation =
        Gen.Select(Gen.Int[0, 4], Gen.Long[0, 60], Gen.Long[0, 12]);

    [Fact]
    public void Operations_InAnyOrder_AgreeWithAHashSet() => GenOperation.List[0, 80].Sample(operations =>
    {
        var set = new NumberSet();
        var model = new HashSet<long>();
        foreach (var (kind, start, length) in operations)
        {
            var range = new NumberRange(start, start + length);
            var numbers = Enumerable.Range(0, (int)length).Select(offset => start + offset);
            switch (kind)
            {
                case 0:
                    Assert.Equal(model.Add(start), set.Add(start));
                    break;
                case 1:
                    Assert.Equal(model.Remove(start), set.Remove(start));
                    break;
                case 2:
                    set.RemoveRange(range);
                    model.ExceptWith(numbers);
                    break;
                default:
                    set.AddRange(range);
                    model.UnionWith(numbers);
                    break;
            }

            AssertSame(model, set);
        }
    });

    [Fact]
    public void Add_NumbersOfABillionAsRuns_KeepsFewRuns()
    {
        var set = new NumberSet();
        set.AddRange(new NumberRange(0, 1_000_000_000));
        set.AddRange(new NumberRange(1_000_000_001, 2_000_000_000));
        Assert.Equal(2, set.RangeCount);
        Assert.Equal(1_000_000_000, set.FirstMissing());
        Assert.True(set.Add(1_000_000_000));
        Assert.Equal([new NumberRange(0, 2_000_000_000)], set.Ranges);
        Assert.Equal(2_000_000_000, set.Count);
    }

    [Fact]
    public void Add_EveryOtherNumberThenTheRest_MergesAHundredThousandRuns()
    {
        const int Runs = 100_000;
        var set = new NumberSet();
        for (var number = 0L; number < 2 * Runs; number += 2)
            set.Add(number);
        Assert.Equal(Runs, set.RangeCount);
        for (var number = 1L; number < 2 * Runs; number += 2)
            Assert.True(set.Add(number));
        Assert.Equal([new NumberRange(0, 2 * Runs)], set.Ranges);
    }

    private static void AssertSame(HashSet<long> model, NumberSet set)
    {
        Assert.Equal(model.Count, set.Count);
        Assert.Equal(model.Order(), set.Ranges.SelectMany(run => Range(run.Start, run.End)));
        Assert.Equal(set.Ranges.Count(), set.RangeCount);
        Assert.All(set.Ranges.Zip(set.Ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.Start));
        for (var number = 0L; number < 80; number++)
        {
            Assert.Equal(model.Contains(number), set.Contains(number));
            Assert.Equal(Range(number, 100).First(candidate => !model.Contains(candidate)), set.FirstMissing(number));
        }
    }

    private static IEnumerable<long> Range(long start, long end)
    {
        for (var number = start; number < end; number++)
            yield return number;
    }
}
