using Microsoft.EntityFrameworkCore;
using Sweep.Core.Budgets;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>Reads sweeps and their totals.</summary>
internal static class SweepQueries
{
    private const string Select =
        "SELECT id, state, name, spec_text, spec, spec_hash, submit_key, error, numerics, planned_trials, frontier, owner, owner_until, epoch, created_at, "
        + "finished_at, trace_parent, ended_by, extends FROM sweeps WHERE deleted_at IS NULL AND ";

    /// <summary>The first number with a value that cannot be summed is told beside each sum.</summary>
    private const string Totals =
        """
        SELECT state, count(*),
               sum(CASE WHEN train_seconds BETWEEN 0 AND 1e300 THEN train_seconds END),
               min(CASE WHEN train_seconds BETWEEN 0 AND 1e300 THEN NULL ELSE number END),
               sum(CASE WHEN trained_iterations BETWEEN 0 AND 1000000000 THEN trained_iterations END),
               min(CASE WHEN trained_iterations BETWEEN 0 AND 1000000000 THEN NULL ELSE number END),
               max(finished_at), min(number), origin
        FROM trials WHERE sweep_id = @p0 AND number >= 0 AND number < (SELECT planned_trials FROM sweeps WHERE id = @p0) GROUP BY state, origin
        """;

    private const string BeyondPlan =
        "SELECT (SELECT count(*) FROM trials WHERE sweep_id = @p0 AND number < 0) "
        + "+ (SELECT count(*) FROM trials WHERE sweep_id = @p0 AND number >= (SELECT planned_trials FROM sweeps WHERE id = @p0))";

