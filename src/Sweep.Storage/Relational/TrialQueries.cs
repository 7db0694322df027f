using Microsoft.EntityFrameworkCore;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Core.Trials;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Reads trials page by page, so that no read lasts long however slowly its rows are used.</summary>
internal static class TrialQueries
{
    public const int PageSize = 1000;

    /// <summary>Columns of which nothing is read: the sweep is known, and of the parameters their projections are read.</summary>
    private static readonly string[] Unread = ["sweep_id", "parameters"];

    private static readonly string Trials =
        $"SELECT {string.Join(", ", TrialColumns.All.Select(column => column.Name).Except(Unread))} FROM trials {Page}";

    private const string Runs =
        "SELECT number FROM runs WHERE sweep_id = @p0 AND pattern = @p1 AND learning_rate = @p2 AND samples = @p3 AND hidden = @p4 ORDER BY replicate LIMIT @p5";

    private const string Ranks = "SELECT number, iterations, reached_at, best_loss FROM trials " + Completed;

    /// <summary>Those that are told one by one, and how many there are.</summary>
    private const string WithoutCurve =
        "SELECT number, count(*) OVER () FROM trials t WHERE sweep_id = @p0 AND state IN ('completed', 'pruned') "
        + "AND NOT EXISTS (SELECT 1 FROM loss_curves c WHERE c.sweep_id = t.sweep_id AND c.number = t.number) ORDER BY number LIMIT 10";

    private const string Page = "WHERE sweep_id = @p0 AND number >= @p1 ORDER BY number LIMIT 1000";

    private const string Completed = "WHERE sweep_id = @p0 AND number >= @p1 AND state IN ('completed', 'pruned') ORDER BY number LIMIT 1000";

    /// <summary>The trials of a page, and from which number on the next one is; null at the end.</summary>
    public static Task<(List<TrialRecord> Rows, long? Next)> PageAsync(
        SweepDbContext context, Guid id, long from, DamageSink damage, CancellationToken cancellation) =>
        PageAsync(context, Trials, id, from, row => ReadTrial(row, id), damage, cancellation);

    /// <inheritdoc cref="PageAsync(SweepDbContext, Guid, long, DamageSink, CancellationToken)"/>
    public static Task<(List<TrialRank> Rows, long? Next)> RankPageAsync(
        SweepDbContext context, Guid id, long from, DamageSink damage, CancellationToken cancellation) =>
        PageAsync(
            context, Ranks, id, from,
            row => new TrialRank(
                row.Whole(0), row.IntOrNull(2, 0, row.Int(1, 1, TrainingLimits.Iterations) - 1), row.NumberOrNull(3) ?? double.NaN),
            damage, cancellation);

    public static async Task<IReadOnlyList<long>> ReadRunsAsync(
        SweepDbContext context, Guid id, TrialPoint setting, int most, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(
            context, "runs", Runs, [context.KeepId(id), setting.Pattern.ToName(), setting.LearningRate, setting.Samples, setting.Hidden, most],
            row =>
            {
                row.Is(id, null);
                return row.Whole(0);
            },
            damage, cancellation).ToListAsync(cancellation);

    public static async Task<FinishedNumbers> ReadFinishedAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        var (saved, planned) = await StoredRows.ReadAsync(
            context, "sweeps", "SELECT frontier, planned_trials FROM sweeps WHERE id = @p0", [context.KeepId(id)],
            row =>
            {
                row.Is(id, null);
                return (row.Whole(0, long.MinValue), row.Whole(1, 1));
            },
            damage, cancellation).FirstOrDefaultAsync((0L, long.MaxValue), cancellation);
        saved = Math.Clamp(saved, 0, planned);

        // Somebody may have deleted rows, or written a frontier, by hand.
        if (saved > 0 && await context.Trials.LongCountAsync(trial => trial.SweepId == id && trial.Number >= 0 && trial.Number < saved, cancellation) != saved)
            saved = 0;
        var numbers = StoredRows.ReadAsync(
            context, "trials", "SELECT number FROM trials WHERE sweep_id = @p0 AND number >= @p1 AND number < @p2 ORDER BY number",
            [context.KeepId(id), saved, planned],
            row =>
            {
                row.Is(id, null);
                return row.Whole(0, 0, planned - 1);
            },
            damage, cancellation);
        List<NumberRange> ranges = [new(saved, saved)];
        await foreach (var number in numbers)
            ranges.AddNumber(number);
        return new FinishedNumbers(ranges[0].End, ranges[1..]);
    }

