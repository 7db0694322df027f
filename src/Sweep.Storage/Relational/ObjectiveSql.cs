using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>How the last values of a spec's objectives after the first, which has a column, are selected beside the columns of <c>trials</c>.</summary>
internal static class ObjectiveSql
{
    /// <summary>An expression each of <see cref="SweepSpec.ReportedObjectives"/> but the first, with a comma before it.</summary>
    /// <param name="parameters">Those of the statement, to which names of metrics are added.</param>
    public static string Further(SweepSpec spec, SweepDbContext context, List<object> parameters) =>
        string.Concat(spec.ReportedObjectives.Skip(1).Select(objective => $", {Of(objective.Metric, context, parameters)}"));

    private static string Of(string metric, SweepDbContext context, List<object> parameters)
    {
        if (metric == Objective.Loss.Metric)
            return "final_loss";
        if (metric == Objective.Accuracy.Metric)
            return "final_accuracy";
        parameters.Add(metric);
        return FormattableString.Invariant(
            $"(SELECT {context.LastMetricValue} FROM metric_curves m WHERE m.sweep_id = trials.sweep_id AND m.number = trials.number AND m.metric = @p{parameters.Count - 1})");
    }
}
