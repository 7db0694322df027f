using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Results;

namespace Sweep.Storage.Relational;

/// <summary>Sums over the trials of many sweeps at once.</summary>
internal static class TrialSumQueries
{
    /// <summary>Values that cannot be are in no sum, as where one sweep is asked for, which says so.</summary>
    private const string Sums =
        """
        SELECT t.sweep_id, t.state, t.origin, t.number >= 0 AND t.number < s.planned_trials AS is_planned, count(*),
               sum(CASE WHEN t.train_seconds BETWEEN 0 AND 1e300 THEN t.train_seconds END),
               sum(CASE WHEN t.trained_iterations BETWEEN 0 AND 1000000000 THEN t.trained_iterations END),
               max(t.finished_at),
               min(CASE WHEN t.best_objective BETWEEN -1.7e308 AND 1.7e308 THEN t.best_objective END),
               max(CASE WHEN t.best_objective BETWEEN -1.7e308 AND 1.7e308 THEN t.best_objective END),
               sum(CASE WHEN t.train_seconds BETWEEN 0 AND 1e300 AND t.trained_iterations BETWEEN 0 AND 1000000000 THEN 0 ELSE 1 END)
        FROM trials t JOIN sweeps s ON s.id = t.sweep_id
        WHERE t.sweep_id IN ({0})
        GROUP BY t.sweep_id, t.state, t.origin, is_planned
        """;

    public static async Task<IReadOnlyDictionary<Guid, TrialSums>> ReadAsync(
        SweepDbContext context, IReadOnlyCollection<Guid> ids, DamageSink damage, CancellationToken cancellation)
    {
        Dictionary<Guid, TrialSums> sums = [];
        if (ids.Count == 0)
            return sums;
        var values = new SqlValues();
        var statement = Sums.Replace("{0}", values.AddAll(ids.Select(context.KeepId)), StringComparison.Ordinal);
        await foreach (var (id, group) in StoredRows.ReadAsync(context, "trials", statement, values.All, ReadGroup, damage, cancellation))
            sums[id] = sums.TryGetValue(id, out var before) ? Add(before, group) : group;
        return sums;
    }

    private static (Guid Id, TrialSums Sums) ReadGroup(StoredRow row)
    {
        row.Is(null, null);
        var id = row.Id(0);
        row.Is(id, null);
        try
        {
            return (id, SumsOf(row));
        }
        catch (DamagedRowException)
        {
            return (id, TrialSums.None with { IsDamaged = true });
        }
    }

    private static TrialSums SumsOf(StoredRow row)
    {
        // Where one sweep is asked for, rows beyond its plan are counted alone too.
        if (!row.Flag(3))
            return TrialSums.None with { Totals = TrialTotals.None with { BeyondPlan = row.Whole(4) } };
        var state = row.Word<TrialState>(1, TrialStates.TryParse, "state of a finished trial");
        var origin = row.Word<TrialOrigin>(2, TrialOrigins.TryParse, "origin of a trial");
        var count = row.Whole(4);
        var isTrained = origin == TrialOrigin.Trained;
        var totals = new TrialTotals(
            state == TrialState.Completed ? count : 0, state == TrialState.Pruned ? count : 0, state == TrialState.Failed ? count : 0,
            isTrained ? row.NumberOrNull(5) ?? 0 : 0, isTrained && !row.IsNull(6) ? row.Whole(6) : 0, row.TimeOrNull(7), BeyondPlan: 0,
            origin == TrialOrigin.Prefix ? count : 0, origin == TrialOrigin.Reused ? count : 0);
        return new(totals, row.NumberOrNull(8), row.NumberOrNull(9)) { IsDamaged = row.Whole(10) > 0 };
    }

    private static TrialSums Add(TrialSums one, TrialSums other) => new(
        new TrialTotals(
            one.Totals.Completed + other.Totals.Completed, one.Totals.Pruned + other.Totals.Pruned, one.Totals.Failed + other.Totals.Failed,
            one.Totals.TrainSeconds + other.Totals.TrainSeconds, one.Totals.TrainedIterations + other.Totals.TrainedIterations,
            Of(one.Totals.LastFinishedAt, other.Totals.LastFinishedAt, (a, b) => a > b ? a : b), one.Totals.BeyondPlan + other.Totals.BeyondPlan,
            one.Totals.Prefix + other.Totals.Prefix, one.Totals.Reused + other.Totals.Reused),
        Of(one.LeastObjective, other.LeastObjective, Math.Min), Of(one.GreatestObjective, other.GreatestObjective, Math.Max))
    {
        IsDamaged = one.IsDamaged || other.IsDamaged,
    };

    private static T? Of<T>(T? one, T? other, Func<T, T, T> choose)
        where T : struct => one is { } a && other is { } b ? choose(a, b) : one ?? other;
}
