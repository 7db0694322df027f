using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Pruners;

public sealed class PrunerJudgeTests
{
    private static readonly PrunerSpec Asha = new(PrunerKind.Asha, 1, 3, 9);

    [Fact]
    public void Decide_OneCohort_KeepsTheBestThird()
    {
        var course = new Course(Asha, points: 9, steps: 9, (point, _) => 10 - point);
        var verdicts = course.Run();
        Assert.Equal([6, 7, 8], Kept(verdicts, 0));
        Assert.Equal([8], Kept(verdicts, 1));
        var last = Assert.Single(verdicts, verdict => verdict is { Number: 0 });
        Assert.Equal((RungDecision.Pruned, 8L, 9L, 4.0, 10.0), (last.Decision, last.Place, last.Among, last.Cutoff, last.Score));
    }

    [Fact]
    public void Decide_Maximized_KeepsTheGreatest()
    {
        var course = new Course(Asha, points: 9, steps: 9, (point, _) => point) { Objective = Objective.Accuracy };
        Assert.Equal([6, 7, 8], Kept(course.Run(), 0));
    }

    [Fact]
    public void Decide_EqualValues_KeepsTheLowestNumbers() =>
        Assert.Equal([0, 1, 2], Kept(new Course(Asha, points: 9, steps: 9, (_, _) => 1).Run(), 0));

    [Fact]
    public void Decide_FewerThanTheFactor_KeepsOne() =>
        Assert.Equal([1], Kept(new Course(Asha with { Cohort = 2 }, points: 2, steps: 9, (point, _) => 5 - point).Run(), 0));

    [Fact]
    public void Decide_LaterCohort_IsComparedWithThoseBefore()
    {
        // The second cohort is worse throughout: of 18 the best 6 are kept, all of them of the first.
        var verdicts = new Course(Asha, points: 18, steps: 3, (point, _) => point).Run();
        Assert.Equal([0, 1, 2], Kept(verdicts, 0));
        Assert.All(verdicts.Where(verdict => verdict.Number >= 9), verdict => Assert.Equal(18, verdict.Among));
    }

    [Fact]
    public void Decide_Replicates_AreJudgedByTheirMeanAndTogether()
    {
        double[] values = [0, 9, 4, 4, 8, 8];
        var course = new Course(Asha with { Cohort = 3 }, points: 3, steps: 3, (number, _) => values[number]) { Replicates = 2 };
        var verdicts = course.Run();
        Assert.Equal([2, 3], Kept(verdicts, 0));
        Assert.Equal([4.5, 4.5, 4, 4, 8, 8], verdicts.OrderBy(verdict => verdict.Number).Select(verdict => verdict.Score!.Value));
        Assert.Equal(values, verdicts.OrderBy(verdict => verdict.Number).Select(verdict => verdict.Value!.Value));
    }

    [Fact]
    public void Decide_FailedAndNotFinite_AreLast()
    {
        var course = new Course(Asha with { Cohort = 3 }, points: 3, steps: 3, (point, _) => point == 1 ? double.NaN : 100) { Fails = [0] };
        var verdicts = course.Run();
        Assert.Equal([2], Kept(verdicts, 0));
        Assert.Equal([null, null, 100.0], verdicts.OrderBy(verdict => verdict.Number).Select(verdict => verdict.Score));
    }

    [Fact]
    public void Decide_Median_StopsWhatIsWorseThanTheRunningMeansBefore()
    {
        var course = new Course(new PrunerSpec(PrunerKind.Median, 1, 3, 3), points: 6, steps: 3, (point, _) => point);
        var verdicts = course.Run();
        Assert.Equal([0, 1, 2], Kept(verdicts, 0));
        Assert.All(verdicts.Where(verdict => verdict.Number >= 3), verdict => Assert.Equal((1.0, 3L), (verdict.Cutoff, verdict.Among)));
    }

    [Fact]
    public void Decide_Target_CompletesEachThatHasMetIt()
    {
        var course = new Course(new PrunerSpec(PrunerKind.Target, 1), points: 3, steps: 9, (point, rung) => point - rung) { Target = 0 };
        var verdicts = course.Run();
        Assert.Equal(
            [(0L, 0, RungDecision.Completed), (1, 0, RungDecision.Kept), (1, 1, RungDecision.Completed), (2, 0, RungDecision.Kept), (2, 1, RungDecision.Kept)],
            verdicts.OrderBy(verdict => verdict.Number).ThenBy(verdict => verdict.Rung).Select(verdict => (verdict.Number, verdict.Rung, verdict.Decision)));
    }

    [Fact]
    public void Decide_Hyperband_HasTheBracketsOfThePaper()
    {
        // R = 81, η = 3: Table 1 of arXiv 1603.06560 has 81, 34, 15, 8 and 5 configurations.
        var course = new Course(new PrunerSpec(PrunerKind.Hyperband, 1), points: 143, steps: 81, (point, _) => point % 7);
        var verdicts = course.Run();
        Assert.Equal([81, 34, 15, 8], verdicts.GroupBy(verdict => verdict.Bracket).OrderBy(group => group.Key)
            .Select(group => group.Where(verdict => verdict.Rung == group.Min(one => one.Rung)).Count()));
        var brackets = verdicts.GroupBy(verdict => verdict.Bracket).OrderBy(group => group.Key);
        Assert.Equal([0, 1, 2, 3], brackets.Select(group => group.Min(verdict => verdict.Rung)));
        Assert.DoesNotContain(verdicts, verdict => verdict.Number >= 138);
    }