    /// <summary>Returns how many trials have a result and no curve.</summary>
    public static async Task<long> CheckCurvesAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation)
    {
        var missing = await StoredRows.ReadAsync(
            context, "trials", WithoutCurve, [context.KeepId(id)],
            row =>
            {
                row.Is(id, null);
                return (Number: row.Whole(0), Count: row.Whole(1));
            },
            damage, cancellation).ToListAsync(cancellation);
        foreach (var (number, _) in missing)
            damage.Take(new RowDamage("loss_curves", "loss", id, number, "its row is gone, though the trial has a result"));
        var count = missing.Select(row => row.Count).FirstOrDefault();
        if (count > missing.Count)
            damage.Take(new RowDamage("loss_curves", "loss", id, null, $"so are those of {count - missing.Count} trials more"));
        return count;
    }

    public static async Task<IReadOnlyList<long>> ReadFinishedAmongAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        await context.Trials
            .Where(trial => trial.SweepId == id && EF.Parameter(numbers).Contains(trial.Number))
            .Select(trial => trial.Number)
            .ToListAsync(cancellation);

    public static async Task<long> ForgetFailedAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var failed = context.Trials.Where(trial => trial.SweepId == id && trial.State == TrialState.Failed);
        var first = await failed.MinAsync(trial => (long?)trial.Number, cancellation);
        if (first is null)
            return 0;
        await context.Attempts
            .Where(attempt => attempt.SweepId == id && failed.Any(trial => trial.Number == attempt.Number))
            .ExecuteDeleteAsync(cancellation);
        var count = await failed.ExecuteDeleteAsync(cancellation);

        // What an owner knows of the finished numbers is no longer true: the epoch makes it read them again.
        await context.Sweeps.Where(sweep => sweep.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.Frontier, sweep => sweep.Frontier > first ? first.Value : sweep.Frontier)
                .SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch + 1),
            cancellation);
        await context.Sweeps.Where(sweep => sweep.Id == id && sweep.State == SweepState.Completed).ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.State, SweepState.Running)
                .SetProperty(sweep => sweep.FinishedAt, (DateTimeOffset?)null),
            cancellation);
        return count;
    }

    private static async Task<(List<T> Rows, long? Next)> PageAsync<T>(
        SweepDbContext context, string sql, Guid id, long from, Func<StoredRow, T> read, DamageSink damage, CancellationToken cancellation)
    {
        var (count, last) = (0, from - 1);
        T Read(StoredRow row)
        {
            count++;
            row.Is(id, null);
            last = row.Whole(0);
            row.Is(id, last);
            return read(row);
        }

        var rows = await StoredRows.ReadAsync(context, "trials", sql, [context.KeepId(id), from], Read, damage, cancellation).ToListAsync(cancellation);

        // Of a whole page without a number that can be read the next would be the same.
        return (rows, count < PageSize || last < from || last == long.MaxValue ? null : last + 1);
    }

    /// <summary>The columns one by one, in their order.</summary>
    private static TrialRecord ReadTrial(StoredRow row, Guid id)
    {
        var (definition, iterations) = (Definition(row), row.Int(3));
        var k = 9;
        return new()
        {
            SweepId = id,
            Trial = definition,
            ContentKey = row.Text(k++),
            State = row.Word<TrialState>(k++, TrialStates.TryParse, "state of a finished trial"),
            Attempt = row.Int(k++),
            Silo = row.Text(k++),
            Slot = row.Int(k++),
            StartedAt = row.Time(k++),
            FinishedAt = row.Time(k++),
            TrainSeconds = row.Finite(k++, 0),
            TrainedIterations = row.Int(k++, 0, iterations),
            FinalLoss = row.NumberOrNull(k++),
            FinalAccuracy = row.NumberOrNull(k++),
            BestLoss = row.NumberOrNull(k++),
            ReachedAt = row.IntOrNull(k++, 0, iterations - 1),
            ConvergedAt = row.IntOrNull(k++, 0, iterations - 1),
            Error = row.TextOrNull(k++),
            TraceId = row.TextOrNull(k),
        };
    }

    private static TrialDefinition Definition(StoredRow row) =>
        new(row.Whole(0), PointOf(row), (uint)row.Whole(6, 0, uint.MaxValue), (uint)row.Whole(7, 0, uint.MaxValue), (uint)row.Whole(8, 0, uint.MaxValue));

    private static TrialPoint PointOf(StoredRow row) => new(
        row.Word<Pattern>(1, PatternNames.TryParse, "pattern"), row.Finite(2, double.Epsilon), row.Int(3, 1, TrainingLimits.Iterations),
        row.Int(4, 1, TrainingLimits.Samples), row.Int(5, 1, TrainingLimits.Hidden));
}
