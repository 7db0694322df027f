using CsCheck;
using Sweep.Core.Budgets;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Specs;

/// <summary>The section <c>budget</c>, and how many trials it plans.</summary>
public sealed class BudgetSpecTests
{
    private const string Valid = "name: n\nparameters:\n  pattern: [circle, diamond, centered_square]\n  iterations: [100]\n";

    public static TheoryData<string, string> Wrong => new()
    {
        { "budget: {}", "budget (line 5, column 9): is empty; write budget: { trials: 100, patience: 20 }, or leave it out" },
        { "budget: 5", "budget (line 5, column 9): 5 must be a mapping of keys to values; write { trials: 100, patience: 20 }" },
        { "budget: { trial: 5 }", "budget.trial (line 5, column 11): is not a known key; did you mean \"trials\"?" },
        { "budget: { trials: 0 }", "budget.trials (line 5, column 19): 0 must be at least 1; write a whole number from 1 to 1000000000000" },
        { "budget: { trials: 4 }\nreplicates: 3", "budget.trials (line 5, column 19): 4 must be whole points, of 3 replicates each; write 3 or 6" },
        { "budget: { trials: 2 }\nreplicates: 3", "budget.trials (line 5, column 19): 2 must be whole points, of 3 replicates each; write 3" },
        { "budget: { iterations: 99 }", "budget.iterations (line 5, column 23): 99 plans no trial: the first point has 100 iterations, its replicates together; write at least 100" },
        { "budget: { patience: -1 }", "budget.patience (line 5, column 21): -1 must be at least 1; write a whole number from 1 to 1000000000000" },
        { "budget: { time: 3 weeks }", "budget.time (line 5, column 17): 3 weeks must be a time above 0; write a time such as 30s, 10m or 2h" },
        {
            "constraints: [hidden < 4]\nbudget: { iterations: 100 }",
            "constraints (line 5, column 14): are met by none of 3 points (hidden < 4: 3); loosen one, or search other values"
        },
        { "budget: { target: 0.1 }", "budget.target (line 5, column 19): 0.1 must be true or false; write true or false" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Read_WrongBudget_SaysWhatToWrite(string ending, string message) =>
        Assert.Equal([message], SpecReader.Read(Valid + ending).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_SeveralValuesOfASharedResource_AreRefusedWhereResultsEndTheSweep()
    {
        const string Two = "name: n\nparameters: { pattern: [circle], iterations: [10, 20] }\n";
        Assert.Empty(SpecReader.Read(Two + "budget: { trials: 1, iterations: 20 }").Errors);
        Assert.Equal(
            ["budget.patience (line 3, column 21): needs one value of iterations, whose trials are trained as one, and there are 2; write iterations: [20], or leave patience out"],
            SpecReader.Read(Two + "budget: { patience: 3 }").Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Read_IterationsOfMoreTrialsThanAreVisited_IsRefused()
    {
        const string Conditional = """
            name: n
            trainer: { command: [train], resource: epochs }
            parameters:
              optimizer: [sgd, adam]
              momentum: { values: [0.1, 0.9], when: { optimizer: sgd } }
              rate: { linear: [0.0, 1.0], count: 40000 }
              epochs: [1, 2]

            """;
        Assert.Equal(
            ["budget.iterations (line 8, column 23): must be of at most 100000 points where points that are chosen, enqueued or under conditions have several values of epochs; write trials, or one value of epochs"],
            SpecReader.Read(Conditional + "budget: { iterations: 1000000000 }").Errors.Select(error => error.ToString()));
        Assert.Empty(SpecReader.Read(Conditional.Replace("40000", "10000", StringComparison.Ordinal) + "budget: { iterations: 1000000000 }").Errors);
    }

    [Fact]
    public void Read_TrialsOfASpaceBeyondTheLimits_AreNoRemedy() => Assert.Equal(
        ["parameters (line 3, column 13): 1000001000000 planned trials must be at most 1000000000000; use fewer values or replicates"],
        SpecReader.Read(
            """
            name: n
            trainer: { command: [train] }
            parameters: { kind: [a, b], rate: { linear: [0.0, 1.0], count: 1000000 }, size: { linear: [1.0, 2.0], count: 1000000, when: { kind: a } } }
            budget: { trials: 100 }
            """).Errors.Select(error => error.ToString()));

    [Fact]
    public void Read_TargetWithoutOne_IsRefused() => Assert.Equal(
        ["budget.target (line 4, column 19): ends the sweep at the target, and there is none; write target: { METRIC: VALUE }, or leave it out"],
        SpecReader.Read(
            "name: n\nparameters: { pattern: [circle] }\nobjective: { metric: accuracy, goal: maximize }\nbudget: { target: true }").Errors.Select(error => error.ToString()));

    [Fact]
    public void Canonical_EveryBudget_ComesBack()
    {
        var spec = SpecReader.Read(Valid + "budget: { trials: 2, iterations: 300, patience: 7, target: true, time: 90m, train_time: 1.5s }").Spec!;
        Assert.Equal(new BudgetSpec(2, 300, 7, true, TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(1.5)), spec.Budget);
        Assert.Equal(spec, CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec)));
        Assert.DoesNotContain("budget", CanonicalSpec.ToJson(spec with { Budget = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void Canonical_BudgetBeyondItsLimits_IsNone()
    {
        var spec = SpecReader.Read(Valid + "replicates: 2\nbudget: { trials: 4 }").Spec!;
        Assert.Throws<FormatException>(() => SpaceLimits.Require(spec with { Budget = new BudgetSpec(Trials: 3) }));
        Assert.Throws<FormatException>(() => SpaceLimits.Require(spec with { Budget = new BudgetSpec(Iterations: 1) }));
        Assert.Throws<FormatException>(() => CanonicalSpec.FromJson(CanonicalSpec.ToJson(spec).Replace("\"trials\":4", "\"trials\":0", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{ trials: 2 }", 2, EndReason.Trials)]
    [InlineData("{ trials: 3 }", 3, null)]
    [InlineData("{ iterations: 299 }", 2, EndReason.Iterations)]
    [InlineData("{ iterations: 300 }", 3, null)]
    [InlineData("{ trials: 2, iterations: 100 }", 1, EndReason.Iterations)]
    [InlineData("{ patience: 1 }", 3, null)]
    public void Space_OfABudget_PlansTheFirstTrials(string budget, long planned, EndReason? by)
    {
        var space = new SearchSpace(SpecReader.Read($"{Valid}budget: {budget}").Spec!);
        Assert.Equal((3, planned, by), (space.Size, space.PlannedTrials, space.CutBy));
    }

    [Fact]
    public void Space_IterationsOfAnyGrid_PlanAsManyWholePointsAsFit() =>
        Gen.Select(SmallGrids.Any, Gen.Long[1, 2_000_000]).Sample((spec, iterations) =>
        {
            var whole = new SearchSpace(spec);
            var space = new SearchSpace(spec with { Budget = new BudgetSpec(Iterations: iterations) });
            var (sum, expected) = (0L, 0L);
            for (var number = 0L; number < whole.Size; number++)
            {
                sum += whole.TrialAt(number).Point[PerceptronParameters.Iterations].Whole;
                if (sum > iterations)
                    break;
                if ((number + 1) % spec.Replicates == 0)
                    expected = number + 1;
            }

            Assert.Equal(expected, space.PlannedTrials);
        });

    [Fact]
    public void Space_IterationsOfASampledSpace_PlanAsManyAsFit()
    {
        var spec = SpecReader.Read(
            "name: n\nparameters: { pattern: [circle], iterations: { linear: [1, 100] } }\nsampler: { kind: random, trials: 50, seed: 3 }\nreplicates: 2\nbudget: { iterations: 1000 }").Spec!;
        var space = new SearchSpace(spec);
        long SumTo(long trials) => Enumerable.Range(0, (int)trials).Sum(number => (long)space.StepsOf(space.TrialAt(number))!);
        Assert.Equal(EndReason.Iterations, space.CutBy);
        Assert.True(SumTo(space.PlannedTrials) <= 1000 && SumTo(space.PlannedTrials + 2) > 1000);
    }

    [Fact]
    public void Stock_OfAPlanThatIsCut_HasNothingElse() =>
        Gen.Select(SmallGrids.Any, Gen.Long[1, 200], Gen.Bool).Sample((spec, points, byStore) =>
        {
            var trials = Math.Min(points * spec.Replicates, new SearchSpace(spec).Size);
            var space = new SearchSpace(byStore ? spec : spec with { Budget = new BudgetSpec(Trials: trials) });
            var stock = new TrialStock(space, 0, [], byStore ? trials : null);
            Assert.Equal((trials, 0L, 0L), (stock.Planned, stock.Finished, stock.Frontier));
            Assert.Equal(stock.TotalCost, stock.FinishedCost + Enumerable.Range(0, (int)trials).Sum(number => stock.CostOf(number)), 1e-6 * stock.TotalCost);
            var leased = new List<long>();
            while (stock.Next(double.MaxValue, mayBeAlone: true) is [var batch, ..])
            {
                foreach (var number in batch.Numbers.SelectMany(range => range.Numbers()))
                {
                    stock.Claim(number);
                    leased.Add(number);
                }
            }

            Assert.Equal(Enumerable.Range(0, (int)trials).Select(number => (long)number), leased.Order());
            foreach (var number in leased)
                Assert.True(stock.Finish(number));
            Assert.False(stock.Finish(trials));
            Assert.True(stock.IsComplete);
            Assert.Equal((trials, trials), (stock.Finished, stock.Frontier));
            Assert.Equal(stock.TotalCost, stock.FinishedCost, 1e-6 * stock.TotalCost);
        });

    [Fact]
    public void Stock_Begun_IsBehindTheLastThatWasTaken()
    {
        var space = new SearchSpace(SpecReader.Read("name: n\nparameters: { pattern: [circle], samples: { linear: [1, 10], count: 10 }, iterations: [5] }\nbudget: { trials: 8, time: 1h }").Spec!);
        var stock = new TrialStock(space, 0, []);
        Assert.Equal(0, stock.Begun);
        stock.Claim(4);
        stock.Finish(0);
        Assert.Equal(5, stock.Begun);
        stock.Claim(7);
        Assert.Equal(8, stock.Begun);
    }
}
