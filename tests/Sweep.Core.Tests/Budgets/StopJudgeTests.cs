using CsCheck;
using Sweep.Core.Budgets;
using Sweep.Core.Trainers;

namespace Sweep.Core.Tests.Budgets;

public sealed class StopJudgeTests
{
    [Fact]
    public void Judge_NoImprovementForSoManyTrials_StopsAfterTheLastOfThem()
    {
        var judge = Judge(new BudgetSpec(Patience: 3));
        Note(judge, 0.5, 0.4, 0.4, 0.6, 0.45, 0.1);
        Assert.Null(judge.Judge(4));
        Assert.Equal(new PlanCut(5, EndReason.Patience), judge.Judge(6));
    }

    [Fact]
    public void Judge_GreaterIsBetter_ComparesSo()
    {
        var judge = new StopJudge(new BudgetSpec(Patience: 2), Objective.Accuracy, null, 1);
        Note(judge, 0.5, 0.6, 0.7, 0.2, 0.7);
        Assert.Equal(new PlanCut(5, EndReason.Patience), judge.Judge(5));
    }

    [Fact]
    public void Judge_TargetReached_StopsWithThatPoint()
    {
        var judge = Judge(new BudgetSpec(Target: true), target: 0.2);
        Note(judge, 0.3, 0.2, 0.1);
        Assert.Equal(new PlanCut(2, EndReason.Target), judge.Judge(3));
    }

    [Fact]
    public void Judge_Replicates_AreOnePointByTheirMean()
    {
        var judge = Judge(new BudgetSpec(Patience: 2, Target: true), target: 0.2, replicates: 2);
        Note(judge, 0.5, 0.3, 0.1, 0.5, 0.1, 0.3);
        Assert.Null(judge.Judge(3));
        Assert.Equal(2, judge.Next);
        Assert.Null(judge.Judge(4 + 1));
        Assert.Equal(new PlanCut(6, EndReason.Target), judge.Judge(6));
    }

    [Fact]
    public void Judge_TrialsWithoutAValue_ImproveNothing()
    {
        var judge = Judge(new BudgetSpec(Patience: 2, Target: true), target: 1, replicates: 2);
        judge.Note(0, 2);
        judge.Note(1, 2);

        // Number 2 failed; number 4 diverged.
        judge.Note(3, 0.1);
        judge.Note(4, double.NaN);
        judge.Note(5, 0.1);
        Assert.Equal(new PlanCut(4, EndReason.Patience), judge.Judge(6));
    }

    [Fact]
    public void Judge_AnyPieces_StopsWhereTheDefinitionDoes() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 40], Gen.Int[1, 5], Gen.Int[1, 40].Array[0, 10]).Sample((values, patience, pieces) =>
        {
            var judge = Judge(new BudgetSpec(Patience: patience));
            Note(judge, [.. values.Select(value => (double)value)]);
            PlanCut? stop = null;
            foreach (var frontier in pieces.Select(piece => Math.Min(piece, values.Length)).Order().Append(values.Length))
                stop ??= judge.Judge(frontier);

            // The least n of which the best of numbers ≤ n − P is not improved by the P after it.
            var expected = Enumerable.Range(0, values.Length)
                .Where(n => n >= patience && values[(n - patience + 1)..(n + 1)].Min() >= values[..(n - patience + 1)].Min())
                .Select(n => new PlanCut(n + 1, EndReason.Patience))
                .Cast<PlanCut?>()
                .FirstOrDefault();
            Assert.Equal(expected, stop);
        });

    private static StopJudge Judge(BudgetSpec budget, double? target = null, long replicates = 1) => new(budget, Objective.Loss, target, replicates);

    private static void Note(StopJudge judge, params double[] values)
    {
        for (var number = 0; number < values.Length; number++)
            judge.Note(number, values[number]);
    }
}
