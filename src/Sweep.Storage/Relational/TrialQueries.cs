using Microsoft.EntityFrameworkCore;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

/// <summary>Reads trials page by page, so that no read lasts long however slowly its rows are used.</summary>
internal static class TrialQueries
{
    private const int PageSize = 1000;

    /// <summary>Columns of which nothing is read: the sweep is known.</summary>
    internal static readonly string[] Unread = ["sweep_id"];

    private static readonly string Trials =
        $"SELECT {string.Join(", ", TrialColumns.All.Select(column => column.Name).Except(Unread))} FROM trials {Page}";

    private const string RunsAtStop =
        "SELECT number, trained_iterations FROM trials WHERE sweep_id = @p0 AND number >= @p1 AND number < @p2 AND state = 'completed' ORDER BY number LIMIT @p3";

    private const string Ranks = "SELECT number, reached_at, best_objective FROM trials " + Completed;

    /// <summary>Those that are told one by one, and how many there are. Keys are compared first: they are narrow, and few trials are left.</summary>
    private const string WithoutCurve =
        """
        WITH bare AS MATERIALIZED (
          SELECT number FROM trials x
          WHERE x.sweep_id = @p0 AND NOT EXISTS (SELECT 1 FROM loss_curves c WHERE c.sweep_id = @p0 AND c.number = x.number)
        )
        SELECT t.number, count(*) OVER () FROM bare JOIN trials t ON t.sweep_id = @p0 AND t.number = bare.number
        WHERE t.state IN ('completed', 'pruned') AND NOT EXISTS (SELECT 1 FROM metric_curves m WHERE m.sweep_id = @p0 AND m.number = t.number)
        ORDER BY t.number LIMIT 10
        """;

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
                row.Whole(0), row.IntOrNull(1, 0, TrainingLimits.Iterations), row.NumberOrNull(2) ?? double.NaN),
            damage, cancellation);

    /// <remarks>Of one point the replicates have numbers that follow each other, so this reads a few rows by their key, however large the sweep is.</remarks>
    public static async Task<IReadOnlyList<long>> ReadRunsAsync(
        SweepDbContext context, Guid id, SearchSpace space, long number, int most, DamageSink damage, CancellationToken cancellation)
    {
        var replicates = space.Spec.Replicates;
        var longest = new SortedDictionary<long, (int Trained, long Number)>();
        foreach (var first in new RunGrid(space, space.Spec.Trainer.Resource).FirstNumbers(number))
        {
            var rows = StoredRows.ReadAsync(
                context, "trials", RunsAtStop, [context.KeepId(id), first, first + replicates, most],
                row =>
                {
                    row.Is(id, null);
                    return (Number: row.Whole(0), Trained: row.Int(1));
                },
                damage, cancellation);
            await foreach (var (found, trained) in rows)
            {
                if (!longest.TryGetValue(found - first, out var other) || trained > other.Trained)
                    longest[found - first] = (trained, found);
            }
        }

        return [.. longest.Values.Take(most).Select(run => run.Number)];
    }

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

    public static async Task<long> ForgetFailedAsync(SweepDbContext context, Guid id, DateTimeOffset now, CancellationToken cancellation)
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
        await context.Sweeps.Where(sweep => sweep.Id == id && sweep.State == SweepState.Completed && sweep.DeletedAt == null).ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.State, SweepState.Running)
                .SetProperty(sweep => sweep.ResumedAt, now)
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
    internal static TrialRecord ReadTrial(StoredRow row, Guid id)
    {
        var definition = Definition(row);
        var k = 10;
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
            TrainedIterations = row.Int(k++, 0, TrainingLimits.Iterations),
            FinalLoss = row.NumberOrNull(k++),
            FinalAccuracy = row.NumberOrNull(k++),
            BestLoss = row.NumberOrNull(k++),
            ReachedAt = row.IntOrNull(k++, 0, TrainingLimits.Iterations),
            ConvergedAt = row.IntOrNull(k++, 0, TrainingLimits.Iterations),
            Error = row.TextOrNull(k++),
            TraceId = row.TextOrNull(k++),
            Origin = row.Word<TrialOrigin>(k++, TrialOrigins.TryParse, "origin of a trial"),
            FinalObjective = row.NumberOrNull(k++),
            BestObjective = row.NumberOrNull(k++),
            Diverged = row.Flag(k++),
            LogTail = row.TextOrNull(k),
        };
    }

    private static TrialDefinition Definition(StoredRow row) =>
        new(row.Whole(0), PointOf(row), (uint)row.Whole(7, 0, uint.MaxValue), (uint)row.Whole(8, 0, uint.MaxValue), (uint)row.Whole(9, 0, uint.MaxValue));

    /// <summary>That of the column parameters, the second.</summary>
    internal static TrialPoint PointOf(StoredRow row)
    {
        try
        {
            return ParametersJson.Read(row.Text(1));
        }
        catch (FormatException)
        {
            throw row.Damaged(1, row.Text(1), "is no JSON object of parameters");
        }
    }
}
