using Sweep.Core.Naming;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Client.Formatting;

/// <summary>What a sweep's objective and target are called.</summary>
internal static class ObjectiveTexts
{
    /// <summary>"reached: mean log loss at or below 0.2"; "best: least loss" where nothing counts as learnt.</summary>
    public static string Reached(SweepSpec spec)
    {
        var (metric, goal) = (Metric(spec), spec.Objective.Goal);
        return spec.Target is { } target
            ? $"reached: {metric} at or {(goal == Goal.Minimize ? "below" : "above")} {NumberText.Of(target)}"
            : $"best: {(goal == Goal.Minimize ? "least" : "greatest")} {metric}";
    }

    /// <summary>"loss 0.2 or less"; null where nothing counts as learnt.</summary>
    public static string? Target(SweepSpec spec) =>
        spec.Target is { } target ? $"{spec.Objective.Metric} {NumberText.Of(target)} or {(spec.Objective.Goal == Goal.Minimize ? "less" : "more")}" : null;

    private static string Metric(SweepSpec spec) => spec.Trainer.IsPerceptron && spec.Objective.Metric == Objective.Loss.Metric ? "mean log loss" : spec.Objective.Metric;
}
