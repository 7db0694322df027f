using Sweep.Core.Analysis;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Views;

/// <summary>Which parameters matter for the best value of the objective.</summary>
/// <param name="Metric">The objective's.</param>
/// <param name="Goal">Which of its values are better.</param>
/// <param name="Trials">Finished trials that this is of.</param>
/// <param name="LeftOut">Finished trials that are not among them: of more than 500,000 an even share is taken.</param>
/// <param name="Parameters">Those with two values or more, greatest share first.</param>
public sealed record SweepImportance(
    Guid SweepId, SweepState State, string Metric, Goal Goal, long Trials, long LeftOut, IReadOnlyList<ImportanceRow> Parameters)
{
    public static SweepImportance Of(SweepRecord sweep, TrialTable table, IEnumerable<ParameterImportance> shares)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(table);
        var objective = sweep.Spec.Objective;
        return new(
            sweep.Id, sweep.State, objective.Metric, objective.Goal, table.Count, table.LeftOut,
            [.. shares.Select(share => new ImportanceRow(share.Name, share.Levels, share.Share))]);
    }
}
