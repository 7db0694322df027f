using Sweep.Core.Trainers;

namespace Sweep.Core.Budgets;

/// <summary>
/// Where a sweep ends by its patience or its target. Points are judged in order of number, each once all below it are finished, and by the mean of its
/// replicates' best values; so the answer is a function of the spec and of results, not of the order in which they come.
/// </summary>
public sealed class StopJudge(BudgetSpec budget, Objective objective, double? target, long replicates)
{
    private readonly Queue<(long Number, double Value)> _values = new();
    private double _best = objective.Worst;
    private long _improved;

    /// <summary>Every number below it is judged.</summary>
    public long Next { get; private set; }

    /// <summary>Notes the best value of a trial that has one, in order of number, each once, none below <see cref="Next"/>.</summary>
    public void Note(long number, double value) => _values.Enqueue((number, value));

    /// <summary>Judges all whole points below a number; the numbers below the first stop are the sweep. Null where it goes on.</summary>
    /// <param name="frontier">Every number below it is finished, and was noted where it has a value.</param>
    public PlanCut? Judge(long frontier)
    {
        while (Next + replicates <= frontier)
        {
            var value = TakePoint(Next + replicates);
            Next += replicates;
            if (budget.Target && target is { } reached && objective.IsReached(value, reached))
                return new PlanCut(Next, EndReason.Target);
            if (objective.IsBetter(value, _best))
                (_best, _improved) = (value, Next);
            else if (Next - _improved >= budget.Patience)
                return new PlanCut(Next, EndReason.Patience);
        }

        return null;
    }

    /// <summary>The mean of a point's replicates; NaN where one of them has no value.</summary>
    private double TakePoint(long end)
    {
        var (sum, count) = (0.0, 0L);
        while (_values.TryPeek(out var first) && first.Number < end)
        {
            sum += _values.Dequeue().Value;
            count++;
        }

        return count == replicates ? sum / replicates : double.NaN;
    }
}
