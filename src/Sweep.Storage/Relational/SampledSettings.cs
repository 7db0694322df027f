using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>
/// Gathers the runs of a sweep whose points a sampler chose: numbers do not tell which trials have the same point, so points are compared, and what was
/// chosen twice counts once.
/// </summary>
internal static class SampledSettings
{
    public static async Task<IReadOnlyList<SettingRuns>> ReadAsync(
        SweepDbContext context, Guid id, SearchSpace space, string by, bool includePruned, DamageSink damage, CancellationToken cancellation)
    {
        var counted = SettingPlaces.ConditionOf(includePruned);
        var point = space.Proposed is null ? "" : ", parameters";
        var gatherer = new SettingGatherer(by, new Ranking(space.Spec));
        var outcomes = StoredRows.ReadAsync(
            context, "trials",
            $"SELECT number, trained_iterations, reached_at, best_objective{point} FROM trials WHERE sweep_id = @p0 AND {counted} ORDER BY number", [context.KeepId(id)],
            row =>
            {
                row.Is(id, null);
                var number = row.Whole(0, 0, space.PlannedTrials - 1);
                if (!space.Knows(number))
                    ProposalQueries.Learn(row, 4, space, number);
                var trial = space.TrialAt(number);
                return new TrialOutcome(
                    trial.Point, trial.Replicate, row.Int(1, 0, TrainingLimits.Iterations), row.IntOrNull(2, 0, TrainingLimits.Iterations),
                    row.NumberOrNull(3) ?? double.NaN)
                {
                    FirstNumber = trial.Number - trial.Replicate,
                };
            },
            damage, cancellation);
        await foreach (var outcome in outcomes)
            gatherer.Add(outcome);
        return gatherer.Build();
    }
}
