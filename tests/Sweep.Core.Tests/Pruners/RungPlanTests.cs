using CsCheck;
using Sweep.Core.Pruners;

namespace Sweep.Core.Tests.Pruners;

public sealed class RungPlanTests
{
    [Fact]
    public void TrialsOf_AnyPlan_AreThoseWhoseNumbersAreInTheBracket() =>
        Gen.Select(
                Gen.OneOf(Gen.Const(PrunerKind.Asha), Gen.Const(PrunerKind.Hyperband), Gen.Const(PrunerKind.Median)),
                Gen.Int[1, 3], Gen.Int[1, 9], Gen.Long[1, 3], Gen.Long[0, 120])
            .Sample((kind, min, cohort, replicates, points) =>
            {
                var plan = new RungPlan(new PrunerSpec(kind, min, 3, cohort), 30, replicates);
                var trials = points * replicates;
                var counted = Enumerable.Range(0, (int)trials).CountBy(number => plan.FirstRungOf(number)).ToDictionary();
                var told = plan.TrialsOf(trials);
                Assert.Equal(trials, told.Sum(one => one.Trials));
                Assert.All(told, one => Assert.Equal(counted.GetValueOrDefault(one.FirstRung), one.Trials));
            });

    [Fact]
    public void TrialsOf_Hyperband_HasABracketForEachRungAndOneThatIsNeverJudged()
    {
        var plan = new RungPlan(new PrunerSpec(PrunerKind.Hyperband, 1), 27, 1);
        Assert.Equal([0, 1, 2, 3], plan.TrialsOf(1_000_000_000_000).Select(one => one.FirstRung));
    }
}