    /// <exception cref="StoreException">Its row is damaged.</exception>
    public static Task<SweepRecord?> FindAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation) =>
        FirstAsync(context, "id = @p0", context.KeepId(id), Read, damage, cancellation);

    /// <inheritdoc cref="FindAsync"/>
    public static Task<SweepRecord?> FindByKeyAsync(SweepDbContext context, string submitKey, DamageSink damage, CancellationToken cancellation) =>
        FirstAsync(context, "submit_key = @p0", submitKey, Read, damage, cancellation);

    /// <summary>The sweep for whoever changes its state alone: of the other columns those that cannot be read are empty.</summary>
    public static Task<SweepRecord?> FindForStateAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation) =>
        FirstAsync(context, "id = @p0", context.KeepId(id), ReadForState, damage, cancellation);

    public static async Task<IReadOnlyList<SweepRecord>> ListAsync(
        SweepDbContext context, FieldSql sql, SweepFilter filter, DamageSink damage, CancellationToken cancellation)
    {
        var values = new SqlValues();
        var where = "1 = 1";
        if (filter.States is { } states)
            where += states.Count == 0 ? " AND 1 = 0" : $" AND state IN ({string.Join(", ", states.Select(state => values.Add(state.ToName())))})";
        if (filter.SpecHash is { } hash)
            where += $" AND spec_hash = {values.Add(hash)}";
        if (filter.IdPrefix is { } prefix)
        {
            if (!IdPrefixes.TryGetBounds(prefix, out var lowest, out var highest))
                return [];
            where += $" AND id >= {values.Add(context.KeepId(lowest))} AND id <= {values.Add(context.KeepId(highest))}";
        }

        if (filter.Name is { } name)
            where += $" AND name = {values.Add(name)}";
        if (filter.NameContains is { } part)
            where += $" AND {sql.Contains("name", values.Add(part))}";
        foreach (var tag in filter.Tags)
            where += $" AND EXISTS (SELECT 1 FROM sweep_tags g WHERE g.sweep_id = sweeps.id AND g.tag = {values.Add(tag)})";
        if (filter.Behind is { } behind)
            where += $" AND (created_at, id) < ({values.Add(sql.Keep(behind.CreatedAt))}, {values.Add(context.KeepId(behind.Id))})";

        var limit = filter.Limit is { } most ? FormattableString.Invariant($" LIMIT {most}") : "";
        return await StoredRows.ReadAsync(
                context, "sweeps", $"{Select}{where} ORDER BY created_at DESC, id DESC{limit}", values.All, Read, damage, cancellation)
            .ToListAsync(cancellation);
    }

    public static async Task<IReadOnlyList<Guid>> ListRunningAsync(SweepDbContext context, DamageSink damage, CancellationToken cancellation)
    {
        const string Running = "SELECT id FROM sweeps WHERE state = 'running' AND deleted_at IS NULL ORDER BY created_at DESC, id DESC";
        Guid Read(StoredRow row)
        {
            row.Is(null, null);
            return row.Id(0);
        }

        return await StoredRows.ReadAsync(context, "sweeps", Running, [], Read, damage, cancellation).ToListAsync(cancellation);
    }

    public static async Task<TrialTotals> TotalTrialsAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        var totals = new TrialTotals(0, 0, 0, 0, 0, null);
        TrialTotals Add(StoredRow row)
        {
            row.Is(id, null);
            var state = WordOf<TrialState>(row, 0, TrialStates.TryParse, "state of a finished trial");
            var origin = WordOf<TrialOrigin>(row, 8, TrialOrigins.TryParse, "origin of a trial");
            var isTrained = origin == TrialOrigin.Trained;
            var count = row.Whole(1);
            Complain(row, 3, "train_seconds");
            Complain(row, 5, "trained_iterations");
            var last = row.TimeOrNull(6);
            return totals with
            {
                Completed = totals.Completed + (state == TrialState.Completed ? count : 0),
                Pruned = totals.Pruned + (state == TrialState.Pruned ? count : 0),
                Failed = totals.Failed + (state == TrialState.Failed ? count : 0),
                TrainSeconds = totals.TrainSeconds + (isTrained ? row.NumberOrNull(2) ?? 0 : 0),
                TrainedIterations = totals.TrainedIterations + (isTrained && !row.IsNull(4) ? row.Whole(4) : 0),
                Prefix = totals.Prefix + (origin == TrialOrigin.Prefix ? count : 0),
                Reused = totals.Reused + (origin == TrialOrigin.Reused ? count : 0),
                LastFinishedAt = totals.LastFinishedAt > last ? totals.LastFinishedAt : last,
            };
        }

        T WordOf<T>(StoredRow row, int column, StoredRow.Parser<T> parse, string what)
            where T : struct
        {
            row.Is(id, row.Whole(7));
            var word = row.Word(column, parse, what);
            row.Is(id, null);
            return word;
        }

        void Complain(StoredRow row, int column, string name)
        {
            if (!row.IsNull(column))
                damage.Take(new RowDamage("trials", name, id, row.Whole(column), "is not a number that can be: it is left out of the sum"));
        }

        await foreach (var sum in StoredRows.ReadAsync(context, "trials", Totals, [context.KeepId(id)], Add, damage, cancellation))
            totals = sum;
        return totals with
        {
            BeyondPlan = await StoredRows.ReadAsync(context, "trials", BeyondPlan, [context.KeepId(id)], row => row.Whole(0), damage, cancellation)
                .FirstAsync(cancellation),
        };
    }

    private static async Task<SweepRecord?> FirstAsync(
        SweepDbContext context, string where, object value, Func<StoredRow, SweepRecord> read, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "sweeps", Select + where, [value], read, damage, cancellation).FirstOrDefaultAsync(cancellation);

    private static SweepRecord Read(StoredRow row)
    {
        row.Is(null, null);
        var id = row.Id(0);
        row.Is(id, null);
        var planned = row.Whole(9, 1, SpecLimits.PlannedTrials);
        return new(
            id, row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.TextOrNull(6), StateOf(row), row.TextOrNull(7), row.Int(8), planned,
            Math.Clamp(row.Whole(10, long.MinValue), 0, planned), row.TextOrNull(11), row.TimeOrNull(12), row.Whole(13), row.Time(14), row.TimeOrNull(15))
        {
            TraceParent = row.TextOrNull(16),
            EndedBy = row.IsNull(17) ? null : row.Word<EndReason>(17, EndReasons.TryParse, "part of a budget"),
            Extends = row.IsNull(18) ? null : row.Id(18),
        };
    }

    private static SweepRecord ReadForState(StoredRow row)
    {
        try
        {
            return Read(row);
        }
        catch (DamagedRowException)
        {
            return new(
                row.Id(0), "", "", "", "", null, StateOf(row), null, 0, 1, 0, null, null, 0, DateTimeOffset.UnixEpoch, null);
        }
    }

    private static SweepState StateOf(StoredRow row) => row.Word<SweepState>(1, SweepStates.TryParse, "state of a sweep");
}
