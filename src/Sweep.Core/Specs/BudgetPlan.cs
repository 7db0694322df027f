using System.Numerics;
using Sweep.Core.Budgets;

namespace Sweep.Core.Specs;

/// <summary>How many trials a budget plans, as far as its spec alone says.</summary>
internal static class BudgetPlan
{
    /// <summary>Points that are visited where a sampler chooses how long each is trained.</summary>
    public const int MostVisited = 100_000;

    /// <summary>The trials that are planned of a space, and why that is not all of it.</summary>
    public static (long Planned, EndReason? By) Of(BudgetSpec budget, SearchSpace space)
    {
        (long Planned, EndReason? By) plan = (space.Size, null);
        if (budget.Trials is { } trials && trials < plan.Planned)
            plan = (trials, EndReason.Trials);
        if (budget.Iterations is { } iterations && TrialsOf(space, iterations) is var within && within < plan.Planned)
            plan = (within, EndReason.Iterations);
        return plan;
    }

    /// <summary>True where trials have to be visited to be counted.</summary>
    public static bool Visits(SearchSpace space) =>
        !space.IsGrid && space.Spec.Trainer.Resource is { } name && space.Spec.Find(name) is { IsVaried: true };

    /// <summary>As many whole points as have no more planned steps together.</summary>
    private static long TrialsOf(SearchSpace space, long iterations)
    {
        var spec = space.Spec;
        var resource = spec.Trainer.Resource is { } name ? spec.Find(name) : null;
        if (resource is null)
            return space.Size;
        if (Visits(space))
            return VisitedOf(space, iterations);
        long[] steps = [.. resource.Values.Select(value => value.Whole)];

        // Numbers within one value of the resource: points in which only later parameters differ, and their replicates.
        var inner = resource.IsVaried
            ? spec.Parameters.Reverse().TakeWhile(parameter => parameter != resource).Aggregate((BigInteger)spec.Replicates, (all, one) => all * one.Count)
            : spec.Replicates;
        var cycle = inner * steps.Aggregate(BigInteger.Zero, (sum, value) => sum + value);
        var trials = BigInteger.DivRem(iterations, cycle, out var left) * inner * steps.Length;
        foreach (var value in steps)
        {
            var fitting = BigInteger.Min(inner, left / value);
            trials += fitting;
            left -= fitting * value;
            if (fitting < inner)
                break;
        }

        return (long)BigInteger.Min(trials - trials % spec.Replicates, space.Size);
    }

    private static long VisitedOf(SearchSpace space, long iterations)
    {
        var (replicates, left) = (space.Spec.Replicates, (BigInteger)iterations);
        for (var number = 0L; number < space.Size; number += replicates)
        {
            left -= (BigInteger)space.StepsOf(space.TrialAt(number))!.Value * replicates;
            if (left < 0)
                return number;
        }

        return space.Size;
    }
}