    [Fact]
    public void Decide_AnyOrderOfArrivalAndAnyRestarts_GivesTheSameVerdicts()
    {
        var kinds = Gen.Enum<PrunerKind>();
        Gen.Select(kinds, Gen.Int[1, 40], Gen.Int[1, 7], Gen.Int[1, 3], Gen.UInt, Gen.UInt).Sample(
            (kind, points, cohort, replicates, values, order) =>
            {
                double Value(long number, int rung) => new Random((int)(values % 1000) + (int)number * 31 + rung).Next(12) switch
                {
                    11 => double.NaN,
                    var drawn => drawn,
                };
                Course Make() => new(new PrunerSpec(kind, 1, 2, cohort), points, steps: 8, Value) { Replicates = replicates, Target = 2 };
                var calm = Make().Run();
                var wild = Make().Run(new Random((int)order));
                Assert.Equal(Sorted(calm), Sorted(wild));
            },
            iter: 300);
    }

    private static IEnumerable<RungVerdict> Sorted(IEnumerable<RungVerdict> verdicts) =>
        verdicts.OrderBy(verdict => verdict.Number).ThenBy(verdict => verdict.Rung);

    private static IEnumerable<long> Kept(IEnumerable<RungVerdict> verdicts, int rung) =>
        verdicts.Where(verdict => verdict.Rung == rung && verdict.Decision == RungDecision.Kept).Select(verdict => verdict.Number).Order();

    /// <summary>Trials that go from rung to rung as they are told, in some order.</summary>
    private sealed class Course(PrunerSpec pruner, int points, int steps, Func<long, int, double> valueOf)
    {
        public Objective Objective { get; init; } = Objective.Loss;

        public int Replicates { get; init; } = 1;

        public double Target { get; init; } = 0.2;

        public HashSet<long> Fails { get; init; } = [];

        /// <param name="random">Draws who is next, and when the judge is lost; null for one after the other, and never.</param>
        public List<RungVerdict> Run(Random? random = null)
        {
            var spec = new SweepSpec(
                "judged",
                [
                    PerceptronParameters.Patterns(Pattern.Circle),
                    PerceptronParameters.LearningRates([.. Enumerable.Range(1, points).Select(k => 0.001 * k)]),
                    PerceptronParameters.Counts(PerceptronParameters.Iterations, steps),
                    PerceptronParameters.Counts(PerceptronParameters.Samples, 100),
                    PerceptronParameters.Counts(PerceptronParameters.Hidden, 4),
                ],
                Replicates, Target: Target)
            { Objective = Objective, Pruner = pruner };
            var plan = spec.Rungs()!;
            PrunerJudge Make() => new(plan, spec.Objective, spec.Target, (long)points * Replicates);
            var judge = Make();
            var stored = new List<RungVerdict>();
            var at = Enumerable.Range(0, points * Replicates).ToDictionary(number => (long)number, number => plan.FirstRungOf(number));
            foreach (var number in at.Keys.Where(number => at[number] >= plan.Ladder.Rungs.Length).ToList())
                at.Remove(number);
            var told = new HashSet<long>();
            void Tell(long number)
            {
                var rung = at[number];
                if (Fails.Contains(number))
                    judge.End(number, null);
                else
                    judge.Reach(number, rung, new RungValue(valueOf(number, rung), valueOf(number, rung), valueOf(number, rung)));
            }

            while (at.Count > 0)
            {
                var before = stored.Count;
                long[] waiting = [.. at.Keys.Where(number => !told.Contains(number))];
                foreach (var number in random is null ? waiting : waiting.OrderBy(_ => random.Next()).Take(random.Next(1, 9)).ToArray())
                {
                    told.Add(number);
                    Tell(number);
                    if (random?.Next(10) == 0)
                        stored.AddRange(judge.Decide());
                }

                stored.AddRange(judge.Decide());
                Assert.Empty(judge.Decide());
                if (random?.Next(3) == 0)
                {
                    judge = Make();
                    judge.TakeUp(stored.OrderBy(_ => random.Next()));

                    // Silos tell what waits there to each owner anew.
                    foreach (var number in told.OrderBy(_ => random.Next()))
                        Tell(number);
                }

                foreach (var (number, rung) in at.ToList())
                {
                    if (judge.Find(number, rung) is not { } verdict)
                        continue;
                    told.Remove(number);
                    if (verdict.Decision == RungDecision.Kept && rung + 1 < plan.Ladder.Rungs.Length)
                        at[number] = rung + 1;
                    else
                        at.Remove(number);
                }

                Assert.True(random is not null || stored.Count > before, "nobody gets on");
            }

            return stored;
        }
    }
}
